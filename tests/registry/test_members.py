"""Who belongs to a coalition on a day, as the entries up to that day tell it."""

from __future__ import annotations

from datetime import date

import pytest

from kept.registry.lookup import members
from tests.cast import MEMBER, OFFICE, STRANGER
from tests.registry.conftest import Tell


def standing(day: str = "2025-01-01", coalition: str = "drone") -> list[str]:
    """Members as 'LV lead 2024-02-14', in the order in which they are shown."""
    found = members(OFFICE, coalition, date.fromisoformat(day))
    return [f"{m.party} {m.role.value} {m.since}".strip() for m in found]


STORY = """
    2024-02-14 LV joins drone as lead
    2024-02-14 GB joins drone as lead
    2024-02-14 NO joins drone
    2024-06 DK joins drone
    2024-09-01 NO leaves drone
    2024-10-01 NL joins shells
    - SE holds drone
    2024-12-01 JP joins drone as observer
"""


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-02-13", ["SE member"]),
        ("2024-02-14", ["GB lead 2024-02-14", "LV lead 2024-02-14", "NO member 2024-02-14", "SE member"]),
        ("2024-05-31", ["GB lead 2024-02-14", "LV lead 2024-02-14", "NO member 2024-02-14", "SE member"]),
        (
            "2024-06-01",
            ["GB lead 2024-02-14", "LV lead 2024-02-14", "DK member 2024-06", "NO member 2024-02-14", "SE member"],
        ),
        ("2024-09-01", ["GB lead 2024-02-14", "LV lead 2024-02-14", "DK member 2024-06", "SE member"]),
        (
            "2024-12-01",
            [
                "GB lead 2024-02-14",
                "LV lead 2024-02-14",
                "DK member 2024-06",
                "SE member",
                "JP observer 2024-12-01",
            ],
        ),
    ],
)
def test_members_are_those_who_joined_by_the_day_and_have_not_left(tell: Tell, day: str, expected: list[str]) -> None:
    tell(STORY)
    assert standing(day) == expected


def test_another_coalitions_members_do_not_count(tell: Tell) -> None:
    tell(STORY)
    assert standing(coalition="shells") == ["NL member 2024-10-01"]
    assert standing(coalition="mines") == []


def test_the_order_in_which_sources_were_entered_does_not_matter(tell: Tell) -> None:
    tell("\n".join(reversed(STORY.splitlines())))
    assert standing("2024-09-01") == ["GB lead 2024-02-14", "LV lead 2024-02-14", "DK member 2024-06", "SE member"]


def test_who_left_can_join_again_and_counts_from_then(tell: Tell) -> None:
    tell("2024-01-01 NO joins drone\n2024-02-01 NO leaves drone\n2024-03-01 NO joins drone as lead")
    assert standing("2024-02-15") == []
    assert standing("2024-03-01") == ["NO lead 2024-03-01"]


def test_a_member_that_takes_the_lead_keeps_its_first_day(tell: Tell) -> None:
    tell("2024-01-01 NO joins drone\n2024-05-01 NO holds drone as lead")
    assert standing("2024-04-30") == ["NO member 2024-01-01"]
    assert standing("2024-05-01") == ["NO lead 2024-01-01"]


def test_a_lead_that_is_later_told_as_a_member_stays_lead(tell: Tell) -> None:
    tell("2024-01-01 NO joins drone as lead\n2024-05-01 NO holds drone")
    assert standing() == ["NO lead 2024-01-01"]


def test_a_member_of_unknown_date_takes_the_first_date_that_a_source_tells(tell: Tell) -> None:
    tell("- NO holds drone\n2024-05-01 NO holds drone")
    assert standing("2024-04-30") == ["NO member"]
    assert standing("2024-05-01") == ["NO member 2024-05-01"]


def test_what_somebody_holds_makes_a_member_as_joining_does(tell: Tell) -> None:
    tell("2024-05 NO holds drone as lead")
    assert standing() == ["NO lead 2024-05"]


def test_leaving_without_ever_joining_makes_no_member(tell: Tell) -> None:
    tell("2024-05 NO leaves drone")
    assert standing() == []


def test_a_membership_is_seen_by_those_to_whom_it_is_released(tell: Tell) -> None:
    tell("2024-01-01 NO joins drone", release="coalition:drone")
    tell("2024-01-01 LV joins drone")
    assert [m.party for m in members(STRANGER, "drone", date(2025, 1, 1))] == ["LV"]
    assert [m.party for m in members(MEMBER, "drone", date(2025, 1, 1))] == ["LV", "NO"]
