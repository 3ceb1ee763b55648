"""What is done with evidence: keeping a document, keeping the claims that stand in it, and judging them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings

from kept.access import door
from kept.access.journal import Stamp, append
from kept.errors import KeptAlready, QuoteNotFound
from kept.evidence.models import Claim, Document, Report, Review
from kept.vocabulary.claims import Claim as Said
from kept.vocabulary.claims import from_json, to_json

VERDICTS = ("accepted", "edited", "rejected", "reopened")
HOLDS = ("accepted", "edited")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDocument:
    """A file to keep: its raw bytes, the text that was read from it, and by which reader."""

    name: str
    raw: bytes
    text: str
    reader: str
    reader_version: str
    title: str = ""
    publisher: str = ""
    address: str = ""
    date: str = ""
    language: str = ""
    release: str = "public"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClaim:
    """A claim to keep. `anchor` tells apart what may be stored twice from what may not; see `identity`.

    Without a release mark of its own it is released as its document is.
    """

    said: Said
    place: str
    anchor: str
    context: dict[str, Any] = field(default_factory=dict)
    address: str = ""
    told: str = ""
    release: str | None = None

    @property
    def identity(self) -> str:
        return sha256(canonical([self.anchor, to_json(self.said), self.context]).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReport:
    """A row that tells of an event which another row holds."""

    event: str
    start: int
    quote: str
    place: str
    address: str = ""
    told: str = ""
    note: str = ""

    @property
    def identity(self) -> str:
        return sha256(canonical([self.event, self.quote]).encode()).hexdigest()


def canonical(value: Any) -> str:
    """JSON of which the same content always gives the same text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def keep_document(new: NewDocument, stamp: Stamp) -> Document:
    """Keep a document under its SHA-256; one that is there already is returned as it is.

    Raises KeptAlready where it is there and not released to the one who asks.
    """
    digest = sha256(new.raw).hexdigest()
    known = door.rows(Document, stamp.by).filter(sha256=digest).first()
    if known is not None:
        return known
    if door.taken(Document, "sha256", [digest]):
        raise KeptAlready("document", new.name)
    _write_raw(digest, new.raw)
    row = {name: _storable(getattr(new, name)) for name in NewDocument.__slots__ if name != "raw"}
    (number,) = append(Document, [{**row, "sha256": digest, "size": len(new.raw)}], stamp)
    return door.just_added(Document, number)


def _storable(text: str) -> str:
    """Text as every database keeps it: a stand-in of the same length for what none can hold keeps every place true."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def raw_path(digest: str) -> Path:
    """Where the bytes of a document lie."""
    return Path(settings.KEPT_DATA) / "documents" / digest[:2] / digest


def _write_raw(digest: str, raw: bytes) -> None:
    """Whole or not at all: a full disk leaves no half document behind."""
    path = raw_path(digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.write_bytes(raw)
    partial.replace(path)


def discard_unkept(digest: str) -> None:
    """Take away the bytes of a document whose row was rolled back; one that is kept stays."""
    if not door.taken(Document, "sha256", [digest]):
        raw_path(digest).unlink(missing_ok=True)


def keep_claims(document: Document, claims: Sequence[NewClaim], stamp: Stamp) -> list[int]:
    """Keep the claims that are new; raises QuoteNotFound, and keeps none, where a quote does not stand at its place."""
    for new in claims:
        said = new.said
        if not said.quote or document.text[said.start : said.end] != said.quote:
            raise QuoteNotFound(said.quote, said.start, document.sha256)
    told = {new.identity: new for new in claims}
    known = door.taken(Claim, "identity", told)
    return append(Claim, [_claim_row(document, key, new) for key, new in told.items() if key not in known], stamp)


def _claim_row(document: Document, identity: str, new: NewClaim) -> dict[str, Any]:
    said = new.said
    return {
        "document_id": document.id,
        "kind": said.kind,
        "start": said.start,
        "quote": said.quote,
        "speaker": said.speaker or "",
        "date": said.date.text if said.date else "",
        "body": canonical(to_json(said)),
        "context": canonical(new.context),
        "place": new.place,
        "address": new.address,
        "told": new.told,
        "reader": document.reader,
        "reader_version": document.reader_version,
        "identity": identity,
        "release": new.release or document.release,
    }


def keep_reports(document: Document, reports: Sequence[NewReport], stamp: Stamp) -> list[int]:
    """Keep the reports that are new, with the same proof of their quotes."""
    known = door.taken(Report, "identity", [new.identity for new in reports])
    rows: dict[str, dict[str, Any]] = {}
    for new in reports:
        if document.text[new.start : new.start + len(new.quote)] != new.quote:
            raise QuoteNotFound(new.quote, new.start, document.sha256)
        if new.identity not in known:
            row = {name: getattr(new, name) for name in NewReport.__slots__}
            rows[new.identity] = {
                **row,
                "identity": new.identity,
                "document_id": document.id,
                "release": document.release,
            }
    return append(Report, list(rows.values()), stamp)


def said(claim: Claim) -> Said:
    """The claim's value, as the codebook has it."""
    return from_json(json.loads(claim.body), claim.start)


def context(claim: Claim) -> dict[str, Any]:
    """What the claim's row told beyond the codebook."""
    return dict(json.loads(claim.context))


def review(claims: Sequence[Claim], verdict: str, stamp: Stamp, *, reason: str = "", body: str = "") -> list[int]:
    """Judge claims: one new row each, with the body of an edited one. What it does is for `outlook.actions.accept`."""
    if verdict not in VERDICTS:
        raise ValueError(f"{verdict!r} is no verdict: expected one of {', '.join(VERDICTS)}")
    told = {"verdict": verdict, "reason": reason, "body": body}
    return append(Review, [{"claim_id": claim.id, "release": claim.release, **told} for claim in claims], stamp)


def verdicts(stamp: Stamp) -> dict[int, str]:
    """The latest verdict on each judged claim."""
    return dict(door.rows(Review, stamp.by).values_list("claim_id", "verdict"))
