"""Entries of the registry: entered once, never changed, and told when they come again with other values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kept.access import door
from kept.access.verify import verify_chain
from kept.registry.actions import (
    Basis,
    Entries,
    enter_aliases,
    enter_coalitions,
    enter_items,
    enter_meetings,
    enter_parties,
    enter_statuses,
)
from kept.registry.lookup import (
    all_parties,
    catalogue,
    coalition_names,
    item_names,
    name_of,
    party_names,
    stand_ins,
)
from kept.registry.models import Alias, Coalition, Item, Meeting, Party, StatusReport
from kept.vocabulary.claims import Meeting as Met
from kept.vocabulary.claims import Status
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.findings import Finding
from kept.vocabulary.parties import PartyKind
from tests.cast import DONOR, OFFICE, STAMP, STRANGER

pytestmark = pytest.mark.django_db

BASIS = Basis(source="parties.csv, row 2")
NORWAY = {"slug": "NO", "name": "Norway", "kind": "country"}
DRONE = {"slug": "drone", "name": "drone (any), uncrewed", "parent": "", "unit": "piece"}
DRONES = {"slug": "drones", "name": "Drone Coalition", "capability": "drones", "launched": "2024-02-14"}

Enter = Callable[[Entries, Any], list[Finding]]
KINDS = pytest.mark.parametrize(
    ("enter", "model", "entry"),
    [(enter_parties, Party, NORWAY), (enter_items, Item, DRONE), (enter_coalitions, Coalition, DRONES)],
    ids=["party", "item", "coalition"],
)


@KINDS
def test_an_entry_is_entered_once_however_often_it_is_given(enter: Enter, model: Any, entry: dict[str, str]) -> None:
    assert enter([(BASIS, entry), (BASIS, entry)], STAMP) == []
    assert enter([(Basis(source="another file"), entry)], STAMP) == []
    row = door.rows(model, OFFICE).get()
    assert (row.source, row.claim_id) == ("parties.csv, row 2", None)
    assert {name: getattr(row, name) for name in entry} == entry
    assert verify_chain(model) == (1, [])


@KINDS
def test_an_entry_that_comes_with_other_values_is_told_and_stands(
    enter: Enter, model: Any, entry: dict[str, str]
) -> None:
    enter([(BASIS, entry)], STAMP)
    again = Basis(source="another file, row 9")
    (found,) = enter([(again, {**entry, "name": "other"})], STAMP)
    assert (found.code, found.evidence) == ("entry-changed", ("another file, row 9",))
    assert door.rows(model, OFFICE).get().name == entry["name"]


@KINDS
def test_two_entries_of_one_name_that_differ_are_told_when_they_come_together(
    enter: Enter, model: Any, entry: dict[str, str]
) -> None:
    (found,) = enter([(BASIS, entry), (Basis(source="row 3"), {**entry, "name": "other"})], STAMP)
    assert (found.code, found.evidence) == ("entry-changed", ("row 3",))
    assert door.rows(model, OFFICE).get().name == entry["name"]


def test_new_entries_go_in_beside_those_that_stand() -> None:
    enter_parties([(BASIS, NORWAY)], STAMP)
    latvia = {"slug": "LV", "name": "Latvia", "kind": "country"}
    assert enter_parties([(BASIS, NORWAY), (BASIS, latvia)], STAMP) == []
    assert party_names(OFFICE) == {"NO": "Norway", "LV": "Latvia"}
    assert all_parties(OFFICE)["LV"].kind is PartyKind.COUNTRY


def test_an_alias_is_entered_once() -> None:
    alias = {"kind": "coalition", "slug": "drones", "name": "UAV coalition"}
    enter_aliases([(BASIS, alias), (BASIS, alias)], STAMP)
    enter_aliases([(BASIS, alias), (BASIS, {**alias, "name": "drone alliance"})], STAMP)
    assert [row.name for row in door.rows(Alias, OFFICE)] == ["UAV coalition", "drone alliance"]


def test_a_meeting_is_entered_once_by_the_code_of_its_row() -> None:
    met = Met(quote="q", start=0, body="ramstein", number=20, place="Ramstein", date=PartialDate("2024-03-19"))
    context = {"code": "m-20", "chair": "US", "note": "the twentieth"}
    enter_meetings([(BASIS, met, context), (BASIS, met, context)], STAMP)
    enter_meetings([(BASIS, met, context)], STAMP)
    row = door.rows(Meeting, OFFICE).get()
    assert (row.code, row.number, row.date, row.place, row.chair) == ("m-20", 20, "2024-03-19", "Ramstein", "US")


def test_a_meeting_without_a_code_goes_by_its_claim() -> None:
    met = Met(quote="q", start=0, body="ramstein")
    enter_meetings([(Basis(source="a person"), met, {})], STAMP)
    row = door.rows(Meeting, OFFICE).get()
    assert (row.code, row.number, row.date) == ("meeting-None", None, "")


def test_what_somebody_said_of_progress_is_a_row_each_time() -> None:
    late = Status(quote="q", start=0, subject="f-16", state="delayed", date=PartialDate("2024-05"))
    enter_statuses([(BASIS, late), (BASIS, late)], STAMP)
    told = [(row.subject, row.state, row.date) for row in door.rows(StatusReport, OFFICE)]
    assert told == [("f-16", "delayed", "2024-05")] * 2


def test_the_catalogue_is_that_of_the_entries() -> None:
    enter_items([(BASIS, DRONE), (BASIS, {**DRONE, "slug": "fpv-drone", "parent": "drone"})], STAMP)
    found = catalogue(OFFICE)
    assert found.narrower("drone") == {"drone", "fpv-drone"}
    assert found.broader("fpv-drone") == ("drone",)
    assert item_names(OFFICE)["drone"] == "drone"


def test_entries_are_shown_to_whom_they_are_released() -> None:
    enter_parties([(Basis(source="a person", release="owner:GB"), NORWAY)], STAMP)
    assert party_names(STRANGER) == {}
    assert party_names(DONOR) == {"NO": "Norway"}


@pytest.mark.parametrize(
    ("joint", "name"),
    [("NO", "Norway"), ("LV+NO", "LV and Norway"), ("DK+LV+NO", "DK, LV and Norway"), ("XX", "XX")],
)
def test_joint_givers_are_told_by_their_names_and_strangers_by_their_own_word(joint: str, name: str) -> None:
    assert name_of(joint, {"NO": "Norway"}) == name


def test_a_coalition_acts_under_the_party_that_carries_its_name_or_an_alias() -> None:
    coalitions = [
        DRONES,
        {**DRONES, "slug": "shells", "name": "Ammunition Initiative"},
        {**DRONES, "slug": "mines", "name": "Demining"},
        {**DRONES, "slug": "ua", "name": "Ukraine"},
    ]
    parties = [
        {"slug": "drones-together", "name": "DRONE COALITION (members together)", "kind": "organisation"},
        {"slug": "czech-initiative", "name": "Czech initiative", "kind": "organisation"},
        {"slug": "UA", "name": "Ukraine", "kind": "country"},
    ]
    enter_coalitions([(BASIS, entry) for entry in coalitions], STAMP)
    enter_parties([(BASIS, entry) for entry in parties], STAMP)
    enter_aliases([(BASIS, {"kind": "coalition", "slug": "shells", "name": "Czech Initiative"})], STAMP)
    enter_aliases([(BASIS, {"kind": "party", "slug": "mines", "name": "Czech Initiative"})], STAMP)
    assert stand_ins(OFFICE) == {"drones": "drones-together", "shells": "czech-initiative"}
    assert list(coalition_names(OFFICE))[-1] == ("shells", "Czech Initiative")
