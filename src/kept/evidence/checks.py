"""Checks of the evidence: pages that tell one event in other figures (R6), claims that wait, quotes that moved."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from kept.access import door
from kept.access.actors import Actor
from kept.evidence.actions import context, said
from kept.evidence.models import Claim, Document, Report, Review
from kept.reading.figures import figures
from kept.reading.tables import load_tables
from kept.vocabulary.findings import Finding, finding
from kept.vocabulary.quantity import Quantity

SCALES = (Decimal(1000), Decimal(1000000))
PARTS_TOLD = 5
SAME, SLIP = "the same number in another currency", "a slip of scale"


def reports_differ(actor: Actor) -> list[Finding]:
    """Events of which further pages tell other figures; one finding an event, with what each page says."""
    by_event: dict[str, list[Report]] = defaultdict(list)
    for report in door.rows(Report, actor):
        if report.note:
            by_event[report.event].append(report)
    tables = load_tables()
    findings = []
    for claim in door.rows(Claim, actor).filter(kind__in=("transfer", "target", "output")):
        event = str(context(claim).get("code") or "")
        own = [q for q in (getattr(said(claim), name, None) for name in ("quantity", "amount")) if q is not None]
        if not own or event not in by_event:
            continue
        told = []
        for report in by_event.pop(event):
            for figure in figures(report.note, tables):
                if reason := difference(figure, own):
                    told.append((f"{report.place}: {_words(figure)} ({reason})", report.place))
        if told:
            # What is plainly a slip stands among the parts that are told.
            in_order = sorted(told, key=lambda part: SAME not in part[0] and SLIP not in part[0])
            shown = "; ".join(words for words, _ in in_order[:PARTS_TOLD])
            more = f"; and {len(told) - PARTS_TOLD} more" if len(told) > PARTS_TOLD else ""
            message = f"{event} is {' and '.join(map(_words, own))}, and told otherwise: {shown}{more}"
            findings.append(finding("reports-differ", message, claim.place, *dict.fromkeys(place for _, place in told)))
    return findings


def difference(figure: Quantity, own: list[Quantity]) -> str:
    """How a figure departs from all figures of the event; empty where it agrees with one, or is of another kind."""
    same_kind = [quantity for quantity in own if quantity.is_money == figure.is_money]
    if not same_kind or any(_agree(figure, quantity) for quantity in same_kind):
        return ""
    for quantity in same_kind:
        if figure.unit != quantity.unit and _alike(figure.of(quantity.unit), quantity):
            return SAME
        for scale in SCALES if figure.unit == quantity.unit else ():
            if _times(figure, quantity, scale) or _times(quantity, figure, scale):
                return f"{scale} times apart: {SLIP}"
    # A sum told in another currency alone is a conversion until a dated rate says otherwise.
    return "another number" if any(q.unit == figure.unit for q in same_kind) else ""


def _agree(figure: Quantity, own: Quantity) -> bool:
    """Whether both can be one number; a row holds a sum as a number, and its 'more than' only in its note."""
    return figure.overlaps(own) or (figure.unit == own.unit and _alike(figure, own))


def _alike(figure: Quantity, own: Quantity) -> bool:
    """Whether two sums are told by one number, whatever their hedge."""
    if not figure.is_money:
        return False
    if figure.high is None:
        return figure == own or (figure.low is not None and own.high == figure.low - 1)
    return own.high is not None and figure.overlaps(own)


def _times(one: Quantity, other: Quantity, scale: Decimal) -> bool:
    """Whether a number, taken so many times, can be the other; what is open could be anything."""
    if one.high is None or other.high is None:
        return False
    return (one.low or 0) * scale <= other.high and (other.low or 0) <= one.high * scale


def _words(quantity: Quantity) -> str:
    return f"{quantity.in_words()} {quantity.unit}" if quantity.is_money else quantity.in_words()


def open_claims(actor: Actor) -> list[Finding]:
    """Claims that nobody has judged, document by document."""
    judged = set(door.rows(Review, actor).values_list("claim_id", flat=True))
    waiting: dict[int, list[Claim]] = defaultdict(list)
    for claim in door.rows(Claim, actor):
        if claim.id not in judged:
            waiting[claim.document_id].append(claim)
    names = dict(door.rows(Document, actor).values_list("id", "name"))
    return [
        finding(
            "claim-open",
            f"{names.get(document, 'a document')}: {len(claims)} claims wait for a person",
            *(f"claim {claim.id}" for claim in claims),
        )
        for document, claims in waiting.items()
    ]


def quotes_moved(actor: Actor) -> list[Finding]:
    """Claims whose quote no longer stands at its place (`kept verify` asks)."""
    findings = []
    for document in door.rows(Document, actor):
        for claim in door.rows(Claim, actor).filter(document=document.id):
            if document.text[claim.start : claim.start + len(claim.quote)] != claim.quote:
                message = f"claim {claim.id}: its quote does not stand at character {claim.start} of {document.name}"
                findings.append(finding("quote-moved", message, f"claim {claim.id}"))
    return findings
