"""Where sources differ on members and meetings, both stay and the difference is told (R6)."""

from __future__ import annotations

from datetime import date

import pytest

from kept.registry.actions import Basis, enter_meetings
from kept.registry.checks import meetings_overlap, meetings_unnumbered, memberships_differ
from kept.vocabulary.claims import Meeting
from kept.vocabulary.dates import PartialDate
from tests.cast import OFFICE, STAMP, STRANGER
from tests.registry.conftest import Tell

TODAY = date(2025, 1, 1)


def differences(day: date = TODAY) -> list[tuple[str, ...]]:
    found = memberships_differ(OFFICE, day)
    assert {each.code for each in found} <= {"membership-differs"}
    return [each.evidence for each in found]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("2024-02-14 LV joins drone\n2024-02-15 LV joins drone", 1),
        ("2024-02 LV joins drone\n2024-03-15 LV joins drone", 1),
        ("2024-02-14 LV joins drone\n2024-02-14 LV holds drone as lead", 1),
        ("2024-02-14 LV joins drone\n2024-02-15 LV joins drone as lead", 2),
        ("2024-02-14 LV joins drone\n2024-02 LV joins drone", 0),
        ("2024-02-14 LV joins drone\n2024 LV joins drone", 0),
        ("2024-02-14 LV joins drone\n- LV joins drone", 0),
        ("2024-02-14 LV joins drone\n2024-06-01 LV holds drone", 0),
        ("2024-02-14 LV joins drone\n2024-06-01 LV leaves drone as lead", 0),
        ("2024-02-14 LV joins drone\n2024-02-15 LV joins shells", 0),
        ("2024-02-14 LV joins drone\n2025-02-15 LV joins drone", 0),
    ],
)
def test_two_days_or_two_roles_of_one_membership_are_told_with_both_sources(tell: Tell, text: str, count: int) -> None:
    tell(text)
    assert differences() == [("line 1", "line 2")] * count


def test_differences_are_told_only_to_those_who_see_both_sides(tell: Tell) -> None:
    tell("2024-02-14 LV joins drone")
    tell("2024-02-15 LV joins drone", release="owner:LV")
    assert memberships_differ(STRANGER, TODAY) == []
    assert len(memberships_differ(OFFICE, TODAY)) == 1


def meet(text: str) -> None:
    """Enter meetings told as '2024-03-19 ramstein 20 Brussels', '-' for what is not told."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        day, body, number, place = (None if word == "-" else word for word in line.split())
        when = PartialDate(day) if day else None
        met = Meeting(
            quote="q", start=0, body=body or "", number=int(number) if number else None, place=place, date=when
        )
        found.append((Basis(source=line), met, {"code": line}))
    enter_meetings(found, STAMP)


@pytest.mark.django_db
def test_a_meeting_without_number_among_numbered_ones_is_told_with_its_neighbours() -> None:
    meet("2024-01-10 ramstein 18 -\n2024-02-10 ramstein - -\n2024-03-10 ramstein 19 -")
    (found,) = meetings_unnumbered(OFFICE, TODAY)
    assert found.code == "meeting-unnumbered"
    assert "leave no number free" in found.message
    assert found.evidence == ("2024-02-10 ramstein - -",)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "2024-01-10 council - -\n2024-02-10 council - -",
        "2024-01-10 ramstein 18 -\n2024-02-10 council - -",
        "2024-01-10 ramstein 18 -\n2024-03-10 ramstein 19 -\n2025-02-10 ramstein - -",
        "2024-01-10 ramstein 18 -\n2024-03-10 ramstein 19 -\n- ramstein - -",
    ],
)
def test_bodies_that_number_nothing_and_meetings_to_come_are_no_finding(text: str) -> None:
    meet(text)
    assert meetings_unnumbered(OFFICE, TODAY) == []


@pytest.mark.django_db
def test_a_number_that_is_free_is_not_called_taken() -> None:
    meet("2024-01-10 ramstein 18 -\n2024-02-10 ramstein - -\n2024-03-10 ramstein 20 -")
    (found,) = meetings_unnumbered(OFFICE, TODAY)
    assert "number 18 and number 20" in found.message
    assert "leave no number free" not in found.message


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("2024-01-10 council - Brussels\n2024-01-20 council - Brussels", 1),
        ("2024-01-20 council - Brussels\n2024-01-10 council - Brussels", 1),
        ("2024-01-10 council 5 Brussels\n2024-01-10 council 5 Brussels ", 0),
        ("2024-01-10 council - Brussels\n2024-06-20 council - Brussels", 0),
        ("2024-01-10 council - Brussels\n2024-01-20 council - Kyiv", 0),
        ("2024-01-10 council - -\n2024-01-20 council - -", 0),
        ("2024-01-10 council 5 Brussels\n2024-01-20 council 6 Brussels", 0),
        ("2024-01-10 council - Brussels\n2024-01-20 ramstein - Brussels", 0),
        ("2024-01 council - Brussels\n2024-01-20 council - Brussels", 0),
        ("2025-01-10 council - Brussels\n2025-01-20 council - Brussels", 0),
    ],
)
def test_two_meetings_of_one_body_and_place_within_weeks_may_be_one(text: str, count: int) -> None:
    meet(text)
    found = meetings_overlap(OFFICE, TODAY)
    assert [each.code for each in found] == ["meetings-overlap"] * count
    if found:
        assert set(found[0].evidence) == {line.strip() for line in text.splitlines()}
