"""The summary of a whole store: what it shows, to whom, and what it never sums."""

from __future__ import annotations

import pytest

from kept.access.actors import PUBLIC
from kept.publishing import terminal
from kept.publishing.summary import bar, goal_line, kinds, summarise
from kept.registry import lookup
from kept.vocabulary.findings import finding
from tests.worlds import OFFICE, tell, view_of, world

pytestmark = pytest.mark.django_db

WORLD = """
    2024-01-15 LV leads drone
    2024-01-16 GB leads drone
    2024-01-17 NO joins drone
    2024-05-26 drone counts 17
    2024-02-15 drone-coalition aims 1000 drone pledged in drone as g-1 by 2024-12-31
    2024-02-16 LV aims ? drone delivered as g-2
    2024-03-01 NO pledges 300 fpv-drone to UA in drone as c-1 for 90000 EUR
    2024-04-01 c-1 moves 200 from pledged to dispatched
    2024-05-01 LV pledges 70..90 drone to UA in drone as c-2
    2024-06-30 maker makes 5 drone
"""


def test_an_empty_store_says_how_to_begin() -> None:
    told = summarise(view_of())
    assert told.is_empty
    assert "kept import facts" in terminal.summary(told)


def test_a_summary_tells_coalitions_goals_promises_and_findings() -> None:
    world(WORLD)
    told = summarise(view_of("2024-06-30"))
    counts = dict(told.counts)
    assert (counts["commitments"], counts["movements"], counts["goals"], counts["memberships"]) == (3, 5, 2, 3)
    drones, shells = told.coalitions
    assert (drones.leads, drones.members) == (("Britain", "Latvia"), ("Norway",))
    assert drones.said.startswith("17 ")
    assert (shells.leads, shells.members, shells.said) == ((), (), "")
    assert [line.progress.goal.code for line in told.goals] == ["g-1"]
    assert told.without_number == 1
    assert [promise.donor for promise in told.promises] == ["Latvia", "Norway"]
    assert {kind.code for kind in told.findings} == {"headcount-differs"}
    assert counts["findings"] == sum(kind.count for kind in told.findings)


def test_the_text_of_a_summary_holds_every_part_and_no_line_is_endless() -> None:
    world(WORLD)
    text = terminal.summary(summarise(view_of("2024-06-30")))
    for words in ("Drone Coalition", "Latvia", "Norway", "1,000", "headcount-differs", "30 June 2024"):
        assert words in text
    assert max(len(line) for line in text.splitlines()) <= 180


def test_a_summary_shows_nothing_that_is_not_released() -> None:
    told = world(WORLD, release="owner:NO")
    tell(told, "2024-06-01 LV pledges 1 drone to UA as c-9")
    public = summarise(view_of("2024-06-30", by=PUBLIC))
    assert dict(public.counts)["commitments"] == 1
    assert (public.goals, public.without_number, public.findings) == ((), 0, ())
    assert [promise.donor for promise in public.promises] == ["Latvia"]
    assert all(not coalition.leads and not coalition.said for coalition in public.coalitions)
    assert "Norway" not in terminal.summary(public)


def test_a_bar_shows_the_furthest_that_surely_has_come() -> None:
    world(WORLD)
    (line,) = summarise(view_of("2024-06-30")).goals
    assert line.bar is not None
    assert (line.bar.delivered, line.bar.firm, line.bar.pledged) == (0.2, 0.2, 0.37)
    drawn = terminal.bar(line.bar)
    assert len(drawn) == terminal.BAR_WIDTH
    assert (drawn.count("█"), drawn.count("░"), drawn.count("·")) == (6, 5, 19)


def test_a_goal_that_is_over_reached_has_a_full_bar_and_no_longer_one() -> None:
    world("2024-02-15 NO aims 10 drone pledged as g-1 \n 2024-03-01 NO delivers 999 drone")
    (line,) = summarise(view_of()).goals
    assert line.bar is not None
    assert terminal.bar(line.bar) == "█" * terminal.BAR_WIDTH


def test_a_goal_of_nothing_has_no_bar() -> None:
    world("2024-02-15 NO aims 0 drone pledged as g-1")
    (line,) = summarise(view_of()).goals
    assert line.bar is None
    assert bar(line.progress) is None
    assert goal_line(line.progress, lookup.party_names(OFFICE), OFFICE).owner == "Norway"


def test_findings_are_told_by_kind_the_gravest_first() -> None:
    found = [finding("not-itemised", "a"), finding("overdrawn", "b"), finding("not-itemised", "c")]
    assert [(kind.code, kind.count) for kind in kinds(found)] == [("overdrawn", 1), ("not-itemised", 2)]
