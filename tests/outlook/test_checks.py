"""Every check that is run, in a world where it is content and in one where it is not."""

from __future__ import annotations

import pytest

from kept.access import door
from kept.access.actors import PUBLIC
from kept.evidence import actions as evidence
from kept.evidence.models import Claim
from kept.outlook.checks import CHECKS, check, goals_missed, goals_or_capacities, goals_overlap
from kept.vocabulary.findings import codes
from tests.worlds import OFFICE, tell, view_of, world

pytestmark = pytest.mark.django_db

GOAL = "2024-02-15 NO aims 1000 drone pledged as g-1 from 2024-01-01 by 2024-12-31"


def overlaps() -> list[tuple[str, ...]]:
    return [tuple(one.message.split()[:3:2]) for one in goals_overlap(view_of())]


@pytest.mark.parametrize(
    "other",
    [
        "2024-02-15 NO aims 1001 drone pledged as g-2",
        "2024-02-15 NO aims 1000 shell pledged as g-2",
        "2024-02-15 LV aims 1000 drone pledged as g-2",
        "2024-02-15 NO aims 1000 drone pledged as g-2 from 2026-01-01",
        "2024-02-15 NO aims 1000 drone pledged as g-2 by 2026-12-31",
        "2024-02-15 NO aims ? money pledged as g-2 for 1000 EUR",
    ],
)
def test_goals_that_are_plainly_two_do_not_overlap(other: str) -> None:
    world(f"{GOAL} \n {other}")
    assert overlaps() == []


@pytest.mark.parametrize(
    ("other", "differs"),
    [
        ("2024-02-15 NO aims 1000 drone pledged as g-2 from 2024-01-01 by 2024-12-31", "nothing differs"),
        ("2024-02-15 NO aims 1000 fpv-drone pledged as g-2", "item"),
        ("2024-02-15 NO aims 1000 drone delivered as g-2 by 2024-12-31", "stage"),
        ("2024-02-15 NO aims 1000 drone pledged as g-2 by 2025-06", "deadline"),
    ],
)
def test_goals_that_may_be_one_stand_side_by_side(other: str, differs: str) -> None:
    world(f"{GOAL} \n {other}")
    (found,) = goals_overlap(view_of())
    assert found.code == "goals-overlap"
    assert differs in found.message
    assert len(found.evidence) == 2


def test_a_goal_and_a_capacity_of_one_number_stand_side_by_side() -> None:
    told = world("2024-02-15 NO aims 1000 drone produced as g-1")
    tell(told, "2024-03-01 NO can 999 fpv-drone as p-1")
    assert goals_or_capacities(view_of()) == []
    tell(told, "2024-03-01 NO can 1000 fpv-drone as p-2")
    (found,) = goals_or_capacities(view_of())
    assert found.code == "goal-or-capacity"


def test_goals_of_two_owners_in_one_coalition_may_be_one() -> None:
    world("""
        2024-02-15 drone-coalition aims 1000 drone pledged in drone as g-1
        2024-02-16 LV aims 1000 drone pledged in drone as g-2
        2024-02-16 GB aims 1000 drone pledged in shells as g-3
    """)
    assert overlaps() == [("g-1", "g-2")]


@pytest.mark.parametrize(
    ("line", "as_of", "missed"),
    [
        ("2024-03-01 NO pledges 999 drone", "2025-01-01", True),
        ("2024-03-01 NO pledges 999 drone", "2024-12-31", False),
        ("2024-03-01 NO pledges 1000 drone", "2025-01-01", False),
        ("2025-01-01 NO pledges 1000 drone", "2025-01-01", True),
        ("2024-03-01 NO pledges 900+ drone", "2025-01-01", False),
        ("2024-03-01 NO asserts 900 drone pledged", "2025-01-01", True),
    ],
)
def test_a_goal_is_missed_once_its_deadline_has_passed_and_it_was_surely_not_reached(
    line: str, as_of: str, missed: bool
) -> None:
    world(f"{GOAL} \n {line}")
    assert [one.code for one in goals_missed(view_of(as_of))] == (["goal-missed"] if missed else [])


def test_a_claim_that_nobody_judged_is_told_until_somebody_does() -> None:
    told = world("2024-02-15 ZZ pledges 1 drone")
    assert [one.code for one in check(view_of())] == ["claim-open"]
    evidence.review(list(door.rows(Claim, OFFICE)), "rejected", told.stamp)
    assert check(view_of()) == []


@pytest.mark.parametrize(
    ("content", "change", "code"),
    [
        (
            "2024-05-01 NO joins drone \n 2024-05 NO joins drone \n 2024-06-01 NO leaves drone",
            "2024-05-02 NO joins drone",
            "membership-differs",
        ),
        ("2024-05-01 NO joins drone", "2024-05-01 NO leads drone", "membership-differs"),
        (
            "2024-01-01 udcg meets 18 Ramstein as m-1 \n 2024-03-01 udcg meets 19 Ramstein as m-2",
            "2024-02-01 udcg meets - Berlin as m-3",
            "meeting-unnumbered",
        ),
        (
            "2024-01-01 udcg meets - Riga as m-1 \n 2024-03-01 udcg meets - Riga as m-2",
            "2024-01-20 udcg meets - Riga as m-3",
            "meetings-overlap",
        ),
    ],
)
def test_a_check_of_the_registry_is_content_until_sources_differ(content: str, change: str, code: str) -> None:
    told = world(content)
    assert [one.code for one in check(view_of())] == []
    tell(told, change)
    assert code in {one.code for one in check(view_of())}


def test_every_finding_has_a_documented_code_and_evidence() -> None:
    world("""
        2024-01-10 NO pledges 150 drone as c-1
        2024-01-11 NO pledges 150 drone as c-2
        2024-01-31 NO asserts 200 drone dispatched
        2024-01-31 NO asserts 300 drone dispatched
        2024-05-26 drone counts 17
        2024-02-15 LV aims 1000 drone pledged as g-1 by 2024-12-31
    """)
    found = check(view_of())
    assert {one.code for one in found} == {
        "not-itemised",
        "totals-reported-differ",
        "headcount-differs",
        "possible-duplicate",
        "goal-missed",
    }
    for one in found:
        assert codes()[one.code].severity is one.severity
        assert one.evidence
        assert one.as_json().keys() == {"code", "severity", "message", "hint", "evidence"}


def test_an_empty_store_has_no_findings() -> None:
    assert len(CHECKS) >= 14
    assert check(view_of()) == []


def test_nobody_is_told_of_claims_that_are_not_released() -> None:
    world("2024-02-15 ZZ pledges 1 drone released owner:NO")
    assert [one.code for one in check(view_of())] == ["claim-open"]
    assert check(view_of(by=PUBLIC)) == []
