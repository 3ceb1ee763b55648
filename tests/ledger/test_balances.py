"""Balances: stages and ends, ranges, and totals that never add to their parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.ledger.balances import balance_rows
from kept.ledger.flows import Flows, Only, Sum
from kept.vocabulary.quantity import at_least, between, exactly
from kept.vocabulary.stages import GOODS, Stage
from tests.worlds import moment, tell, undone, view_of, words_of, world

pytestmark = pytest.mark.django_db

WALK = """
    2024-01-10 NO pledges 1000 drone as c-1
    2024-02-10 c-1 moves 800 from pledged to committed
    2024-03-10 c-1 moves 600 from committed to dispatched
    2024-04-10 c-1 moves 100 from dispatched to handed_over
"""


def test_reached_at_least_a_stage_is_the_sum_over_it_and_all_behind() -> None:
    told = world(WALK)
    reached = {
        stage: told.line(stage).itemised for stage in ("pledged", "committed", "produced", "dispatched", "at_hub")
    }
    assert reached == {
        "pledged": exactly(1000),
        "committed": exactly(800),
        "produced": exactly(600),
        "dispatched": exactly(600),
        "at_hub": exactly(100),
    }


def test_a_stage_holds_what_entered_it_and_has_not_left() -> None:
    told = world(WALK)
    rows = balance_rows(view_of(), ("stage",))
    assert {row.key["stage"]: row.line.best for row in rows} == {
        "pledged": exactly(200),
        "committed": exactly(200),
        "dispatched": exactly(500),
        "handed_over": exactly(100),
    }
    assert told.line("contracted", at_least=False).itemised == exactly(0)


@pytest.mark.parametrize("end", ["lost", "withdrawn", "rejected"])
def test_what_has_ended_has_reached_no_stage_and_stays_visible(end: str) -> None:
    told = world(f"{WALK} 2024-05-10 c-1 moves 50 from dispatched to {end}")
    assert told.line("dispatched").itemised == exactly(550)
    assert told.line("pledged").itemised == exactly(950)
    assert told.line(end, at_least=False).itemised == exactly(50)


@given(st.lists(st.tuples(st.sampled_from(GOODS), st.sampled_from(GOODS), st.integers(0, 9)), max_size=6))
def test_nobody_reaches_a_stage_without_those_before_it(moves: list[tuple[Stage, Stage, int]]) -> None:
    flows = Flows({(Stage.OUTSIDE, Stage.PLEDGED): Sum(1000, 1000)})
    for start, end, count in moves:
        if GOODS.index(start) < GOODS.index(end):
            there = min(count, flows.standing(start).low)
            flows.put((start, end), Sum(there, there))
    reached = [flows.reached(stage).low for stage in GOODS]
    assert reached == sorted(reached, reverse=True)


def test_sums_add_the_bounds_and_an_open_bound_makes_them_at_least() -> None:
    with undone():
        told = world("""
            2024-01-10 NO pledges 90..100 drone
            2024-01-11 LV pledges 10 drone
        """)
        assert told.line("pledged").itemised == between(100, 110)
        tell(told, "2024-01-12 GB pledges 2000+ drone")
        assert told.line("pledged").itemised == at_least(2100)
        assert told.line("pledged", as_of="2024-01-11").itemised == between(100, 110)


def test_what_left_in_an_unknown_number_leaves_an_unknown_rest() -> None:
    told = world("""
        2024-01-10 NO pledges 100 drone as c-1
        2024-02-10 c-1 moves 20+ from pledged to dispatched
    """)
    assert told.line("pledged", at_least=False).itemised == between(0, 80)
    assert told.line("pledged").itemised == exactly(100)


def test_quantities_are_exact_to_the_thousandth() -> None:
    told = world("\n".join(f"2024-01-{day:02} NO pledges 0.001 drone" for day in range(1, 11)))
    assert told.line("pledged").itemised == exactly("0.01")


# --- totals of disjoint givers, and of several together ---------------------------------------------------------------


def test_running_totals_of_givers_that_do_not_overlap_add_up() -> None:
    told = world("""
        2024-01-31 NO asserts 200 drone dispatched in drone
        2024-02-10 LV asserts 100 drone dispatched in drone
        2024-02-20 NO dispatches 7 drone in drone
    """)
    assert words_of(told.line("dispatched", coalition="drone")) == ("7", "300", "300", "307", "reported")


@pytest.mark.parametrize(("said", "best"), [(250, 300), (500, 500)])
@pytest.mark.parametrize("limits", [{"coalition": "drone"}, {}])
def test_a_total_and_its_parts_never_count_twice(said: int, best: int, limits: dict[str, str]) -> None:
    told = world(f"""
        2024-01-31 NO asserts 200 drone dispatched in drone
        2024-02-10 LV asserts 100 drone dispatched in drone
        2024-02-11 drone-coalition asserts {said} drone dispatched in drone
    """)
    assert told.line("dispatched", **limits).best == exactly(best)


@pytest.mark.parametrize("body", ["eu", "drone-coalition", "DK+NL"])
def test_a_figure_of_several_together_is_not_lost_where_nobody_else_speaks(body: str) -> None:
    told = world(f"2024-01-31 {body} asserts 200 drone dispatched")
    assert told.line("dispatched").best == exactly(200)


@pytest.mark.parametrize("body", ["eu", "DK+NL"])
def test_a_figure_of_several_together_may_hold_those_of_the_parties(body: str) -> None:
    told = world(f"""
        2024-01-31 {body} asserts 330 shell dispatched
        2024-01-31 DK asserts 100 shell dispatched
    """)
    assert told.line("dispatched").best == exactly(330)


def test_a_question_about_several_adds_no_joint_figure_to_their_own() -> None:
    told = world("""
        2024-01-31 DK+NL asserts 330 shell dispatched
        2024-01-31 DK asserts 100 shell dispatched
        2024-01-31 NL asserts 250 shell dispatched
    """)
    assert told.line("dispatched", donor="DK,NL,DK+NL").best == exactly(350)


def test_a_movement_past_the_reported_stage_may_be_a_part_of_what_was_reported() -> None:
    told = world("""
        2024-01-31 NO asserts 300 drone dispatched
        2024-02-10 NO delivers 20 drone
    """)
    assert told.line("dispatched", donor="NO").best == exactly(320)
    told = tell(told, "2024-01-01 NO means recipient_signed \n 2024-02-11 NO delivers 5 drone")
    assert told.line("dispatched", donor="NO").best == between(320, 325)


def test_a_joint_gift_is_never_split_by_guess() -> None:
    told = world("2024-01-31 DK+NL pledges 200 drone")
    assert told.line("pledged", donor="DK").best == exactly(0)
    assert told.line("pledged", donor="DK+NL").best == exactly(200)
    assert told.line("pledged").best == exactly(200)


def test_a_total_without_a_recipient_may_hold_the_one_that_names_it() -> None:
    told = world("""
        2024-01-31 NO asserts 1000 drone dispatched
        2024-02-10 NO asserts 800 drone dispatched to UA
    """)
    assert told.line("dispatched", donor="NO").best == exactly(1000)
    assert told.line("dispatched", donor="NO", recipient="UA").best == exactly(800)


def test_a_total_without_a_coalition_may_hold_the_one_that_names_it() -> None:
    told = world("""
        2024-01-31 NO asserts 1000 drone dispatched
        2024-02-10 NO asserts 800 drone dispatched in drone
        2024-02-10 NO asserts 300 drone dispatched in shells
    """)
    assert told.line("dispatched", donor="NO").best == exactly(1100)


def test_totals_of_items_that_may_overlap_never_add() -> None:
    told = world("""
        2024-01-31 NO asserts 500 fpv-drone dispatched
        2024-01-31 NO asserts 400 strike-drone dispatched
        2024-01-31 NO asserts 600 drone dispatched
    """)
    assert told.line("dispatched", donor="NO").best == exactly(600)


def test_the_latest_total_of_a_scope_holds_and_of_one_day_the_more_exactly_dated() -> None:
    told = world("""
        2024-01-31 NO asserts 500 drone dispatched
        2024-02-29 NO asserts 450 drone dispatched
        2024-02 NO asserts 470 drone dispatched
    """)
    assert told.line("dispatched", donor="NO").best == exactly(450)
    assert told.line("dispatched", donor="NO", as_of="2024-02-28").best == exactly(500)


def test_a_total_of_a_later_stage_is_a_lower_bound_of_the_stages_before() -> None:
    told = world("2024-01-31 NO asserts 500 drone dispatched")
    assert told.line("pledged", donor="NO").best == at_least(500)
    assert told.line("at_hub", donor="NO").best == exactly(0)


def test_totals_in_different_units_never_meet() -> None:
    told = world("2024-01-31 NO asserts 500 drone dispatched for 900 NOK")
    assert told.line("dispatched").best == exactly(500)
    assert told.line("dispatched", unit="NOK").best == exactly(900, "NOK")
    assert told.line("dispatched", unit="EUR").best == exactly(0, "EUR")


def test_a_total_that_was_recorded_later_was_not_known_earlier() -> None:
    told = world("""
        recorded 2024-05-01T10:00
        2024-01-31 NO asserts 500 drone dispatched
    """)
    before = told.line("dispatched", recorded_by=moment("2024-05-01T09:59"))
    assert (before.reported, before.best) == (None, exactly(0))


STEPS = st.tuples(st.sampled_from(GOODS), st.sampled_from(GOODS), st.integers(0, 50), st.integers(1, 28))
SAID = st.tuples(
    st.sampled_from(("pledged", "allocated", "contracted", "dispatched")), st.integers(0, 500), st.integers(1, 28)
)


@given(
    pledges=st.lists(
        st.tuples(st.sampled_from(("pledges", "contracts", "dispatches")), st.integers(1, 28)), max_size=3
    ),
    steps=st.lists(STEPS, max_size=4),
    said=st.lists(SAID, max_size=3),
)
def test_what_is_known_of_a_stage_is_known_of_those_before_it(
    pledges: list[tuple[str, int]],
    steps: list[tuple[Stage, Stage, int, int]],
    said: list[tuple[str, int, int]],
) -> None:
    lines = ["2023-12-31 NO pledges 300 drone as c-0"]
    lines += [f"2024-01-{day:02} NO {verb} 100 drone" for verb, day in pledges]
    lines += [f"2024-01-{day:02} NO asserts {count} drone {stage}" for stage, count, day in said]
    there = Flows({(Stage.OUTSIDE, Stage.PLEDGED): Sum(300, 300)})
    for start, end, count, day in sorted(steps, key=lambda step: step[3]):
        if GOODS.index(start) < GOODS.index(end):
            moved = min(count, there.standing(start).low)
            there.put((start, end), Sum(moved, moved))
            lines.append(f"2024-01-{day:02} c-0 moves {moved} from {start} to {end}")
    with undone():
        told = world("\n".join(lines))
        lows = [told.line(stage, donor="NO").best.low or 0 for stage in GOODS]
        assert lows == sorted(lows, reverse=True)


# --- rows of a report -------------------------------------------------------------------------------------------------


def test_rows_are_told_by_any_of_the_dimensions_in_their_order() -> None:
    world("""
        2024-01-10 NO pledges 1 drone to UA in drone for 5 NOK
        2024-01-11 LV pledges 2 fpv-drone to UA
    """)
    rows = balance_rows(view_of(), ("item", "donor"))
    assert [(*row.key.values(), row.unit, row.line.best.in_words()) for row in rows] == [
        ("drone", "NO", "NOK", "5"),
        ("drone", "NO", "piece", "1"),
        ("fpv-drone", "LV", "piece", "2"),
    ]
    whole = balance_rows(view_of(), ())
    assert [(row.key, row.unit, row.line.best.in_words()) for row in whole] == [({}, "NOK", "5"), ({}, "piece", "3")]


def test_a_row_that_was_only_reported_is_there_too() -> None:
    world("2024-01-31 NO asserts 500 drone dispatched")
    rows = balance_rows(view_of(), ("donor", "item", "stage"))
    assert [(row.key["stage"], words_of(row.line)) for row in rows] == [
        ("dispatched", ("0", "500", "500", "500", "reported"))
    ]


def test_limits_leave_out_what_they_do_not_name() -> None:
    world("""
        2024-01-10 NO pledges 1 drone in drone
        2024-01-11 LV pledges 2 drone in shells
        2024-01-31 LV asserts 500 drone dispatched in shells
    """)
    assert [row.key["donor"] for row in balance_rows(view_of(), ("donor",), only=Only({"coalition": ["drone"]}))] == [
        "NO"
    ]
    assert balance_rows(view_of(), ("donor",), only=Only({"donor": []})) == []
    assert [r.key["donor"] for r in balance_rows(view_of(), ("donor",), only=Only({}, {"donor": ["NO"]}))] == ["LV"]
