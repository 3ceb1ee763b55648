"""Figures in words: how much of what, as every page writes it."""

from __future__ import annotations

from decimal import Decimal

from kept.vocabulary.quantity import Quantity, number


def told(quantity: Quantity | None) -> str:
    """'at least 2,000', 'EUR 20 million', 'GBP 1.3 billion', or 'number not told'."""
    if quantity is None:
        return "number not told"
    return f"{quantity.unit} {_short(quantity)}" if quantity.is_money else quantity.in_words()


def _short(quantity: Quantity) -> str:
    """Sums of money in millions and billions where that loses nothing."""
    for scale, word in ((10**9, "billion"), (10**6, "million")):
        bounds = [bound for bound in (quantity.low, quantity.high) if bound is not None and bound > 0]
        if bounds and all(bound >= scale and bound % (scale // 1000) == 0 for bound in bounds):
            low = None if quantity.low is None else quantity.low / scale
            high = None if quantity.high is None else quantity.high / scale
            return f"{_range(low, high)} {word}"
    return quantity.in_words()


def _range(low: Decimal | None, high: Decimal | None) -> str:
    if low == high:
        return number(low)
    if high is None:
        return f"at least {number(low)}"
    return f"{number(low)} to {number(high)}" if low else f"up to {number(high)}"
