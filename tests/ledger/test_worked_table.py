"""The worked table of the design, to the letter: what is told, what is itemised, and what is best known on each day."""

from __future__ import annotations

import pytest

from kept.ledger.balances import balance_rows
from kept.vocabulary.quantity import at_least, exactly
from tests.worlds import moment, tell, view_of, words_of, world

pytestmark = pytest.mark.django_db

TOLD = """
    recorded 2023-11-02T09:00
    2023-11-01 eu asserts 300001+ shell dispatched in shells
    recorded 2023-12-11T09:00
    2023-12-10 eu dispatches 20000 shell in shells
    recorded 2024-02-01T09:00
    2024-01-31 eu asserts 330000 shell dispatched in shells
"""
TABLE = {
    "2023-10-31": ("0", "-", "-", "0", "itemised"),
    "2023-11-01": ("0", "at least 300,001", "at least 300,001", "at least 300,001", "reported"),
    "2023-12-09": ("0", "at least 300,001", "at least 300,001", "at least 300,001", "reported"),
    "2023-12-10": ("20,000", "at least 300,001", "at least 300,001", "at least 320,001", "reported"),
    "2024-01-30": ("20,000", "at least 300,001", "at least 300,001", "at least 320,001", "reported"),
    "2024-01-31": ("20,000", "330,000", "310,000", "330,000", "reported"),
}


@pytest.mark.parametrize("day", TABLE)
def test_a_balance_has_two_lines_and_says_which_is_best_known(day: str) -> None:
    told = world(TOLD)
    assert words_of(told.line("dispatched", as_of=day, donor="eu", item="shell")) == TABLE[day]


@pytest.mark.parametrize("day", TABLE)
def test_the_rows_of_a_report_tell_the_same(day: str) -> None:
    world(TOLD)
    rows = balance_rows(view_of(day), ("donor", "item", "stage"))
    words = [words_of(row.line) for row in rows if row.key["stage"] == "dispatched"]
    assert words == ([TABLE[day]] if TABLE[day][3] != "0" else [])


@pytest.mark.parametrize(
    ("known", "row"),
    [
        ("2023-11-02T08:59", "2023-10-31"),
        ("2023-11-02T09:00", "2023-11-01"),
        ("2023-12-11T09:00", "2023-12-10"),
        ("2024-02-01T08:59", "2023-12-10"),
        ("2024-02-01T09:00", "2024-01-31"),
    ],
)
def test_a_balance_as_recorded_by_a_moment_holds_what_was_known_then(known: str, row: str) -> None:
    told = world(TOLD)
    line = told.line("dispatched", donor="eu", item="shell", recorded_by=moment(known))
    assert words_of(line) == TABLE[row]


def test_a_movement_on_the_day_of_the_assertion_is_part_of_it() -> None:
    told = world("""
        2023-11-01 eu asserts 300001+ shell dispatched
        2023-11-01 eu dispatches 20000 shell
    """)
    line = told.line("dispatched", donor="eu", item="shell")
    assert (line.best, line.not_itemised) == (at_least(300001), at_least(280001))


def test_what_is_not_itemised_shrinks_as_earlier_movements_are_told() -> None:
    told = world("2024-01-31 eu asserts 330000 shell dispatched")
    rests = []
    for day in ("2023-05-01", "2023-08-01", "2023-11-01"):
        tell(told, f"{day} eu dispatches 100000 shell")
        line = told.line("dispatched", donor="eu", item="shell")
        assert line.best == exactly(330000)
        rests.append(line.not_itemised)
    assert rests == [exactly(230000), exactly(130000), exactly(30000)]


def test_a_total_below_its_movements_gives_way_to_them() -> None:
    told = world("""
        2024-01-10 NO dispatches 500 drone
        2024-01-31 NO asserts 400 drone dispatched
    """)
    line = told.line("dispatched", donor="NO", item="drone")
    assert words_of(line) == ("500", "400", "0", "500", "itemised")


def test_a_lower_bound_that_movements_reach_exactly_stays_the_reported_line() -> None:
    told = world("""
        2024-01-10 NO dispatches 500 drone
        2024-01-31 NO asserts 500+ drone dispatched
    """)
    line = told.line("dispatched", donor="NO", item="drone")
    assert words_of(line) == ("500", "at least 500", "not known", "at least 500", "reported")


def test_a_reversal_after_the_assertion_gives_back_what_the_movement_added() -> None:
    told = world(TOLD.rpartition("    recorded")[0])
    tell(told, "- takes back 1")
    line = told.line("dispatched", as_of="2023-12-31", donor="eu", item="shell")
    assert words_of(line) == TABLE["2023-11-01"]


def test_losses_after_the_assertion_come_off_it() -> None:
    told = world("""
        2024-01-10 NO dispatches 500 drone as c-1
        2024-01-31 NO asserts 600 drone dispatched
        2024-02-10 c-1 moves 50 from dispatched to lost
    """)
    line = told.line("dispatched", donor="NO", item="drone")
    assert (line.itemised, line.best) == (exactly(450), exactly(550))


def test_narrower_items_explain_a_total_of_the_broader_one() -> None:
    told = world("""
        2024-01-10 NO dispatches 500 fpv-drone
        2024-01-31 NO asserts 600 drone dispatched
        2024-02-10 NO dispatches 7 strike-drone
    """)
    line = told.line("dispatched", donor="NO", item="drone,fpv-drone,strike-drone")
    assert words_of(line) == ("507", "600", "100", "607", "reported")
