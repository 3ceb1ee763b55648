"""Judging claims: accepting acts, accepting as a further telling does not, rejecting sets aside."""

from __future__ import annotations

import pytest

from kept.access import door
from kept.access.actors import Actor, Role
from kept.access.journal import Stamp
from kept.errors import Misuse, NotAllowed, UnknownRecord
from kept.evidence import actions as evidence
from kept.evidence.models import Claim, Review
from kept.ledger.models import Movement, Telling
from kept.outlook.actions import accept, accept_as_told, claim_by_id, reject
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
