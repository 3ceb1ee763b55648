"""Claims of a text as short lines, so that a test reads like the codebook: 'transfer NO fpv-drone 2000 pledged'."""

from __future__ import annotations

from datetime import date

from kept.reading.documents import Document
from kept.reading.reader import Reading, load_tables, read
from kept.vocabulary.claims import (
    Claim,
    Headcount,
    Meeting,
    Membership,
    Output,
    Share,
    Status,
    Target,
    Transfer,
)
from kept.vocabulary.quantity import Quantity

DAY = date(2024, 2, 15)
"""A Thursday."""


def reading(text: str, day: date | None = DAY) -> Reading:
    return read(Document("note", text, day), load_tables())


def told(text: str, day: date | None = DAY) -> list[str]:
    """Every claim of the text, sorted; each quote is proved on the way."""
    found = reading(text, day).claims
    for claim in found:
        assert text[claim.start : claim.end] == claim.quote
    return sorted(line(claim) for claim in found)


def line(claim: Claim) -> str:
    parts: list[object]
    if isinstance(claim, Membership):
        parts = [claim.party, claim.coalition, claim.role, claim.change]
    elif isinstance(claim, Headcount):
        parts = [claim.coalition, shown(claim.quantity)]
    elif isinstance(claim, Transfer):
        parts = ["+".join(claim.donor), claim.item, shown(claim.quantity), shown(claim.amount), claim.stage]
        parts += ["so far"] if claim.mode == "cumulative" else []
        parts += [f"by {claim.due}"] if claim.due else []
    elif isinstance(claim, Output):
        parts = ["+".join(claim.producer), claim.item, shown(claim.quantity), claim.stage]
        parts += [f"in {claim.period}"] if claim.period else []
    elif isinstance(claim, Target):
        parts = ["+".join(claim.owner), claim.item, shown(claim.quantity), shown(claim.amount), claim.stage]
        parts += [f"by {claim.deadline}"] if claim.deadline else []
    elif isinstance(claim, Share):
        parts = ["+".join(claim.subject), f"{claim.percent}%"]
    elif isinstance(claim, Meeting):
        parts = [claim.body, claim.number or claim.date or ""]
    else:
        assert isinstance(claim, Status)
        parts = [claim.subject, claim.state]
    return " ".join(str(part) for part in [claim.kind, *parts] if part not in ("", None))


def shown(quantity: Quantity | None) -> str:
    """'500', '501+', '..500', '95..105', and 'EUR 45000000'."""
    if quantity is None:
        return ""
    low, high = (None if bound is None else f"{bound.normalize():f}" for bound in (quantity.low, quantity.high))
    text = low if low == high else f"{low}+" if high is None else f"{low or ''}..{high}"
    return f"{quantity.unit} {text}" if quantity.is_money else str(text)
