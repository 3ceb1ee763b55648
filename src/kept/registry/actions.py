"""What is done with the registry: entering parties, items and coalitions, and what accepted claims say of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kept.access import door
from kept.access.journal import Stamp, append
from kept.access.records import Record
from kept.errors import KeptAlready
from kept.registry.models import (
    Alias,
    Coalition,
    DeliveryDefinition,
    Item,
    Meeting,
    Membership,
    Party,
    StatusReport,
)
from kept.vocabulary import claims as said
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.findings import Finding, finding
from kept.vocabulary.stages import HandOverPoint


@dataclass(frozen=True, slots=True)
class Basis:
    """What an entry rests on: a claim, or a file row or person in words (R1), and to whom it is released."""

    claim: int | None = None
    source: str = ""
    release: str = "public"

    def row(self) -> dict[str, Any]:
        return {"claim_id": self.claim, "source": self.source, "release": self.release}


Entries = Iterable[tuple[Basis, Mapping[str, Any]]]


def enter_parties(entries: Entries, stamp: Stamp) -> list[Finding]:
    """Enter parties: slug, name, kind."""
    return _enter(Party, entries, stamp)


def enter_items(entries: Entries, stamp: Stamp) -> list[Finding]:
    """Enter catalogue items: slug, name, parent, unit."""
    return _enter(Item, entries, stamp)


def enter_coalitions(entries: Entries, stamp: Stamp) -> list[Finding]:
    """Enter coalitions: slug, name, capability, launched."""
    return _enter(Coalition, entries, stamp)


def _enter(model: type[Record], entries: Entries, stamp: Stamp) -> list[Finding]:
    """Enter what is new; what is there with other values stays as it is, with a finding (R3)."""
    rows: Iterable[Mapping[str, object]] = door.rows(model, stamp.by).values()
    known = {str(row["slug"]): row for row in rows}
    fresh: dict[str, dict[str, Any]] = {}
    findings = []
    entries = list(entries)
    hidden = door.taken(model, "slug", [values["slug"] for _, values in entries]) - known.keys()
    for basis, values in entries:
        slug = values["slug"]
        if slug in hidden:
            raise KeptAlready(model.__name__.lower(), slug)
        standing = known.get(slug) or fresh.setdefault(slug, {**values, **basis.row()})
        differs = [name for name, value in values.items() if standing[name] != value]
        if differs:
            message = f"{slug!r} is entered with another {differs[0]}; the entry stands"
            findings.append(finding("entry-changed", message, basis.source))
    append(model, list(fresh.values()), stamp)
    return findings


def enter_aliases(entries: Entries, stamp: Stamp) -> None:
    """Enter other names: kind, slug, name."""
    known = set(door.rows(Alias, stamp.by).values_list("kind", "slug", "name"))
    fresh: dict[tuple[str, str, str], dict[str, Any]] = {}
    for basis, values in entries:
        key = (values["kind"], values["slug"], values["name"])
        if key not in known:
            fresh.setdefault(key, {**values, **basis.row()})
    append(Alias, list(fresh.values()), stamp)


def define_delivery(party: str, point: HandOverPoint, *, valid_from: str, basis: Basis, stamp: Stamp) -> None:
    """From a day on, the party's 'delivered' means this hand-over point (R5); without a day, from the start.

    Raises DateRefused where the day cannot be read.
    """
    since = PartialDate(valid_from).text if valid_from else ""
    row = {"party": party, "point": point.value, "valid_from": since, **basis.row()}
    append(DeliveryDefinition, [row], stamp)


def enter_memberships(found: Sequence[tuple[Basis, said.Membership]], stamp: Stamp) -> None:
    rows = [
        {
            "coalition": claim.coalition,
            "party": claim.party,
            "role": claim.role,
            "change": claim.change,
            "date": _text(claim.date),
            **basis.row(),
        }
        for basis, claim in found
    ]
    append(Membership, rows, stamp)


def enter_statuses(found: Sequence[tuple[Basis, said.Status]], stamp: Stamp) -> None:
    rows = [
        {"subject": claim.subject, "state": claim.state, "date": _text(claim.date), **basis.row()}
        for basis, claim in found
    ]
    append(StatusReport, rows, stamp)


def enter_meetings(found: Sequence[tuple[Basis, said.Meeting, Mapping[str, Any]]], stamp: Stamp) -> None:
    """Enter meetings; `context` may carry the row's own code, chair and note."""
    known = set(door.rows(Meeting, stamp.by).values_list("code", flat=True))
    rows = []
    for basis, claim, context in found:
        code = context.get("code") or f"meeting-{basis.claim}"
        if code not in known:
            known.add(code)
            rows.append(
                {
                    "code": code,
                    "body": claim.body,
                    "number": claim.number,
                    "date": _text(claim.date),
                    "place": claim.place or "",
                    "chair": context.get("chair") or "",
                    "note": context.get("note") or "",
                    **basis.row(),
                }
            )
    append(Meeting, rows, stamp)


def _text(date: PartialDate | None) -> str:
    return date.text if date else ""
