"""Words behind a figure: a claim or row as evidence, with its quote, its place and the way to its document."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kept.access import door
from kept.access.actors import Actor
from kept.evidence.actions import context
from kept.evidence.models import Claim, Document, Report


@dataclass(frozen=True, slots=True)
class Evidence:
    """One source of a figure. `document` and `claim` lead to the marked place; `note` is a table row's own remark."""

    claim: int
    quote: str
    note: str
    speaker: str
    publisher: str
    told: str
    place: str
    address: str
    document: str
    is_row: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A further page that tells of the same event, and how it departs."""

    publisher: str
    told: str
    note: str
    place: str
    address: str


def of_claims(numbers: Collection[int], actor: Actor) -> dict[int, Evidence]:
    """Evidence of claims by their number; a claim that is not released to the actor is left out."""
    claims = list(door.rows(Claim, actor).filter(id__in=set(numbers)))
    wanted = {claim.document_id for claim in claims}
    told = door.rows(Document, actor).filter(id__in=wanted).values_list("id", "sha256", "publisher", "reader")
    documents = {number: (sha, publisher, reader) for number, sha, publisher, reader in told}
    return {claim.id: _evidence(claim, *documents.get(claim.document_id, ("", "", ""))) for claim in claims}


def _evidence(claim: Claim, sha256: str, publisher: str, reader: str) -> Evidence:
    is_row = reader == "table"
    return Evidence(
        claim=claim.id,
        quote=claim.quote,
        note=str(context(claim).get("note") or context(claim).get("counted") or ""),
        speaker=claim.speaker,
        publisher=publisher or host(claim.address),
        told=claim.told,
        place=claim.place,
        address=claim.address,
        document=sha256,
        is_row=is_row,
    )


def reports(events: Iterable[str], actor: Actor) -> list[Page]:
    """Further pages that tell of these events."""
    found = door.rows(Report, actor).filter(event__in=set(events))
    return [Page(host(r.address), r.told, r.note, r.place, r.address) for r in found]


def host(address: str) -> str:
    """The publisher as an address names it: 'example.org'."""
    return address.partition("://")[2].partition("/")[0].partition(":")[0].removeprefix("www.")
