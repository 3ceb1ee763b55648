"""From accepted claims to the ledger: what moves it becomes a movement, what speaks of a sum becomes an assertion.

An increment opens a commitment record and moves its quantity, and its amount, from outside to the stage that was told.
A running total is an assertion on the giver's balance. A day that is not told is the day of the source (R4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kept.access import door
from kept.access.journal import Stamp, append
from kept.ledger.models import Assertion, Commitment
from kept.ledger.recording import Flow, Scope, open_accounts, record
from kept.registry import lookup
from kept.registry.actions import Basis
from kept.vocabulary import claims as said
from kept.vocabulary.dates import PartialDate, Period
from kept.vocabulary.findings import Finding, finding
from kept.vocabulary.items import Catalogue
from kept.vocabulary.parties import joint
from kept.vocabulary.quantity import THOUSANDTHS, Quantity
from kept.vocabulary.stages import Stage, booked_stage


@dataclass(frozen=True, slots=True)
class Accepted:
    """A claim to book: what it says, what its row told beyond that, and what it rests on.

    `told` is the source's own date; `place` names the row or document in messages.
    """

    said: said.Claim
    basis: Basis
    place: str
    told: PartialDate | None = None
    context: dict[str, Any] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return str(self.context.get("code") or f"claim-{self.basis.claim}")

    @property
    def coalition(self) -> str:
        return str(getattr(self.said, "coalition", None) or self.context.get("coalition") or "")


@dataclass(slots=True)
class Desk:
    """What booking needs to know, read once: items, names that are known, codes that are taken."""

    stamp: Stamp
    catalogue: Catalogue
    parties: set[str]
    coalitions: set[str]
    codes: set[str]
    findings: list[Finding] = field(default_factory=list)

    def note(self, code: str, message: str, accepted: Accepted) -> None:
        noted = finding(code, f"{accepted.place}: {message}", accepted.place)
        if noted not in self.findings:
            self.findings.append(noted)


@dataclass(slots=True)
class Entry:
    """One commitment record to open, with the movements (unit, stage, low, high) that it begins with."""

    accepted: Accepted
    row: dict[str, Any]
    day: date
    date: str
    lines: list[tuple[str, Stage, int, int | None]]


def open_desk(stamp: Stamp) -> Desk:
    actor = stamp.by
    codes = set(door.rows(Commitment, actor).values_list("code", flat=True))
    codes |= set(door.rows(Assertion, actor).values_list("code", flat=True))
    coalitions = {slug for slug, _ in lookup.coalition_names(actor)}
    return Desk(stamp, lookup.catalogue(actor), set(lookup.party_names(actor)), coalitions, codes)


def bookable(desk: Desk, accepted: Accepted) -> bool:
    """Whether every party, item and coalition of a claim is registered; what is not is a finding."""
    claim, good = accepted.said, True
    for name in ("donor", "producer", "owner", "subject", "party", "recipient"):
        told = getattr(claim, name, None) or ()
        # A status has one subject, which may be a coalition or an item.
        parties = told if isinstance(told, tuple) else () if name == "subject" else (told,)
        for party in parties:
            if party not in desk.parties:
                desk.note("party-unknown", f"{name} {party!r} is not in the registry", accepted)
                good = False
    item = getattr(claim, "item", None)
    if item is not None and item not in desk.catalogue:
        desk.note("item-unknown", f"item {item!r} is not in the catalogue", accepted)
        good = False
    if accepted.coalition and accepted.coalition not in desk.coalitions:
        desk.note("coalition-unknown", f"coalition {accepted.coalition!r} is not in the registry", accepted)
        good = False
    return good


def book_transfers(accepted: Sequence[Accepted], desk: Desk) -> None:
    """Commitment records with their first movements, and assertions for running totals."""
    entries, assertions = [], []
    for one in accepted:
        claim = one.said
        assert isinstance(claim, said.Transfer)
        if one.code in desk.codes:
            desk.note("row-changed", f"{one.code!r} is recorded already with other values; the record stands", one)
            continue
        desk.codes.add(one.code)
        stage = _stage(claim, one, desk)
        if stage is None:
            continue
        lines = _lines(claim, stage, desk.catalogue)
        if claim.mode == "cumulative":
            assertions.extend(_running_totals(claim, one, lines, desk))
        else:
            entries.append(_entry(claim, one, lines, desk))
    append(Assertion, assertions, desk.stamp)
    _open(entries, desk)


def _stage(claim: said.Transfer, one: Accepted, desk: Desk) -> Stage | None:
    point = None
    if claim.stage == "delivered":
        day = day_of(claim.date, one, desk)[0]
        point = lookup.delivery_point(desk.stamp.by, joint(claim.donor), day)
    stage = booked_stage(claim.stage, claim.item, point)
    if stage is None:
        desk.note("stage-unknown", f"{claim.item} has no stage {claim.stage!r}; nothing is booked", one)
    return stage


def _lines(claim: said.Transfer, stage: Stage, catalogue: Catalogue) -> list[tuple[str, Stage, int, int | None]]:
    lines = []
    if claim.quantity is not None:
        lines.append((catalogue.unit(claim.item), stage, *claim.quantity.thousandths()))
    if claim.amount is not None:
        lines.append((claim.amount.unit, stage, *claim.amount.thousandths()))
    return lines


def _entry(claim: said.Transfer, one: Accepted, lines: list[tuple[str, Stage, int, int | None]], desk: Desk) -> Entry:
    day, told = day_of(claim.date, one, desk)
    if not lines:
        desk.note("quantity-missing", "no number and no sum is told; the record holds no quantity", one)
    row = {
        "code": one.code,
        "donor": joint(claim.donor),
        "recipient": claim.recipient or "",
        "coalition": one.coalition,
        "item": claim.item,
        "channel": one.context.get("channel") or "",
        "announced": claim.date.text if claim.date else "",
        "due": claim.due.text if claim.due else "",
        "note": one.context.get("note") or "",
        **one.basis.row(),
    }
    return Entry(one, row, day, told, lines)


def _open(entries: Sequence[Entry], desk: Desk) -> None:
    """Add the commitment records, open their accounts, and book their movements."""
    ids = append(Commitment, [entry.row for entry in entries], desk.stamp)
    scopes = [[_scope(entry, unit) for unit, _, _, _ in entry.lines] for entry in entries]
    accounts = open_accounts((scope for group in scopes for scope in group), desk.stamp)
    flows = [
        Flow(
            commitment=commitment,
            account=accounts[scope],
            to_stage=stage,
            low=low,
            high=high,
            day=entry.day,
            date=entry.date,
            claim=entry.accepted.basis.claim,
            release=entry.accepted.basis.release,
        )
        for commitment, entry, group in zip(ids, entries, scopes, strict=True)
        for scope, (_, stage, low, high) in zip(group, entry.lines, strict=True)
    ]
    record(flows, desk.stamp)


def _scope(entry: Entry, unit: str) -> Scope:
    row = entry.row
    return Scope(row["donor"], row["coalition"], row["recipient"], row["item"], unit, row["release"])


def _running_totals(
    claim: said.Transfer, one: Accepted, lines: list[tuple[str, Stage, int, int | None]], desk: Desk
) -> list[dict[str, Any]]:
    """A total speaks of its day; one that is told after its due date speaks of the due date."""
    day, told = day_of(claim.date, one, desk)
    if not lines:
        desk.note("quantity-missing", "no number and no sum is told; nothing is reported", one)
    if claim.due and claim.due.last < day:
        day, told = claim.due.last, claim.due.text
    scope = {"donor": joint(claim.donor), "coalition": one.coalition, "recipient": claim.recipient or ""}
    return [
        {**_assertion("balance", one), **scope, "item": claim.item, "unit": unit, "stage": stage.value}
        | {"low": low, "high": high, "day": day, "date": told}
        for unit, stage, low, high in lines
    ]


def book_outputs(accepted: Sequence[Accepted], desk: Desk) -> None:
    """What was made: a movement for a month or less, and for longer an assertion on that period (R8).

    The parts of a long period are told too, and a total and its parts never add.
    """
    entries, assertions = [], []
    for one in accepted:
        claim = one.said
        assert isinstance(claim, said.Output)
        period = period_of(claim, one)
        if one.code in desk.codes:
            desk.note("row-changed", f"{one.code!r} is recorded already with other values; the record stands", one)
            continue
        if claim.quantity is None or period.start is None or period.end is None:
            continue
        desk.codes.add(one.code)
        unit = desk.catalogue.unit(claim.item)
        low, high = claim.quantity.thousandths()
        if claim.mode == "cumulative":
            scope = {"donor": joint(claim.producer), "item": claim.item, "unit": unit, "stage": Stage.PRODUCED.value}
            when = {"since": period.start.text, "day": period.last, "date": period.end.text}
            assertions.append({**_assertion("balance", one), **scope, **when, "low": low, "high": high})
        else:
            row = {
                "code": one.code,
                "donor": joint(claim.producer),
                "item": claim.item,
                "channel": "production",
                "note": one.context.get("note") or "",
                "recipient": "",
                "coalition": one.coalition,
                **one.basis.row(),
            }
            entries.append(Entry(one, row, period.last, period.end.text, [(unit, Stage.PRODUCED, low, high)]))
    append(Assertion, assertions, desk.stamp)
    _open(entries, desk)


def period_of(claim: said.Output, one: Accepted) -> Period:
    """The period that an output is told for: the row's own, or the claim's."""
    start, end = (one.context.get(name) for name in ("start", "end"))
    if start or end:
        return Period(PartialDate(start) if start else None, PartialDate(end) if end else None)
    return Period(claim.period, claim.period)


def assert_headcounts(accepted: Sequence[Accepted], desk: Desk) -> None:
    """How many have joined, as somebody counted it."""
    rows = []
    for one in accepted:
        claim = one.said
        assert isinstance(claim, said.Headcount)
        low, high = claim.quantity.thousandths()
        day, told = day_of(claim.date, one, desk)
        scope = {"coalition": claim.coalition, "unit": "country", "low": low, "high": high}
        rows.append({**_assertion("headcount", one), **scope, "day": day, "date": told})
    append(Assertion, rows, desk.stamp)


def assert_shares(accepted: Sequence[Accepted], desk: Desk) -> None:
    """Which percentage somebody is said to bear."""
    rows = []
    for one in accepted:
        claim = one.said
        assert isinstance(claim, said.Share)
        percent = int(claim.percent * THOUSANDTHS)
        day, told = day_of(claim.date, one, desk)
        scope = {"donor": joint(claim.subject), "item": claim.item or "", "unit": "percent"}
        rows.append({**_assertion("share", one), **scope, "low": percent, "high": percent, "day": day, "date": told})
    append(Assertion, rows, desk.stamp)


def _assertion(kind: str, one: Accepted) -> dict[str, Any]:
    counted = one.context.get("counted") or one.context.get("note") or ""
    return {
        "kind": kind,
        "code": one.code,
        "counted": counted,
        "claim_id": one.basis.claim,
        "release": one.basis.release,
    }


def day_of(when: PartialDate | None, one: Accepted, desk: Desk) -> tuple[date, str]:
    """(the day by which it surely was so, the date as it was told).

    That is the last day that the date can mean, or the source's own day where that lies within it. Without any date
    it is the day of recording, with a finding.
    """
    told = one.told
    if when is None and told is None:
        desk.note("date-missing", "neither the event nor its source has a date; it counts from its recording", one)
        return desk.stamp.at.date(), ""
    if when is None:
        assert told is not None
        return told.last, told.text
    if told is not None and when.first <= told.last < when.last:
        return told.last, when.text
    return when.last, when.text


def quantity(low: int | None, high: int | None, unit: str) -> Quantity | None:
    """A stored range as a value; None where no number was told."""
    return None if low is None and high is None else Quantity.from_thousandths(low or 0, high, unit)
