"""An import under way: what is known so far, and the questions that a row asks of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from kept.importing.names import NameFinder
from kept.importing.remarks import Remarks, Spot
from kept.importing.rows import Import, Known, Place
from kept.vocabulary.dates import DateRefused, PartialDate, Period
from kept.vocabulary.items import Catalogue, Item
from kept.vocabulary.quantity import PIECE, Quantity, QuantityRefused


@dataclass(frozen=True, slots=True)
class Row:
    """A usable row: its place, and its cells as values (None where empty, unreadable or not there)."""

    place: Place
    values: Mapping[str, Any]
    given: frozenset[str]

    def __getitem__(self, column: str) -> Any:
        return self.values[column]


@dataclass(slots=True)
class Gathering:
    """The result so far, the findings, the names that rows may refer to, the ids that are taken, and
    the events whose rows had to be left out."""

    known: Known
    today: date | None = None
    result: Import = field(default_factory=Import)
    remarks: Remarks = field(default_factory=Remarks)
    ids: dict[tuple[str, str], Place] = field(default_factory=dict)
    left_out: dict[str, Spot] = field(default_factory=dict)
    names: dict[str, set[str]] = field(default_factory=dict)
    _finder: NameFinder | None = None

    def __post_init__(self) -> None:
        self.names = {
            "party": set(self.known.parties),
            "item": set(self.known.items),
            "coalition": {coalition.slug for coalition in self.known.coalitions},
            "event": set(self.known.events),
        }

    def refers_rightly(self, kind: str, name: str) -> bool:
        """Whether a name is one of a kind; `coalition:SLUG` is a party where the coalition is known."""
        if kind == "party" and name.startswith("coalition:"):
            return name.removeprefix("coalition:") in self.names["coalition"]
        return name in self.names[kind]

    def finder(self) -> NameFinder:
        """Finds names in free text; asked for when parties, items and coalitions have been read."""
        if self._finder is None:
            # One that is known and listed again is one coalition, and the listed row tells more of it.
            coalitions = {each.slug: each for each in self.known.coalitions}
            coalitions |= {each.slug: each for _, each in self.result.coalitions}
            self._finder = NameFinder(
                coalitions.values(),
                items=Catalogue({item.slug: item for _, item in self.result.items}),
                parties=(party.name for _, party in self.result.parties),
            )
        return self._finder

    def period(self, row: Row, *, start: str, end: str) -> Period | None:
        """The period between two columns; None where both are unknown, or it would end before it starts."""
        first: PartialDate | None = row[start]
        last: PartialDate | None = row[end]
        if first is None and last is None:
            return None
        try:
            return Period(first, last)
        except DateRefused:
            message = f"the period ends on {last}, before it starts on {first}; it is taken as unknown"
            self.remarks.add("period-reversed", message, at=spot(row, end))
            return None

    def quantity(self, row: Row, *, low: str, high: str) -> Quantity | None:
        """The range of two columns, or of one named twice; an empty or unreadable bound is open."""
        return self._range(row, (row[low], row[high]), column=low, unit=PIECE)

    def money(self, row: Row) -> Quantity | None:
        """The row's amount; a sum without a currency is none."""
        amount: Decimal | None = row["amount"]
        if amount is None:
            return None
        if row["currency"] is None:
            message = f"{amount:,f} has no currency, expected its code beside it; the sum is taken as unknown"
            self.remarks.add("amount-without-currency", message, at=spot(row, "currency"))
            return None
        return self._range(row, (amount, amount), column="amount", unit=row["currency"])

    def _range(
        self, row: Row, bounds: tuple[Decimal | None, Decimal | None], *, column: str, unit: str
    ) -> Quantity | None:
        if bounds == (None, None):
            return None
        try:
            return Quantity(*bounds, unit)
        except QuantityRefused as error:
            self.remarks.add("bounds-reversed", f"{error}; the quantity is taken as unknown", at=spot(row, column))
            return None


def spot(row: Row, column: str | None = None) -> Spot:
    return Spot(row.place.file, row.place.line, column)


def stub(slug: str) -> Item:
    """A stand-in for an item that is known from elsewhere, so that a listed item may have it as parent."""
    return Item(slug, slug, None, PIECE)
