"""The page of a document: its text with the claims marked in place, and what each of them did."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from kept.access import door
from kept.access.actors import Actor
from kept.errors import UnknownRecord
from kept.evidence.models import Claim, Document, Review
from kept.ledger.booking import quantity
from kept.ledger.flows import View
from kept.ledger.models import Account, Assertion, Commitment, Movement, Telling
from kept.outlook.models import Goal
from kept.publishing.pages.amounts import told
from kept.registry import lookup
from kept.registry.models import Meeting, Membership, StatusReport
from kept.vocabulary.dates import PartialDate

LONGEST_SHOWN = 60_000
"""Characters of a document that one page shows; a longer one is shown around its claims, in parts."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a claim did: in words, and where to see it ('' where there is no page)."""

    words: str
    kind: str
    code: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A claim in its document, with the verdict on it and what it did."""

    number: int
    kind: str
    quote: str
    speaker: str
    verdict: str
    reason: str
    by: str
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text; `claims` are those whose quote covers it."""

    text: str
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    name: str
    title: str
    sha256: str
    publisher: str
    address: str
    date: str
    language: str
    reader: str
    size: int
    recorded: str
    by: str
    segments: tuple[Segment, ...]
    claims: tuple[Marked, ...]
    part: int
    parts: int


def document_page(view: View, sha256: str, *, part: int = 1) -> DocumentPage:
    """A document by the beginning of its SHA-256 (12 characters or more); raises UnknownRecord where none is there."""
    actor = view.actor
    found = list(door.rows(Document, actor).filter(sha256__startswith=sha256)[:2]) if len(sha256) >= 12 else []
    if len(found) != 1:
        raise UnknownRecord("document", sha256)
    document = found[0]
    parts = max(1, -(-len(document.text) // LONGEST_SHOWN))
    part = min(max(part, 1), parts)
    start, end = (part - 1) * LONGEST_SHOWN, part * LONGEST_SHOWN
    claims = [c for c in door.rows(Claim, actor).filter(document=document.id) if start <= c.start < end]
    claims.sort(key=lambda c: (c.start, c.id))
    return DocumentPage(
        name=document.name,
        title=document.title,
        sha256=document.sha256,
        publisher=document.publisher,
        address=document.address,
        date=PartialDate(document.date).in_words() if document.date else "",
        language=document.language,
        reader=f"{document.reader} {document.reader_version}",
        size=document.size,
        recorded=f"{document.recorded_at:%Y-%m-%d %H:%M}",
        by=document.recorded_by,
        segments=tuple(segments(document.text[start:end], [(c.id, c.start - start, len(c.quote)) for c in claims])),
        claims=tuple(_marked(claims, actor)),
        part=part,
        parts=parts,
    )


def segments(text: str, places: list[tuple[int, int, int]]) -> list[Segment]:
    """A text cut at every edge of a claim: (claim, start, length) → stretches with the claims that cover them."""
    edges = {0, len(text)}
    for _, start, length in places:
        edges.update((max(0, min(start, len(text))), max(0, min(start + length, len(text)))))
    cuts = sorted(edges)
    opened: dict[int, list[int]] = defaultdict(list)
    closed: dict[int, list[int]] = defaultdict(list)
    for claim, start, length in places:
        opened[min(start, len(text))].append(claim)
        closed[min(start + length, len(text))].append(claim)
    covering: list[int] = []
    found = []
    for cut, following in pairwise(cuts):
        covering = [claim for claim in covering if claim not in closed[cut]] + opened[cut]
        found.append(Segment(text[cut:following], tuple(covering)))
    return found


def _marked(claims: list[Claim], actor: Actor) -> list[Marked]:
    numbers = [claim.id for claim in claims]
    latest = {review.claim_id: review for review in door.rows(Review, actor).filter(claim__in=numbers)}
    effects = _effects(numbers, actor)
    return [
        Marked(
            number=claim.id,
            kind=claim.kind,
            quote=claim.quote,
            speaker=claim.speaker,
            verdict=latest[claim.id].verdict if claim.id in latest else "open",
            reason=latest[claim.id].reason if claim.id in latest else "",
            by=latest[claim.id].recorded_by if claim.id in latest else "",
            effects=tuple(effects[claim.id]),
        )
        for claim in claims
    ]


def _effects(numbers: list[int], actor: Actor) -> dict[int, list[Effect]]:
    """What claims did, in the order of the rooms."""
    found: dict[int, list[Effect]] = defaultdict(list)
    parties, titles = lookup.party_names(actor), lookup.coalition_titles(actor)
    for member in door.rows(Membership, actor).filter(claim__in=numbers):
        name = parties.get(member.party, member.party)
        words = f"{name} {member.change} {titles.get(member.coalition, member.coalition)} as {member.role}"
        found[member.claim_id or 0].append(Effect(words, "coalition", member.coalition))
    for meeting in door.rows(Meeting, actor).filter(claim__in=numbers):
        found[meeting.claim_id or 0].append(Effect(f"meeting of {meeting.body}", "meeting", meeting.code))
    for status in door.rows(StatusReport, actor).filter(claim__in=numbers):
        found[status.claim_id or 0].append(Effect(f"{status.subject} is {status.state}", "", ""))
    _moved(found, numbers, actor)
    for row in door.rows(Assertion, actor).filter(claim__in=numbers):
        much = told(quantity(row.low, row.high, row.unit))
        scope = row.coalition if row.kind == "headcount" else f"{row.donor} {row.item} {row.stage}".strip()
        found[row.claim_id or 0].append(Effect(f"asserts {row.kind}: {much} ({scope})", "", ""))
    for goal in door.rows(Goal, actor).filter(claim__in=numbers):
        found[goal.claim_id or 0].append(Effect("sets a goal", "goal", goal.code))
    tellings = list(door.rows(Telling, actor).filter(claim__in=numbers))
    pages = _pages_of({telling.event for telling in tellings}, actor)
    for telling in tellings:
        kind = pages.get(telling.event, "")
        found[telling.claim_id].append(Effect(f"tells again of {telling.event}", kind, telling.event))
    return found


def _pages_of(events: set[str], actor: Actor) -> dict[str, str]:
    """Which kind of page shows each event; a running total has none of its own."""
    found: dict[str, str] = {}
    for meeting in door.rows(Meeting, actor).filter(code__in=events):
        found[meeting.code] = "meeting"
    for goal in door.rows(Goal, actor).filter(code__in=events):
        found[goal.code] = "goal"
    for record in door.rows(Commitment, actor).filter(code__in=events):
        found[record.code] = "commitment"
    return found


def _moved(found: dict[int, list[Effect]], numbers: list[int], actor: Actor) -> None:
    rows = list(door.rows(Movement, actor).filter(claim__in=numbers))
    units = dict(door.rows(Account, actor).filter(id__in={m.account_id for m in rows}).values_list("id", "unit"))
    codes = dict(door.rows(Commitment, actor).filter(id__in={m.commitment_id for m in rows}).values_list("id", "code"))
    for m in rows:
        much = told(quantity(m.low, m.high, units[m.account_id]))
        words = f"moves {much} from {m.from_stage} to {m.to_stage}"
        found[m.claim_id or 0].append(Effect(words, "commitment", codes[m.commitment_id]))
