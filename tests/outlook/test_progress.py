"""How far a goal has come, what was left out and why, and where past paces lead."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kept.access.actors import PUBLIC
from kept.ledger.balances import balance_rows
from kept.outlook.progress import Progress, as_json, balance_json, goals
from kept.vocabulary.quantity import at_least, between, exactly
from kept.vocabulary.stages import Stage
from tests.worlds import tell, view_of, words_of, world

pytestmark = pytest.mark.django_db

MILLION = "2024-02-15 drone-coalition aims 1000 drone pledged in drone as g-1 from 2024-01-01 by 2024-12-31"


def goal(as_of: str = "", **asked: Any) -> Progress:
    (told,) = goals(view_of(as_of, **asked))
    return told


def best(told: Progress) -> dict[str, str]:
    return {stage.value: line.best.in_words() for stage, line in told.stages.items()}


def reasons(told: Progress) -> dict[str, int]:
    return {left.reason: left.count for left in told.left_out}


def count_of(told: Progress, word: str) -> int:
    """How many were left out for a reason that holds a word."""
    return sum(left.count for left in told.left_out if word in left.reason)


# --- stages -----------------------------------------------------------------------------------------------------------


def test_a_goal_shows_what_has_reached_each_stage() -> None:
    world(f"""
        {MILLION}
        2024-03-01 NO pledges 500 fpv-drone to UA in drone as c-1
        2024-04-01 c-1 moves 400 from pledged to committed
        2024-05-01 c-1 moves 300 from committed to contracted
        2024-06-01 c-1 moves 200 from contracted to dispatched
        2024-07-01 c-1 moves 50 from dispatched to handed_over
        2024-03-02 LV pledges 70..90 drone to UA in drone
        2024-03-03 GB pledges 1 shell to UA in drone
        2024-03-04 GB pledges 1 drone to UA
    """)
    assert best(goal()) == {
        "pledged": "570 to 590",
        "committed": "400",
        "contracted": "300",
        "produced": "200",
        "dispatched": "200",
        "handed_over": "50",
    }
    assert goal().firm == exactly(400)
    assert goal().required == exactly(1000)


def test_a_pledge_is_shown_and_never_counted_as_firm() -> None:
    world(f"{MILLION} \n 2024-03-01 NO pledges 5000 drone to UA in drone")
    assert (goal().firm, best(goal())["pledged"]) == (exactly(0), "5,000")
    assert count_of(goal(), "(R7)") == 1


def test_a_promise_that_became_firm_is_not_left_out_as_a_pledge_any_more() -> None:
    told = world(f"""
        {MILLION}
        2024-03-01 NO pledges 500 drone to UA in drone as c-1
        2024-03-01 LV pledges 7 drone to UA in drone as c-2
    """)
    tell(told, "2024-04-01 c-1 moves 400 from pledged to committed")
    assert count_of(goal(), "(R7)") == 2
    tell(told, "2024-04-02 c-1 moves 100 from pledged to committed")
    assert count_of(goal(), "(R7)") == 1
    tell(told, "- takes back 2")
    assert count_of(goal(), "(R7)") == 0


def test_what_came_before_the_goal_began_does_not_count() -> None:
    world(f"""
        {MILLION}
        2023-12-31 NO pledges 500 drone to UA in drone as c-1
        2024-01-01 NO pledges 20 drone to UA in drone
        2024-02-01 c-1 moves 30 from pledged to dispatched
    """)
    assert best(goal())["pledged"] == "20"
    assert best(goal())["dispatched"] == "30"


def test_a_running_total_from_before_the_goal_began_gives_a_range() -> None:
    world(f"""
        {MILLION}
        2023-12-31 drone-coalition asserts 300 drone pledged in drone
        2024-06-30 drone-coalition asserts 700 drone pledged in drone
    """)
    line = goal().line
    assert line is not None
    assert line.best == between(400, 700)


def test_progress_is_of_its_day_and_of_what_was_known() -> None:
    world(f"""
        recorded 2024-02-16T10:00
        {MILLION}
        recorded 2024-06-01T10:00
        2024-03-01 NO pledges 500 drone to UA in drone
    """)
    assert best(goal("2024-03-01"))["pledged"] == "500"
    assert best(goal("2024-02-29"))["pledged"] == "0"
    known = goal("2024-03-01", recorded_by="2024-05-01T00:00")
    assert (best(known)["pledged"], known.left_out, known.projection) == ("0", (), None)
    assert goals(view_of(recorded_by="2024-02-16T09:59")) == []


# --- whose help counts ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "counted"),
    [
        ("2024-02-15 drone-coalition aims 1000 drone pledged in drone", 111),
        ("2024-02-15 NO aims 1000 drone pledged in drone", 101),
        ("2024-02-15 NO aims 1000 drone pledged", 101),
        ("2024-02-15 LV+NO aims 1000 drone pledged", 111),
        ("2024-02-15 UA aims 1000 drone pledged in drone", 111),
        ("2024-02-15 NO aims 1000 fpv-drone pledged", 100),
    ],
)
def test_whose_help_counts_depends_on_whose_goal_it_is(line: str, counted: int) -> None:
    world(f"""
        {line}
        2024-03-01 NO pledges 1 drone to UA in drone
        2024-03-01 LV pledges 10 drone to UA in drone
        2024-03-01 NO pledges 100 fpv-drone to UA in drone
    """)
    told = goal().line
    assert told is not None
    assert told.best == exactly(counted)


def test_the_only_lead_of_a_coalition_speaks_for_it_and_one_of_two_does_not() -> None:
    told = world("""
        2024-01-15 LV leads drone
        2024-02-15 LV aims 1000 drone pledged in drone
        2024-03-01 NO pledges 100 drone to UA in drone
    """)
    assert best(goal())["pledged"] == "100"
    tell(told, "2024-02-01 GB leads drone")
    assert best(goal())["pledged"] == "0"


def test_what_a_recipient_makes_itself_is_no_help() -> None:
    world("""
        2024-02-15 drone-coalition aims 1000 drone produced in drone
        2024-03-01 UA produces 5000 drone to UA in drone
        2024-03-01 NO produces 10 drone to UA in drone
    """)
    assert best(goal())["produced"] == "10"


# --- what is left out -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("2024-03-01 NO pledges 5 drone in drone", "(R7)"),
        ("2024-03-01 NO asserts 5 drone dispatched in drone", "running totals"),
        ("2024-03-01 NO allocates ? drone in drone for 5 EUR", "money"),
        (
            "2024-03-01 NO allocates 5 drone in drone \n 2024-05-01 NO contracts 9 drone as k-1 table contracts",
            "orders",
        ),
    ],
)
def test_what_is_left_out_is_counted_with_its_reason(line: str, word: str) -> None:
    told = world(MILLION)
    assert goal().left_out == ()
    tell(told, line)
    assert count_of(goal(), word) == 1
    assert len(goal().left_out) == 1


def test_what_is_told_only_of_a_broader_item_is_left_out() -> None:
    world("""
        2024-02-15 drone-coalition aims 1000 fpv-drone pledged in drone
        2024-03-01 NO allocates 7 drone in drone
    """)
    assert best(goal())["pledged"] == "0"
    assert count_of(goal(), "broader") == 1


def test_what_is_not_released_is_not_even_counted_as_left_out() -> None:
    world(f"""
        {MILLION}
        2024-03-01 NO pledges 5 drone in drone released owner:NO
        2024-03-01 NO asserts 5 drone dispatched in drone released owner:NO
    """)
    assert len(goal().left_out) == 2
    assert goal(by=PUBLIC).left_out == ()
    assert best(goal(by=PUBLIC))["pledged"] == "0"


def test_a_goal_that_is_not_released_is_not_there() -> None:
    world(f"{MILLION} released coalition:drone")
    assert goals(view_of(by=PUBLIC)) == []


# --- met or not -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reached", "met"),
    [("1000", True), ("999", False), ("1000+", True), ("900+", None), ("900..1100", None), ("1000..1100", True)],
)
def test_a_goal_is_met_or_not_only_where_it_is_known(reached: str, met: bool | None) -> None:
    world(f"{MILLION} \n 2024-03-01 NO pledges {reached} drone in drone")
    assert goal().is_met() is met


def test_a_goal_without_a_number_is_neither_met_nor_missed() -> None:
    world("2024-02-15 drone-coalition aims ? drone pledged in drone as g-1 by 2024-12-31")
    assert (goal().required, goal().is_met(), goal().projection) == (None, None, None)
    assert as_json(goal())["required"] == {"low": None, "high": None}


def test_a_goal_that_was_reached_too_late_was_not_met() -> None:
    world(f"""
        {MILLION}
        2024-03-01 NO pledges 900 drone in drone
        2025-01-01 NO pledges 200 drone in drone
    """)
    assert goal("2024-12-31").at_deadline is None
    told = goal("2025-02-01")
    assert told.is_met() is False
    assert told.at_deadline is not None
    assert (told.at_deadline.best, told.line and told.line.best) == (exactly(900), exactly(1100))


def test_a_deadline_that_is_a_month_ends_with_it() -> None:
    world("2024-02-15 NO aims 10 drone pledged as g-1 by 2024-02")
    assert goal().deadline == date(2024, 2, 29)


def test_a_goal_in_money_climbs_the_stages_of_money() -> None:
    world("""
        2024-02-15 NO aims ? money allocated for 1000 EUR as g-1
        2024-03-01 NO delivers ? money for 400 EUR
        2024-03-01 NO delivers ? money for 900 NOK
    """)
    told = goal()
    assert told.required == exactly(1000, "EUR")
    assert {stage.value for stage in told.stages} == {"pledged", "committed", "paid", "obligated", "spent"}
    assert told.stages[Stage.PAID].best == exactly(400, "EUR")


def test_a_goal_at_a_stage_that_is_seldom_shown_is_shown_in_its_order() -> None:
    world("2024-02-15 NO aims 10 drone allocated as g-1")
    names = [stage.value for stage in goal().stages]
    assert names[:3] == ["pledged", "committed", "allocated"]


# --- projection -------------------------------------------------------------------------------------------------------


def test_past_paces_give_a_range() -> None:
    world("""
        2024-01-01 NO aims 1000 drone pledged as g-1 from 2024-01-01 by 2024-12-31
        2024-01-31 NO pledges 100 drone
        2024-06-29 NO pledges 80 drone
    """)
    found = goal("2024-06-29").projection
    assert found is not None
    # 180 in 180 days of the goal, 80 in the last 90 days; 820 are missing, 185 days are left.
    assert (found.pace_low, found.pace_high) == (Decimal(27), Decimal(30))
    assert found.pace_needed == Decimal(135)
    assert found.by_deadline == between(344, 365)
    assert (found.earliest, found.latest) == (date(2026, 9, 27), date(2027, 1, 7))


def test_a_pace_of_nothing_lately_may_never_arrive() -> None:
    world("""
        2024-01-01 NO aims 1000 drone pledged as g-1 from 2024-01-01
        2024-01-31 NO pledges 100 drone
        2024-03-31 NO pledges 80 drone
    """)
    found = goal("2025-01-01").projection
    assert found is not None
    assert (found.pace_low, found.pace_needed, found.by_deadline, found.latest) == (Decimal(0), None, None, None)
    assert found.earliest is not None


@pytest.mark.parametrize(
    "lines",
    [
        "",
        "2024-03-01 NO pledges 5 drone",
        "2024-03-01 NO pledges 5 drone \n 2024-03-29 NO pledges 5 drone",
        "2024-03-01 NO pledges 600 drone \n 2024-05-01 NO pledges 600 drone",
        "2024-03-01 NO pledges 0 drone \n 2024-05-01 NO pledges 0 drone",
        "2023-03-01 NO pledges 5 drone \n 2023-12-31 NO pledges 5 drone",
    ],
    ids=["nothing", "one", "too close", "reached", "zero", "before the goal"],
)
def test_where_there_is_not_enough_there_is_no_projection(lines: str) -> None:
    world(f"2024-01-01 NO aims 1000 drone pledged as g-1 from 2024-01-01 by 2024-12-31 \n {lines}")
    assert goal("2024-06-30").projection is None


def test_a_movement_that_was_taken_back_is_no_observation() -> None:
    told = world("""
        2024-01-01 NO aims 1000 drone pledged as g-1 from 2024-01-01
        2024-01-31 NO pledges 100 drone
        2024-06-29 NO pledges 80 drone
    """)
    assert goal("2024-07-01").projection is not None
    tell(told, "- takes back 2")
    assert goal("2024-07-01").projection is None


def test_running_totals_give_a_pace_too() -> None:
    world("""
        2024-01-01 NO aims 1000 drone delivered as g-1 from 2024-01-01
        2024-01-31 NO asserts 100 drone delivered
        2024-04-30 NO asserts 400 drone delivered
    """)
    found = goal("2024-04-30").projection
    assert found is not None
    assert (found.pace_low, found.pace_high) == (Decimal(101), Decimal(101))


# --- as JSON ----------------------------------------------------------------------------------------------------------


def test_a_goal_as_json_has_the_shape_that_others_rely_on() -> None:
    world(f"""
        {MILLION}
        2024-03-01 NO pledges 500+ drone to UA in drone
        2024-06-01 NO asserts 700 drone pledged in drone
    """)
    told = json.loads(json.dumps(as_json(goal("2024-07-01"))))
    assert {"id", "owner", "item", "stage", "deadline", "required", "stages", "left_out", "projection"} <= told.keys()
    assert (told["id"], told["owner"], told["item"]) == ("g-1", "drone-coalition", "drone")
    assert (told["stage"], told["deadline"]) == ("pledged", "2024-12-31")
    assert told["required"] == {"low": 1000, "high": 1000}
    for line in told["stages"].values():
        assert {"low", "high", "itemised", "reported"} <= line.keys()
        assert line["itemised"].keys() == {"low", "high"}
        assert line["reported"] is None or line["reported"].keys() == {"low", "high"}
    pledged = told["stages"]["pledged"]
    assert pledged["itemised"] == {"low": 500, "high": None}
    assert pledged["reported"] == {"low": 700, "high": 700}
    assert (pledged["low"], pledged["high"]) == (700, 700)
    assert all(left.keys() == {"reason", "count"} for left in told["left_out"])
    assert told["projection"] is None or isinstance(told["projection"], dict)


def test_a_balance_as_json_has_the_shape_that_others_rely_on() -> None:
    world("""
        2024-03-01 NO pledges 500+ drone to UA in drone
        2024-03-01 NO pledges 0.5 drone to UA in drone for 0.25 EUR
    """)
    rows = [json.loads(json.dumps(balance_json(row))) for row in balance_rows(view_of(), ("donor", "item", "stage"))]
    assert all({"donor", "item", "stage", "low", "high", "itemised", "reported", "unit"} <= row.keys() for row in rows)
    euros, pieces = rows
    assert (euros["unit"], euros["low"], euros["high"], euros["reported"]) == ("EUR", 0.25, 0.25, None)
    assert (pieces["unit"], pieces["low"], pieces["high"]) == ("piece", 500.5, None)


def test_the_lines_of_a_goal_are_those_of_the_worked_table() -> None:
    world("""
        2023-10-01 eu aims 1000000 shell delivered in shells as g-1
        2023-11-01 eu asserts 300001+ shell delivered in shells
        2023-12-10 eu delivers 20000 shell in shells
        2024-01-31 eu asserts 330000 shell delivered in shells
    """)
    told = {day: goal(day).line for day in ("2023-11-01", "2023-12-10", "2024-01-31")}
    assert {day: words_of(line)[3] for day, line in told.items() if line} == {
        "2023-11-01": "at least 300,001",
        "2023-12-10": "at least 320,001",
        "2024-01-31": "330,000",
    }
    assert goal("2023-12-10").stages[Stage.PLEDGED].best == at_least(320001)
