"""Quantities as exact ranges with a unit: drones, euros and square metres are one type (R4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

THOUSANDTHS = 1000
"""Stored integers count thousandths of a unit: cents and square decimetres fit, and sums stay exact."""

THOUSANDTH = Decimal("0.001")

LARGEST = Decimal(9 * 10**15)
"""The largest bound that fits a 64-bit count of thousandths: sums may grow so far."""

LARGEST_TOLD = Decimal(9 * 10**12)
"""The largest number that a source may tell: a thousand such promises still have a sum."""

PIECE = "piece"


class QuantityRefused(ValueError):
    """A bound that is negative, too large, finer than a thousandth, or above its own high bound."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """At least `low` and at most `high` of `unit`; an open bound is None.

    The unit is the item's own (`piece`, `aircraft`, `m2`) or, for money, an ISO 4217 code.
    Nothing is ever less than zero, so an open low bound counts as zero in a sum.
    """

    low: Decimal | None
    high: Decimal | None
    unit: str = PIECE

    def __post_init__(self) -> None:
        for bound in (self.low, self.high):
            if bound is not None:
                _refuse_unless_countable(bound)
        if self.low is not None and self.high is not None and self.low > self.high:
            raise QuantityRefused(f"low bound {self.low} is above high bound {self.high}")

    def __add__(self, other: Quantity) -> Quantity:
        """Add bound to bound; an open high bound makes the sum 'at least'."""
        if self.unit != other.unit:
            raise QuantityRefused(f"cannot add {other.unit} to {self.unit}")
        low = None if self.low is None and other.low is None else (self.low or 0) + (other.low or Decimal(0))
        high = None if self.high is None or other.high is None else self.high + other.high
        return Quantity(low, high, self.unit)

    @property
    def is_exact(self) -> bool:
        return self.low is not None and self.low == self.high

    @property
    def is_money(self) -> bool:
        """Whether the unit is a currency code: three capital letters."""
        return len(self.unit) == 3 and self.unit.isascii() and self.unit.isupper()

    def of(self, unit: str) -> Quantity:
        """The same bounds told in another unit of count (no conversion)."""
        return replace(self, unit=unit)

    def overlaps(self, other: Quantity) -> bool:
        """Whether one number could satisfy both ranges (units must be the same)."""
        if self.unit != other.unit:
            return False
        lowest, highest = max(self.low or Decimal(0), other.low or Decimal(0)), None
        highs = [high for high in (self.high, other.high) if high is not None]
        highest = min(highs) if highs else None
        return highest is None or lowest <= highest

    def thousandths(self) -> tuple[int, int | None]:
        """(low, high) as whole thousandths for storage; an open low bound is stored as zero."""
        low = int((self.low or Decimal(0)) * THOUSANDTHS)
        return low, None if self.high is None else int(self.high * THOUSANDTHS)

    @classmethod
    def from_thousandths(cls, low: int, high: int | None, unit: str = PIECE) -> Quantity:
        return cls(whole(low), None if high is None else whole(high), unit)

    def in_words(self) -> str:
        """'1,000,000', 'at least 2,000', 'up to 500', '95 to 105' or 'not known'."""
        if self.low is not None and self.low == self.high:
            return number(self.low)
        if self.high is None:
            return f"at least {number(self.low)}" if self.low else "not known"
        return f"{number(self.low)} to {number(self.high)}" if self.low else f"up to {number(self.high)}"


def exactly(count: int | str | Decimal, unit: str = PIECE) -> Quantity:
    value = Decimal(count)
    return Quantity(value, value, unit)


def at_least(count: int | str | Decimal, unit: str = PIECE) -> Quantity:
    return Quantity(Decimal(count), None, unit)


def up_to(count: int | str | Decimal, unit: str = PIECE) -> Quantity:
    return Quantity(None, Decimal(count), unit)


def between(low: int | str | Decimal, high: int | str | Decimal, unit: str = PIECE) -> Quantity:
    return Quantity(Decimal(low), Decimal(high), unit)


def total(quantities: Iterable[Quantity], unit: str = PIECE) -> Quantity:
    """The sum of many quantities of one unit; of none, exactly zero."""
    return sum(quantities, exactly(0, unit))


def whole(thousandths: int) -> Decimal:
    """Thousandths back to units, without trailing zeros ('1000.000' is 1000)."""
    units, rest = divmod(thousandths, THOUSANDTHS)
    return Decimal(units) if not rest else Decimal(thousandths) / THOUSANDTHS


def number(value: Decimal | None) -> str:
    """A number as people read it: thousands separators, no exponent, no trailing zeros."""
    if value is None:
        return "unknown"
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _refuse_unless_countable(bound: Decimal) -> None:
    if not bound.is_finite() or bound < 0:
        raise QuantityRefused(f"{bound} is not a countable quantity: expected zero or more")
    if bound > LARGEST:
        raise QuantityRefused(f"{bound:E} is more than the largest quantity kept ({LARGEST:E})")
    if bound.quantize(THOUSANDTH) != bound:
        raise QuantityRefused(f"{bound} is finer than a thousandth of a unit")
