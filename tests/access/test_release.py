"""The fixed cast asks for rows of every mark, by the door and by hand-written SQL."""

from __future__ import annotations

import pytest

from kept.access import door
from kept.access.actors import PUBLIC, Actor, Role
from kept.access.journal import append
from kept.access.release import (
    PUBLIC_MARK,
    MarkRefused,
    checked,
    coalition_mark,
    owner_mark,
    parties_mark,
    released_sql,
)
from kept.registry.models import Party
from tests.behind_the_back import run
from tests.cast import AUDITOR, CAST, DONOR, MEMBER, OFFICE, OTHER_DONOR, STAMP, STRANGER

MARKS = {
    "public": PUBLIC_MARK,
    "drone": coalition_mark("drone"),
    "shells": coalition_mark("shells"),
    "GB and NL": parties_mark(["NL", "GB"]),
    "LV only": parties_mark(["LV"]),
    "owner GB": owner_mark("GB"),
    "owner GBA": owner_mark("GBA"),
    "GBA and AGB": parties_mark(["GBA", "AGB"]),
}
SEEN = {
    OFFICE: set(MARKS),
    AUDITOR: set(MARKS),
    DONOR: {"public", "GB and NL", "owner GB"},
    OTHER_DONOR: {"public", "LV only"},
    MEMBER: {"public", "drone", "GB and NL"},
    STRANGER: {"public"},
}


@pytest.fixture
def rows_of_every_mark(db: None) -> None:
    rows = [{"slug": slug, "name": slug, "kind": "country", "release": mark} for slug, mark in MARKS.items()]
    append(Party, rows, STAMP)


def by_door(actor: Actor) -> set[str]:
    return {row.slug for row in door.rows(Party, actor)}


def by_hand(actor: Actor) -> set[str]:
    condition, values = released_sql(actor, "p.release")
    return {slug for (slug,) in run(f"SELECT p.slug FROM registry_party p WHERE {condition}", *values)}


@pytest.mark.usefixtures("rows_of_every_mark")
@pytest.mark.parametrize("actor", CAST, ids=str)
def test_each_of_the_cast_sees_what_is_released_to_it_and_nothing_else(actor: Actor) -> None:
    assert by_door(actor) == by_hand(actor) == SEEN[actor]


@pytest.mark.usefixtures("rows_of_every_mark")
@pytest.mark.parametrize("party", ["A", "G", "B", "GBAA", "gb", "GB_", "G_", "%", "_", "GB%", "", "ß", "*", "."])
def test_a_name_that_is_like_another_opens_nothing(party: str) -> None:
    actor = Actor("somebody", Role.DONOR, party=party)
    assert by_door(actor) == by_hand(actor) == {"public"}


@pytest.mark.usefixtures("rows_of_every_mark")
@pytest.mark.parametrize("coalition", ["dron", "drone2", "DRONE", "%", "drone:", ""])
def test_a_coalition_that_is_like_another_opens_nothing(coalition: str) -> None:
    actor = Actor("somebody", Role.DONOR, coalitions=frozenset({coalition}))
    assert by_door(actor) == by_hand(actor) == {"public"}


@pytest.mark.usefixtures("rows_of_every_mark")
def test_a_limit_on_the_rows_does_not_open_others() -> None:
    found = door.rows(Party, DONOR)
    assert not found.filter(slug="LV only").exists()
    assert not (found | found.filter(slug="LV only")).filter(slug="LV only").exists()
    assert found.exclude(slug="public").count() == 2


@pytest.mark.parametrize("role", Role)
def test_office_auditor_and_administrator_see_everything(role: Role) -> None:
    everything = role in {Role.OFFICE, Role.AUDITOR, Role.ADMINISTRATOR}
    assert Actor("somebody", role).sees_everything is everything


def test_who_has_not_signed_in_records_nothing_and_belongs_nowhere() -> None:
    assert (PUBLIC.may_record, PUBLIC.sees_everything, PUBLIC.party, PUBLIC.coalitions) == (
        False,
        False,
        None,
        frozenset(),
    )


@pytest.mark.parametrize("mark", MARKS.values(), ids=MARKS)
def test_a_mark_is_taken_as_it_is(mark: str) -> None:
    assert checked(mark) == mark


@pytest.mark.parametrize(
    "mark",
    [
        "",
        "Public",
        "public ",
        "publicly",
        "coalition",
        "coalition:",
        "coalition:drone,GB,",
        "owner:",
        "owner:x,GB,y",
        "parties:",
        "parties:GB",
        "parties:,,",
        "parties:,GB",
        "parties:GB,",
        "parties:,GB,,NL,",
        "parties:,,GB,",
        "everybody:GB",
    ],
)
def test_a_text_that_is_no_mark_is_refused(mark: str) -> None:
    with pytest.raises(MarkRefused):
        checked(mark)


def test_named_parties_stand_in_one_order_and_once() -> None:
    assert parties_mark(["NL", "GB", "NL"]) == "parties:,GB,NL,"
    with pytest.raises(MarkRefused):
        checked(parties_mark([]))


def test_a_party_whose_name_holds_the_fence_cannot_ask() -> None:
    with pytest.raises(ValueError, match="comma"):
        Actor("somebody", Role.DONOR, party="GB,NL")
