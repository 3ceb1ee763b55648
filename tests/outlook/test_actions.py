"""Judging claims: accepting acts, accepting as a further telling does not, rejecting sets aside."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kept.access import door
from kept.access.actors import Actor, Role
from kept.access.journal import Stamp
from kept.errors import Misuse, NotAllowed, UnknownRecord
from kept.evidence import actions as evidence
from kept.evidence.models import Claim, Review
from kept.ledger.models import Movement, Telling
from kept.outlook.actions import accept, accept_as_told, claim_by_id, edit_and_accept, reject
from kept.outlook.by_hand import NewCommitment, Words, enter
from kept.outlook.previews import preview
from kept.vocabulary import claims as said
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.quantity import exactly
from tests.worlds import OFFICE, RECORDED, World, claim_of, statements, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> World:
    return world("2024-02-15 NO pledges 2000 drone as c-1")


def waiting(made: World, line: str) -> Claim:
    """A claim of a further page that nobody has judged."""
    new = evidence.NewDocument(name="page.txt", raw=line.encode(), text=line, reader="test", reader_version="1")
    (statement,) = statements(line)
    claim = evidence.NewClaim(said=claim_of(statement), place="page.txt", anchor=line)
    (number,) = evidence.keep_claims(evidence.keep_document(new, made.stamp), [claim], made.stamp)
    return claim_by_id(number, made.stamp)


AGAIN = "2024-02-16 NO pledges 2000 drone"


def test_a_second_page_on_one_promise_is_evidence_and_no_second_movement(told: World) -> None:
    accept_as_told(waiting(told, AGAIN), "c-1", told.stamp)
    assert told.line("pledged").itemised == exactly(2000)
    assert [row.event for row in door.rows(Telling, OFFICE)] == ["c-1"]
    accept_as_told(waiting_again(), "c-1", told.stamp)
    assert door.rows(Telling, OFFICE).count() == 1


def waiting_again() -> Claim:
    last = door.rows(Claim, OFFICE).last()
    assert last is not None
    return last


def test_accepting_a_telling_afterwards_does_not_book_it_after_all(told: World) -> None:
    claim = waiting(told, AGAIN)
    accept_as_told(claim, "c-1", told.stamp)
    accept([claim], told.stamp)
    assert told.line("pledged").itemised == exactly(2000)


def test_a_rejected_claim_does_nothing_and_can_be_accepted_later(told: World) -> None:
    claim = waiting(told, AGAIN)
    reject(claim, told.stamp, reason="a translation slip")
    assert told.line("pledged").itemised == exactly(2000)
    accept([claim], told.stamp)
    assert told.line("pledged").itemised == exactly(4000)
    assert [row.verdict for row in door.rows(Review, OFFICE).filter(claim=claim.id)] == ["rejected", "accepted"]


def test_a_booked_claim_is_not_rejected_over_its_movements(told: World) -> None:
    with pytest.raises(Misuse):
        reject(claim_by_id(1, told.stamp), told.stamp, reason="too late")


def test_a_claim_that_is_not_there_cannot_be_judged(told: World) -> None:
    with pytest.raises(UnknownRecord):
        claim_by_id(99, told.stamp)


@pytest.mark.parametrize("role", [Role.READER, Role.DONOR, Role.AUDITOR])
def test_who_may_not_record_cannot_accept(told: World, role: Role) -> None:
    with pytest.raises(NotAllowed):
        accept([waiting(told, AGAIN)], Stamp(Actor("somebody", role), RECORDED))


def test_a_claim_that_fails_takes_the_whole_batch_back(told: World, monkeypatch: pytest.MonkeyPatch) -> None:
    claim = waiting(told, AGAIN)
    before = door.rows(Review, OFFICE).count(), door.rows(Movement, OFFICE).count()
    monkeypatch.setattr("kept.ledger.booking.record", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        accept([claim], told.stamp)
    assert (door.rows(Review, OFFICE).count(), door.rows(Movement, OFFICE).count()) == before


def edited(claim: Claim, **changed: object) -> said.Claim:
    return replace(evidence.said(claim), **changed)  # type: ignore[arg-type]  # which fields there are is the kind's own


def test_an_edited_claim_does_what_it_says_now_and_its_row_stays(told: World) -> None:
    claim = waiting(told, AGAIN)
    for _ in range(2):
        assert edit_and_accept(claim, edited(claim, quantity=exactly(200)), told.stamp, reason="a slip") == []
    assert told.line("pledged").itemised == exactly(2200)
    (review,) = door.rows(Review, OFFICE).filter(claim=claim.id)
    assert (review.verdict, review.reason, '"low":200' in review.body) == ("edited", "a slip", True)
    assert claim_by_id(claim.id, told.stamp).body == claim.body


def test_an_edit_keeps_the_quote_and_names_parties_that_are_registered(told: World) -> None:
    claim = waiting(told, AGAIN)
    with pytest.raises(Misuse):
        edit_and_accept(claim, edited(claim, quote="other words"), told.stamp)
    (noted,) = edit_and_accept(claim, edited(claim, donor=("ZZ",)), told.stamp)
    assert noted.code == "party-unknown"
    assert not door.rows(Review, OFFICE).filter(claim=claim.id).exists()


def test_a_preview_shows_what_changes_and_leaves_nothing_behind(told: World) -> None:
    claim = waiting(told, AGAIN)
    before = door.rows(Review, OFFICE).count(), door.rows(Movement, OFFICE).count()
    shown = preview(lambda: accept([claim], told.stamp), OFFICE, RECORDED.date())
    (change,) = shown.changes
    assert (change.stage, change.before, change.after) == ("pledged", exactly(2000), exactly(4000))
    assert dict(shown.added) == {"review": 1, "commitment": 1, "movement": 1}
    assert (door.rows(Review, OFFICE).count(), door.rows(Movement, OFFICE).count()) == before


def test_a_preview_of_an_entry_leaves_no_document_behind(told: World) -> None:
    entry = NewCommitment(
        donor=("NO",),
        recipient="UA",
        coalition="",
        item="drone",
        quantity=exactly(5),
        amount=None,
        stage="pledged",
        announced=PartialDate("2024-02-17"),
        due=None,
        words=Words("five more", "a letter", "0" * 20),
    )
    folder = raw_folder()
    preview(lambda: enter(entry, told.stamp), OFFICE, RECORDED.date())
    assert raw_folder() == folder
    for _ in range(2):
        assert enter(entry, told.stamp) == []
    assert len(raw_folder() - folder) == 1
    assert told.line("pledged").itemised == exactly(2005)


def raw_folder() -> set[Path]:
    return {path for path in evidence.raw_path("00").parent.parent.rglob("*") if path.is_file()}
