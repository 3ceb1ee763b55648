"""Typed spans: stretches of a document that the tables know, with their exact places."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kept.vocabulary.quantity import Quantity

if TYPE_CHECKING:
    from kept.reading.tables import Entry, Tables

PARTY = "party"
OFFICE = "office"
COALITION = "coalition"
BODY = "body"
ITEM = "item"
VERB = "verb"
ACT = "act"
NUMBER = "number"
CURRENCY = "currency"
CALENDAR = "calendar"
CUE = "cue"
QUANTITY = "quantity"
AMOUNT = "amount"
PERCENT = "percent"
WHEN = "when"
BULLET = "bullet"
"""No span: the kind of a sentence that is a point of a list."""
OPENING = "opening"
"""No span: the kind of a sentence that ends in a colon."""


class Span(NamedTuple):
    """`kind` is one of the words above; `value` and `form` are what its table says of it."""

    start: int
    end: int
    kind: str
    value: str
    form: str = ""
    quantity: Quantity | None = None


def spot(text: str, plain: str, tables: Tables) -> list[Span]:
    """Every phrase of the tables in the text, longest first, none overlapping, in order."""
    padded = f" {plain}  "
    best: dict[int, tuple[int, tuple[Entry, ...]]] = {}
    for last, (length, entries) in tables.automaton.iter(padded):
        if padded[last + 1] != " ":
            continue
        start = last - length
        if entries[0].fits is None or any(entry.fits is None or entry.fits(text[start:last]) for entry in entries):
            best[start] = (last, entries)
    spans: list[Span] = []
    taken = 0
    for start in sorted(best):
        if start >= taken:
            taken, entries = best[start]
            for entry in entries:
                if entry.fits is None or entry.fits(text[start:taken]):
                    spans.append(Span(start, taken, entry.kind, entry.value, entry.form))
    return spans
