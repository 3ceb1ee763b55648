"""The figures of a short note: sums of money, and numbers of something that the tables name."""

from __future__ import annotations

from kept.reading.folding import lowered, plain
from kept.reading.numbers import quantities
from kept.reading.periods import periods
from kept.reading.spans import AMOUNT, ITEM, QUANTITY, spot
from kept.reading.tables import Tables
from kept.vocabulary.quantity import Quantity

NEAR = 30
"""How many characters may stand between a number and the thing that it counts."""


def figures(text: str, tables: Tables) -> list[Quantity]:
    """Amounts, and quantities that an item follows; dates and other numbers give nothing."""
    low = lowered(text)
    named = spot(text, plain(text), tables)
    times = periods(low, named, None, tables)
    items = [span.start for span in named if span.kind == ITEM]
    found = []
    for span in quantities(low, named, tables):
        if span.quantity is None or any(time.start <= span.start < time.end for time in times):
            continue
        counted = span.kind == QUANTITY and any(span.end <= start <= span.end + NEAR for start in items)
        # A bare '$' or 'kroner' is nobody's until a speaker or giver is known.
        told = span.quantity.of(span.value) if span.kind == AMOUNT else span.quantity
        if counted or told.is_money:
            found.append(told)
    return found
