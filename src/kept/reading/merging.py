"""What a document says twice, written once; headlines count only for what the text does not tell."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from kept.reading.tables import Tables
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

HEADLINES = 200
"""A text with more claims in headlines is a list, and its lines are taken as its text."""
OPEN = ("speaker", "date", "due", "deadline", "period", "coalition", "recipient", "place")


def merge(claims: list[tuple[Claim, bool]], tables: Tables) -> tuple[Claim, ...]:
    """Claims in order of place; the flag marks those of headlines and asides."""
    headed = sum(head for _, head in claims) <= HEADLINES
    kept: list[Claim] = []
    heads: list[bool] = []
    index: dict[Any, list[int]] = {}
    for claim, head in sorted(claims, key=lambda pair: headed and pair[1]):
        near = sorted({n for key in _keys(claim) for n in index.get(key, ())})
        at = next((n for n in near if _same(kept[n], claim, tables)), None)
        if at is None:
            kept.append(claim)
            heads.append(headed and head)
            at = len(kept) - 1
        else:
            kept[at] = _fuller(kept[at], claim, tables)
        for key in _keys(claim):
            places = index.setdefault(key, [])
            if at not in places[-1:]:
                places.append(at)
    told = [claim for claim, head in zip(kept, heads, strict=True) if not head]
    left = [c for c, head in zip(kept, heads, strict=True) if not head or not _told(c, told, tables)]
    return tuple(sorted(left, key=lambda claim: (claim.start, claim.kind)))


def _keys(claim: Claim) -> list[Any]:
    """Under what a claim is looked up: two that tell the same share at least one."""
    if isinstance(claim, Transfer):
        who = (frozenset(claim.donor), claim.stage)
        return [(*who, figure) for figure in (claim.quantity, claim.amount) if figure is not None]
    if isinstance(claim, Target):
        return [(Target, claim.quantity, claim.amount, claim.stage)]
    if isinstance(claim, Output):
        return [(Output, claim.producer, claim.quantity, claim.stage)]
    if isinstance(claim, Meeting):
        return [(Meeting, claim.body)]
    return [(type(claim), *_key(claim))]


def _same(one: Claim, other: Claim, tables: Tables) -> bool:
    if type(one) is not type(other):
        return False
    if isinstance(one, Transfer) and isinstance(other, Transfer):
        return _same_gift(one, other, tables)
    if isinstance(one, Meeting) and isinstance(other, Meeting):
        return one.body == other.body and (one.number == other.number or None in (one.number, other.number))
    if isinstance(one, Target) and isinstance(other, Target):
        return (
            (one.quantity, one.amount) == (other.quantity, other.amount)
            and _related(one.item, other.item, tables)
            and one.stage == other.stage
        )
    if isinstance(one, Output) and isinstance(other, Output):
        return (one.producer, one.quantity, one.stage) == (
            other.producer,
            other.quantity,
            other.stage,
        ) and _related(one.item, other.item, tables)
    return _key(one) == _key(other)


def _key(claim: Claim) -> tuple[Any, ...]:
    if isinstance(claim, Membership):
        return claim.party, claim.coalition, claim.role
    if isinstance(claim, Headcount):
        return claim.coalition, claim.quantity
    if isinstance(claim, Share):
        return frozenset(claim.subject), claim.percent
    assert isinstance(claim, Status)
    return claim.subject, claim.state


def _related(one: str, other: str, tables: Tables) -> bool:
    return one == other or tables.narrower(one, other) or tables.narrower(other, one)


def _same_gift(one: Transfer, other: Transfer, tables: Tables) -> bool:
    """The same giver, stage and goods, with no figure that differs and one that is shared."""
    if set(one.donor) != set(other.donor) or one.stage != other.stage or not _related(one.item, other.item, tables):
        return False
    pairs = [(one.quantity, other.quantity), (one.amount, other.amount)]
    if any(a is not None and b is not None and a != b for a, b in pairs):
        return False
    return any(a is not None and a == b for a, b in pairs)


def _fuller(one: Claim, other: Claim, tables: Tables) -> Claim:
    """The claim with the longer quote, with what only the other one tells."""
    base, more = (one, other) if _told_fields(one) >= _told_fields(other) else (other, one)
    changes: dict[str, Any] = {}
    for field in fields(base):
        name = field.name
        if (
            getattr(base, name) is None
            and getattr(more, name) is not None
            and name in (*OPEN, "quantity", "amount", "number")
        ):
            changes[name] = getattr(more, name)
    item, wider = getattr(base, "item", None), getattr(more, "item", None)
    if item and wider and tables.narrower(wider, item):
        changes["item"] = wider
    return replace(base, **changes) if changes else base


def _told_fields(claim: Claim) -> tuple[int, int]:
    return sum(getattr(claim, f.name) is not None for f in fields(claim)), len(claim.quote)


def _told(head: Claim, told: list[Claim], tables: Tables) -> bool:
    """Whether the text tells what a headline says, perhaps at another stage or with a more exact number."""
    for claim in told:
        if isinstance(head, Transfer) and isinstance(claim, (Transfer, Target)):
            givers = set(claim.donor if isinstance(claim, Transfer) else claim.owner)
            if givers & set(head.donor) and head.amount is not None and head.amount == claim.amount:
                return True
            if (
                (givers & set(head.donor) or isinstance(claim, Target))
                and _figures(head, claim)
                and _related(head.item, claim.item, tables)
            ):
                return True
        if (
            isinstance(head, (Output, Target))
            and isinstance(claim, (Output, Target))
            and head.quantity == claim.quantity
            and _related(head.item, claim.item, tables)
        ):
            return True
    return False


def _figures(head: Transfer, claim: Transfer | Target) -> bool:
    for a, b in ((head.quantity, claim.quantity), (head.amount, claim.amount)):
        if a is not None and b is not None and a.unit == b.unit and a.overlaps(b):
            return True
    return head.quantity is not None and head.quantity.high == 1 and claim.quantity is None
