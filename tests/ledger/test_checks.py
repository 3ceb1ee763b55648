"""Every check of the ledger in a world where it is content and in one where it is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from kept.ledger import checks, rivals
from kept.ledger.flows import View
from kept.vocabulary.findings import Finding
from tests.worlds import tell, view_of, world

pytestmark = pytest.mark.django_db

Check = Callable[[View], list[Finding]]


@dataclass(frozen=True, slots=True)
class Case:
    """A world in which a check finds nothing, and a change after which it finds one thing."""

    check: Check
    code: str
    content: str
    change: str


CASES = {
    "a total above its parts": Case(
        checks.assertions,
        "not-itemised",
        """
        2024-01-10 NO dispatches 500 drone
        2024-01-31 NO asserts 500 drone dispatched
        """,
        "2024-02-28 NO asserts 501 drone dispatched",
    ),
    "a total below its parts": Case(
        checks.assertions,
        "total-below-parts",
        """
        2024-01-10 NO dispatches 500 drone
        2024-01-31 NO asserts 500 drone dispatched
        """,
        "2024-01-20 NO dispatches 1 drone",
    ),
    "two totals of one day": Case(
        checks.totals_differ,
        "totals-reported-differ",
        """
        2024-01-31 NO asserts 400..500 drone dispatched
        2024-01-31 NO asserts 500+ drone dispatched
        """,
        "2024-01-31 NO asserts 499 drone dispatched",
    ),
    "a total that falls": Case(
        checks.totals_differ,
        "total-falls",
        """
        2024-01-31 NO asserts 500 drone dispatched
        2024-02-28 NO asserts 500 drone dispatched
        """,
        "2024-03-31 NO asserts 499 drone dispatched",
    ),
    "a total that leaps": Case(
        rivals.leaps,
        "total-leaps",
        """
        2024-01-01 NO asserts 100 drone dispatched
        2024-01-11 NO asserts 110 drone dispatched
        2024-01-21 NO asserts 210 drone dispatched
        """,
        """
        2024-01-01 LV asserts 100 drone dispatched
        2024-01-11 LV asserts 110 drone dispatched
        2024-01-21 LV asserts 211 drone dispatched
        """,
    ),
    "totals of related items": Case(
        rivals.related_items,
        "related-items-differ",
        """
        2024-01-31 NO asserts 400 drone dispatched
        2024-01-31 NO asserts 400 fpv-drone dispatched
        2024-01-30 NO asserts 300 fpv-drone dispatched
        """,
        "2024-01-30 NO asserts 301 drone dispatched",
    ),
    "more than was promised": Case(
        rivals.beyond_promise,
        "more-than-promised",
        """
        2024-01-01 NO pledges 500 drone
        2024-01-31 NO asserts 500 drone dispatched
        2024-01-31 LV asserts 900 drone dispatched
        """,
        "2024-02-28 NO asserts 501 drone dispatched",
    ),
    "a group and its member": Case(
        rivals.group_and_member,
        "group-and-member",
        """
        2024-01-01 NO pledges 500 drone
        2024-03-01 eu pledges 700 drone
        """,
        "2024-01-20 eu pledges 600 drone",
    ),
    "a headcount that changes in a week": Case(
        rivals.sudden_headcounts,
        "headcounts-differ",
        """
        2024-05-01 drone counts 17
        2024-05-03 NO joins drone
        2024-05-04 drone counts 18
        """,
        "2024-05-05 drone counts 19",
    ),
    "two headcounts of one day": Case(
        checks.headcounts,
        "headcounts-differ",
        """
        2024-05-01 NO joins drone
        2024-05-20 drone counts 1
        2024-05-26 drone counts 1
        2024-05-26 drone counts 1
        """,
        """
        2024-05-20 drone counts 2
        """,
    ),
    "a headcount that is not the members'": Case(
        checks.headcounts,
        "headcount-differs",
        """
        2024-05-01 NO joins drone
        2024-05-02 LV leads drone
        2024-05-26 drone counts 2
        """,
        "2024-05-26 LV leaves drone",
    ),
    "two shares of one month": Case(
        checks.shares,
        "shares-differ",
        """
        2024-05-01 NO bears 50 of drone
        2024-05-02 NO bears 50 of drone
        2024-05-02 LV bears 40 of drone
        2024-06-20 NO bears 60 of drone
        """,
        "2024-06-21 NO bears 61 of drone",
    ),
    "more gone than came": Case(
        checks.overdrawn,
        "overdrawn",
        """
        2024-01-10 NO pledges 100 drone as c-1
        2024-02-10 c-1 moves 100 from pledged to committed
        """,
        "2024-03-10 c-1 moves 1 from pledged to committed",
    ),
    "a day that has not come": Case(
        checks.in_the_future,
        "date-future",
        """
        2026-12-31 NO pledges 100 drone
        2026-12-31 NO asserts 100 drone dispatched
        """,
        "2027 NO pledges 100 drone",
    ),
    "one promise in two records": Case(
        checks.duplicates,
        "possible-duplicate",
        """
        2024-01-10 NO pledges 100 drone
        2024-01-11 LV pledges 100 drone
        2024-01-12 NO pledges 101 drone
        2024-01-13 NO pledges 100 shell
        2025-05-01 NO pledges 100 drone
        """,
        "2024-01-14 NO pledges 100 fpv-drone",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_check_is_content_until_something_differs(name: str) -> None:
    case = CASES[name]
    told = world(case.content)
    assert [one.message for one in case.check(view_of()) if one.code == case.code] == []
    tell(told, case.change)
    found = [one for one in case.check(view_of()) if one.code == case.code]
    assert len(found) == 1, [one.message for one in found]
    assert all(found[0].evidence)


def codes(check: Check, as_of: str = "") -> list[str]:
    return [one.code for one in check(view_of(as_of))]


@pytest.mark.parametrize("said", ["90..100", "95+", "95..105"])
def test_a_range_agrees_with_every_number_in_it(said: str) -> None:
    world(f"""
        2024-01-10 NO dispatches 99 drone
        2024-01-31 NO asserts {said} drone dispatched
    """)
    assert codes(checks.assertions) == []


def test_a_total_is_compared_with_the_movements_up_to_its_own_day() -> None:
    world("""
        2024-01-31 NO asserts 500 drone dispatched
        2024-02-01 NO dispatches 500 drone
    """)
    assert codes(checks.assertions) == ["not-itemised"]


def test_an_overtaken_total_is_not_compared_any_more() -> None:
    told = world("""
        2024-01-10 NO dispatches 500 drone
        2024-01-31 NO asserts 400 drone dispatched
    """)
    assert codes(checks.assertions) == ["total-below-parts"]
    tell(told, "2024-02-28 NO asserts 500 drone dispatched")
    assert codes(checks.assertions) == []
    assert codes(checks.assertions, "2024-02-27") == ["total-below-parts"]


def test_the_figure_of_a_coalition_is_compared_with_what_all_its_members_gave() -> None:
    world("""
        2024-01-10 NO dispatches 300 drone in drone
        2024-01-10 LV dispatches 200 fpv-drone in drone
        2024-01-10 GB dispatches 70 drone
        2024-01-31 drone-coalition asserts 500 drone dispatched in drone
    """)
    assert codes(checks.assertions) == []


def test_the_output_of_a_long_period_is_compared_with_that_of_its_months() -> None:
    told = world("""
        2023-12 maker makes 900 drone
        2024-01 maker makes 100 drone
        2024-02 maker makes 200 drone
        - maker makes 300 drone from 2024-01 until 2024-02
    """)
    assert codes(checks.assertions) == []
    tell(told, "2024-02 maker makes 1 drone")
    assert codes(checks.assertions) == ["total-below-parts"]


def test_an_end_that_took_back_the_difference_settles_it() -> None:
    told = world("""
        2024-01-10 NO dispatches 500 drone as c-1
        2024-01-31 NO asserts 450 drone dispatched
    """)
    assert codes(checks.assertions) == ["total-below-parts"]
    tell(told, "2024-01-30 c-1 moves 50 from dispatched to lost")
    assert codes(checks.assertions) == []


def test_a_movement_that_was_taken_back_overdraws_nothing_and_duplicates_nothing() -> None:
    told = world("""
        2024-01-10 NO pledges 100 drone as c-1
        2024-01-11 NO pledges 100 drone as c-2
        2024-02-10 c-1 moves 900 from pledged to committed
    """)
    assert codes(checks.overdrawn) == ["overdrawn"]
    assert codes(checks.duplicates) == ["possible-duplicate"]
    tell(told, "- takes back 3 \n - takes back 2")
    assert codes(checks.overdrawn) == codes(checks.duplicates) == []


def test_what_overdraws_is_booked_nevertheless() -> None:
    told = world("""
        2024-01-10 NO pledges 100 drone as c-1
        2024-02-10 c-1 moves 150 from pledged to dispatched
    """)
    assert told.line("dispatched").itemised.in_words() == "150"


def test_an_open_amount_cannot_be_overdrawn_for_certain() -> None:
    world("""
        2024-01-10 NO pledges 100+ drone as c-1
        2024-02-10 c-1 moves 150 from pledged to dispatched
    """)
    assert codes(checks.overdrawn) == []


def test_one_promise_told_three_times_is_two_findings_though_another_lies_between() -> None:
    world("""
        2024-01-10 NO pledges 100 drone as c-1
        2024-01-11 NO pledges 100 shell as c-2
        2024-01-12 NO pledges 100 fpv-drone as c-3
        2024-01-13 NO pledges 100 shell as c-4
        2024-01-14 NO pledges 100 drone as c-5
    """)
    pairs = [one.evidence for one in checks.duplicates(view_of())]
    assert pairs == [("c-1", "c-3"), ("c-2", "c-4"), ("c-3", "c-5")]


def test_members_of_another_day_do_not_answer_a_headcount() -> None:
    world("""
        2024-05-01 NO joins drone
        2024-05-26 drone counts 1
        2024-06-01 LV joins drone
    """)
    assert codes(checks.headcounts) == []


def test_checks_are_content_with_an_empty_ledger() -> None:
    every = (
        checks.assertions,
        checks.totals_differ,
        checks.headcounts,
        checks.shares,
        checks.overdrawn,
        checks.in_the_future,
        checks.duplicates,
    )
    assert [one for check in every for one in check(view_of())] == []
