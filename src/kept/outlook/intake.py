"""Taking in tables and documents: kept as evidence, entered in the registry, claims stored, and accepted by rule."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from django.db import transaction

from kept.access import door
from kept.access.journal import Stamp
from kept.evidence import actions as evidence
from kept.evidence.actions import NewClaim, NewDocument, NewReport
from kept.evidence.models import Claim, Document
from kept.importing.rows import ClaimRow, Import, Known, Place
from kept.importing.rows import Coalition as Row
from kept.linking.same import Told, links, same
from kept.outlook.actions import accept, accept_as_told
from kept.reading.documents import Document as Text
from kept.reading.reader import READER, VERSION, read
from kept.reading.tables import Tables
from kept.registry import actions as registry
from kept.registry import lookup
from kept.registry.actions import Basis
from kept.registry.models import Coalition
from kept.vocabulary.claims import Claim as Said
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.findings import Finding
from kept.vocabulary.parties import Party

TABLE_READER, TABLE_VERSION = "table", "1"
NEVER_TWICE = ("membership", "headcount", "share", "status", "meeting")
"""Kinds of claims that say something of their own and add to no sum, so that accepting them counts nothing twice."""

Tell = Callable[[str, int, int], None]
"""Told (what, done, in all) while a long work goes on."""


def silent(_what: str, _done: int, _whole: int) -> None:
    """For those who want no progress."""


def take_tables(found: Import, stamp: Stamp, tell: Tell = silent) -> list[Finding]:
    """Take in a folder of tables; what is there already changes nothing. Returns what was wrong with the rest."""
    findings = list(found.findings)
    with transaction.atomic():
        documents = {file.name: _table(file.name, file.raw, file.text, stamp) for file in found.files}
        findings += registry.enter_parties(((_basis(p), _party(v)) for p, v in found.parties), stamp)
        items = (
            ({"slug": v.slug, "name": v.name, "parent": v.parent or "", "unit": v.unit}, p) for p, v in found.items
        )
        findings += registry.enter_items(((_basis(p), values) for values, p in items), stamp)
        findings += _coalitions(found, stamp)
        identities: set[str] = set()
        tables = list(found.claims.items())
        for number, (table, rows) in enumerate(tables):
            tell(f"reading {table}", number, len(tables) + 1)
            by_file: dict[str, list[NewClaim]] = {}
            for row in rows:
                by_file.setdefault(row.place.file, []).append(_new_claim(table, row))
            for file, claims in by_file.items():
                evidence.keep_claims(documents[file], claims, stamp)
                identities.update(claim.identity for claim in claims)
        tell("booking", len(tables), len(tables) + 1)
        for file in {report.place.file for report in found.reports}:
            reports = [_new_report(r.place, r.event) for r in found.reports if r.place.file == file]
            evidence.keep_reports(documents[file], reports, stamp)
        findings += accept(_open_claims(identities, stamp), stamp, reason="a row of a fact table")
        tell("booked", len(tables) + 1, len(tables) + 1)
    return findings


def _table(name: str, raw: bytes, text: str, stamp: Stamp) -> Document:
    new = NewDocument(name=name, raw=raw, text=text, reader=TABLE_READER, reader_version=TABLE_VERSION)
    return evidence.keep_document(new, stamp)


def _basis(place: Place) -> Basis:
    return Basis(source=str(place))


def _party(party: Party) -> dict[str, str]:
    return {"slug": party.slug, "name": party.name, "kind": party.kind.value}


def _coalitions(found: Import, stamp: Stamp) -> list[Finding]:
    entries, names = [], []
    for place, coalition in found.coalitions:
        launched = coalition.launched.text if coalition.launched else ""
        values = {"slug": coalition.slug, "name": coalition.name, "capability": coalition.capability}
        entries.append((_basis(place), {**values, "launched": launched}))
        for alias in coalition.aliases:
            names.append((_basis(place), {"kind": "coalition", "slug": coalition.slug, "name": alias}))
    findings = registry.enter_coalitions(entries, stamp)
    registry.enter_aliases(names, stamp)
    return findings


def _new_claim(table: str, row: ClaimRow) -> NewClaim:
    context: dict[str, object] = {"table": table.removesuffix(".csv")}
    for name in ("code", "coalition", "channel", "supplier", "chair", "counted"):
        if value := getattr(row, name):
            context[name] = value
    if row.period is not None:
        context["start"] = row.period.start.text if row.period.start else ""
        context["end"] = row.period.end.text if row.period.end else ""
    if row.place.note:
        context["note"] = row.place.note
    place = row.place
    return NewClaim(
        said=row.claim,
        place=str(place),
        anchor=f"{place.file}\n{place.quote}",
        context=context,
        address=place.address or "",
        told=place.day.text if place.day else "",
    )


def _new_report(place: Place, event: str) -> NewReport:
    told = place.day.text if place.day else ""
    return NewReport(
        event=event,
        start=place.start,
        quote=place.quote,
        place=str(place),
        address=place.address or "",
        told=told,
        note=place.note,
    )


def _open_claims(identities: Iterable[str], stamp: Stamp) -> list[Claim]:
    """The claims of these identities that nobody has judged yet, in the order in which they were stored."""
    judged, wanted = evidence.verdicts(stamp), set(identities)
    return [c for c in door.rows(Claim, stamp.by) if c.identity in wanted and c.id not in judged]


# --- documents --------------------------------------------------------------------------------------------------------


def take_document(text: Text, raw: bytes, tables: Tables, stamp: Stamp) -> tuple[list[int], list[Finding]]:
    """Keep a document, read it, and store its claims; returns the ids of the new claims, which wait for review."""
    with transaction.atomic():
        document = _keep(text, raw, stamp)
        # The text that was kept first holds the places for ever, also where a newer reader would cut it otherwise.
        reading = read(replace(text, text=document.text), tables)
        ids = evidence.keep_claims(document, [_placed(said, document) for said in reading.claims], stamp)
    return ids, list(reading.findings)


def take_claims(text: Text, raw: bytes, claims: Iterable[Said], stamp: Stamp) -> list[int]:
    """Keep a document and the claims that somebody wrote down about it; returns the ids of the new ones."""
    with transaction.atomic():
        document = _keep(text, raw, stamp)
        return evidence.keep_claims(document, [_placed(said, document) for said in claims], stamp)


def _keep(text: Text, raw: bytes, stamp: Stamp) -> Document:
    new = NewDocument(
        name=text.name,
        raw=raw,
        text=text.text,
        reader=READER,
        reader_version=VERSION,
        title=text.title or "",
        publisher=text.publisher or "",
        address=text.source or "",
        date=text.date.isoformat() if text.date else "",
        language=text.language,
    )
    return evidence.keep_document(new, stamp)


def _placed(said: Said, document: Document) -> NewClaim:
    return NewClaim(
        said=said,
        place=f"{document.name}, character {said.start}",
        anchor=f"{document.sha256}:{said.start}",
        address=document.address,
        told=document.date,
    )


def settle(ids: Iterable[int], stamp: Stamp) -> tuple[int, int, list[Finding]]:
    """Accept by rule, among claims that were read: those that add to no sum, and those that tell of a recorded event.

    Returns (accepted, left open for a person, findings). What could count a promise twice is never accepted here (R8).
    """
    wanted = set(ids)
    claims = [claim for claim in door.rows(Claim, stamp.by) if claim.id in wanted]
    known = recorded_events(stamp)
    catalogue = lookup.catalogue(stamp.by)
    told, plain = 0, []
    for claim in claims:
        telling = Told(f"claim-{claim.id}", evidence.said(claim), PartialDate(claim.told) if claim.told else None)
        events = {other.event for other in known if same(other, telling, catalogue)}
        if len(events) == 1:
            accept_as_told(claim, events.pop(), stamp)
            told += 1
        elif claim.kind in NEVER_TWICE:
            plain.append(claim)
    findings = accept(plain, stamp, reason="adds to no sum")
    judged = evidence.verdicts(stamp)
    accepted = sum(1 for claim in claims if judged.get(claim.id) in evidence.HOLDS)
    return accepted, len(claims) - accepted, findings


def recorded_events(stamp: Stamp) -> list[Told]:
    """What accepted rows tell of, under the code of their record."""
    judged = evidence.verdicts(stamp)
    found = []
    for claim in door.rows(Claim, stamp.by).filter(kind__in=("transfer", "output", "target", "meeting")):
        code = evidence.context(claim).get("code")
        if code and judged.get(claim.id) in evidence.HOLDS:
            told = PartialDate(claim.told) if claim.told else None
            found.append(Told(str(code), evidence.said(claim), told))
    return found


# --- what the doors ask -----------------------------------------------------------------------------------------------


def known(stamp: Stamp) -> Known:
    """What is on record already: rows of a new folder may refer to it."""
    actor = stamp.by
    coalitions = tuple(
        Row(c.slug, c.name, c.capability, PartialDate(c.launched) if c.launched else None)
        for c in door.rows(Coalition, actor)
    )
    events = {str(code) for claim in door.rows(Claim, actor) if (code := evidence.context(claim).get("code"))}
    return Known(
        parties=frozenset(lookup.party_names(actor)),
        items=frozenset(lookup.catalogue(actor).items),
        coalitions=coalitions,
        events=frozenset(events),
    )


def list_claims(stamp: Stamp, *, only_open: bool) -> list[dict[str, object]]:
    """Claims as JSON rows: id, verdict ('open' where nobody judged), kind, quote, place, address, claim."""
    judged = evidence.verdicts(stamp)
    return [
        {
            "id": claim.id,
            "verdict": judged.get(claim.id, "open"),
            "kind": claim.kind,
            "quote": claim.quote,
            "place": claim.place,
            "address": claim.address,
            "claim": json.loads(claim.body),
        }
        for claim in door.rows(Claim, stamp.by)
        if not only_open or claim.id not in judged
    ]


def list_links(stamp: Stamp) -> list[dict[str, Any]]:
    """Pairs of claims that plainly tell of one event, as JSON rows with their reasons."""
    tellings = []
    for claim in door.rows(Claim, stamp.by):
        code = evidence.context(claim).get("code") or f"claim-{claim.id}"
        told = PartialDate(claim.told) if claim.told else None
        tellings.append(Told(str(code), evidence.said(claim), told))
    found = links(tellings, lookup.catalogue(stamp.by))
    return [{"one": link.one.event, "other": link.other.event, "reasons": list(link.reasons)} for link in found]
