"""Accepting claims: the one way from what was said to registry, ledger, supply and goals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from django.db import transaction

from kept.access import door
from kept.access.journal import Stamp, append
from kept.errors import Misuse, UnknownRecord
from kept.evidence import actions as evidence
from kept.evidence.models import Claim
from kept.ledger import booking
from kept.ledger.booking import Accepted, Desk
from kept.ledger.models import Telling
from kept.outlook.models import Goal
from kept.registry import actions as registry
from kept.registry.actions import Basis
from kept.registry.models import Meeting
from kept.supply import actions as supply
from kept.vocabulary import claims as said
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.findings import Finding
from kept.vocabulary.parties import joint
from kept.vocabulary.stages import booked_stage

Effect = Callable[[Sequence[Accepted], Desk], None]


def accept(claims: Sequence[Claim], stamp: Stamp, *, reason: str = "") -> list[Finding]:
    """Accept claims that are open: each gets a review row and does to the ledger what its kind does.

    A claim whose parties, items or coalition are not registered stays open, with a finding.
    """
    with transaction.atomic():
        desk = booking.open_desk(stamp)
        judged = evidence.verdicts(stamp)
        pairs = [(claim, _accepted(claim)) for claim in claims if judged.get(claim.id) not in evidence.HOLDS]
        good = [(claim, one) for claim, one in pairs if booking.bookable(desk, one)]
        evidence.review([claim for claim, _ in good], "accepted", stamp, reason=reason)
        _take_effect([one for _, one in good], desk)
    return desk.findings


def edit_and_accept(claim: Claim, edited: said.Claim, stamp: Stamp, *, reason: str = "") -> list[Finding]:
    """Accept a claim as a person has edited it: the review row holds what it says now, and that takes effect.

    The claim's own row stays as it was read, and so do its quote and place. One that holds already is left as it is.
    """
    if (edited.kind, edited.quote, edited.start) != (claim.kind, claim.quote, claim.start):
        raise Misuse(f"claim {claim.id} keeps its kind, quote and place; reject it, and enter what else is to be said")
    with transaction.atomic():
        desk = booking.open_desk(stamp)
        one = _accepted(claim, edited)
        if evidence.verdicts(stamp).get(claim.id) not in evidence.HOLDS and booking.bookable(desk, one):
            body = evidence.canonical(said.to_json(edited))
            evidence.review([claim], "edited", stamp, reason=reason, body=body)
            _take_effect([one], desk)
    return desk.findings


def _take_effect(accepted: Sequence[Accepted], desk: Desk) -> None:
    by_effect: dict[Effect, list[Accepted]] = defaultdict(list)
    for one in accepted:
        for effect in effects(one):
            by_effect[effect].append(one)
    for effect in ORDER:
        effect(by_effect[effect], desk)


def accept_as_told(claim: Claim, event: str, stamp: Stamp, *, reason: str = "") -> None:
    """Accept a claim as one more telling of an event that is recorded: evidence, and no second movement (R8)."""
    with transaction.atomic():
        if evidence.verdicts(stamp).get(claim.id) in evidence.HOLDS:
            return
        evidence.review([claim], "accepted", stamp, reason=reason or f"tells of {event}")
        append(Telling, [{"event": event, "claim_id": claim.id, "release": claim.release}], stamp)


def reject(claim: Claim, stamp: Stamp, *, reason: str) -> None:
    """Set a claim aside. One that is booked already must be reversed by hand first."""
    if evidence.verdicts(stamp).get(claim.id) in evidence.HOLDS:
        raise Misuse(f"claim {claim.id} is accepted and booked; reverse its movements before rejecting it")
    evidence.review([claim], "rejected", stamp, reason=reason)


def claim_by_id(number: int, stamp: Stamp) -> Claim:
    claim = door.rows(Claim, stamp.by).filter(id=number).first()
    if claim is None:
        raise UnknownRecord("claim", number)
    return claim


def _accepted(claim: Claim, edited: said.Claim | None = None) -> Accepted:
    basis = Basis(claim=claim.id, source=claim.place, release=claim.release)
    told = PartialDate(claim.told) if claim.told else None
    return Accepted(edited or evidence.said(claim), basis, claim.place, told, evidence.context(claim))


# --- what each kind of claim does -------------------------------------------------------------------------------------


def effects(one: Accepted) -> tuple[Effect, ...]:
    """The table of DESIGN.md: kind of claim → what it does."""
    claim = one.said
    if isinstance(claim, said.Transfer):
        # An order that names no recipient is a contract, and not yet help.
        return (supply.enter_contracts,) if one.context.get("table") == "contracts" else (booking.book_transfers,)
    if isinstance(claim, said.Output):
        made = claim.stage == "produced"
        return (booking.book_outputs, supply.enter_outputs) if made else (supply.enter_outputs,)
    return (BY_KIND[claim.kind],)


def _memberships(found: Sequence[Accepted], desk: Desk) -> None:
    registry.enter_memberships(
        [(one.basis, one.said) for one in found if isinstance(one.said, said.Membership)], desk.stamp
    )


def _meetings(found: Sequence[Accepted], desk: Desk) -> None:
    known = set(door.rows(Meeting, desk.stamp.by).values_list("code", flat=True))
    for one in found:
        if one.code in known:
            desk.note("row-changed", f"{one.code!r} is recorded already with other values; the record stands", one)
        known.add(one.code)
    registry.enter_meetings(
        [(one.basis, one.said, one.context) for one in found if isinstance(one.said, said.Meeting)], desk.stamp
    )


def _statuses(found: Sequence[Accepted], desk: Desk) -> None:
    registry.enter_statuses([(one.basis, one.said) for one in found if isinstance(one.said, said.Status)], desk.stamp)


def _goals(found: Sequence[Accepted], desk: Desk) -> None:
    known = set(door.rows(Goal, desk.stamp.by).values_list("code", flat=True))
    rows = []
    for one in found:
        claim = one.said
        assert isinstance(claim, said.Target)
        if one.code in known:
            desk.note("row-changed", f"goal {one.code!r} is recorded already; the record stands", one)
            continue
        known.add(one.code)
        wanted = claim.quantity or claim.amount
        low, high = wanted.thousandths() if wanted else (None, None)
        stage = booked_stage(claim.stage, claim.item)
        rows.append(
            {
                "code": one.code,
                "owner": joint(claim.owner),
                "coalition": one.coalition,
                "item": claim.item,
                "unit": claim.amount.unit if claim.amount and not claim.quantity else desk.catalogue.unit(claim.item),
                "low": low,
                "high": high,
                "announced": (claim.date or one.told or "") and str(claim.date or one.told),
                "told_stage": claim.stage,
                "stage": stage.value if stage else "",
                "start": one.context.get("start") or "",
                "deadline": claim.deadline.text if claim.deadline else "",
                "note": one.context.get("note") or "",
                **one.basis.row(),
            }
        )
    append(Goal, rows, desk.stamp)


BY_KIND: dict[str, Effect] = {
    "membership": _memberships,
    "meeting": _meetings,
    "status": _statuses,
    "target": _goals,
    "headcount": booking.assert_headcounts,
    "share": booking.assert_shares,
}
ORDER: tuple[Effect, ...] = (
    _memberships,
    _meetings,
    _statuses,
    booking.book_transfers,
    booking.book_outputs,
    booking.assert_headcounts,
    booking.assert_shares,
    supply.enter_contracts,
    supply.enter_outputs,
    _goals,
)
