"""Whether two claims tell of one event, by plain rules that say why; anything short of plain is left to a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from kept.vocabulary.claims import Claim, Meeting, Output, Target, Transfer
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.items import Catalogue
from kept.vocabulary.quantity import Quantity

NEAR = timedelta(days=45)
"""Tellings of one announcement follow each other within weeks; like promises of one giver come months apart."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim that tells of an event: `event` is the code of the record, or of the claim where there is none yet."""

    event: str
    claim: Claim
    told: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Two tellings of one event, and what speaks for it."""

    one: Told
    other: Told
    reasons: tuple[str, ...]


def links(tellings: Iterable[Told], catalogue: Catalogue) -> Iterator[Link]:
    """Every pair that plainly tells of one event; only claims of the same kind, parties and stage are compared."""
    blocks: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    for telling in tellings:
        if (key := _block(telling.claim)) is not None:
            for earlier in blocks[key]:
                if reasons := same(earlier, telling, catalogue):
                    yield Link(earlier, telling, reasons)
            blocks[key].append(telling)


def same(one: Told, other: Told, catalogue: Catalogue) -> tuple[str, ...]:
    """The reasons why two claims tell of one event; empty where they do not, or where it is not plain."""
    key = _block(one.claim)
    if key is None or key != _block(other.claim):
        return ()
    reasons = ["same kind, parties and stage"]
    if isinstance(one.claim, Meeting) and isinstance(other.claim, Meeting):
        return _same_meeting(one.claim, other.claim)
    items = [str(getattr(told.claim, "item", "")) for told in (one, other)]
    if not catalogue.related(items[0], items[1]):
        return ()
    reasons.append("same item" if items[0] == items[1] else f"{items[0]} and {items[1]} are one family")
    numbers = _same_numbers(one.claim, other.claim)
    if not numbers or not _near(one, other):
        return ()
    return (*reasons, *numbers)


def _block(claim: Claim) -> tuple[object, ...] | None:
    if isinstance(claim, Transfer):
        return (claim.kind, frozenset(claim.donor), claim.stage, claim.mode)
    if isinstance(claim, Target):
        return (claim.kind, frozenset(claim.owner), claim.stage)
    if isinstance(claim, Output):
        return (claim.kind, frozenset(claim.producer), claim.stage)
    return (claim.kind, claim.body) if isinstance(claim, Meeting) else None


def _same_meeting(one: Meeting, other: Meeting) -> tuple[str, ...]:
    if one.number is not None and other.number is not None:
        return (f"both are number {one.number}",) if one.number == other.number else ()
    if one.date and other.date and one.date == other.date and one.date.is_day:
        return (f"both are on {one.date}",)
    return ()


def _same_numbers(one: Claim, other: Claim) -> tuple[str, ...]:
    """What agrees; nothing at all where any number that both tell disagrees."""
    agreed = []
    for name in ("quantity", "amount"):
        pair: list[Quantity | None] = [getattr(claim, name, None) for claim in (one, other)]
        if pair[0] is None or pair[1] is None:
            continue
        if pair[0] != pair[1]:
            return ()
        agreed.append(f"same {name}: {pair[0].in_words()}")
    return tuple(agreed)


def _near(one: Told, other: Told) -> bool:
    """Whether the two dates (of the event, else of the source) can lie within weeks of each other."""
    dates = [told.claim.date or told.told for told in (one, other)]
    deadlines = [getattr(told.claim, "deadline", None) for told in (one, other)]
    if deadlines[0] and deadlines[1]:
        return bool(deadlines[0].first <= deadlines[1].last and deadlines[1].first <= deadlines[0].last)
    if dates[0] is None or dates[1] is None:
        return True
    return dates[0].first - NEAR <= dates[1].last and dates[1].first - NEAR <= dates[0].last
