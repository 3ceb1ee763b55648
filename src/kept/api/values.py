"""Values of pages as JSON: fields keep their names, quantities and days become numbers and ISO days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from kept.outlook.progress import Progress, bounds, plain_number
from kept.outlook.progress import as_json as progress_json
from kept.publishing.pages.coalition import CoalitionPage
from kept.publishing.pages.registry import ItemPage, PartyPage
from kept.publishing.sheets import Cell, Sheet
from kept.publishing.summary import Summary
from kept.vocabulary.findings import Finding
from kept.vocabulary.quantity import Quantity

# Pages tell these as rows of a few words; here each word has its name.
ROWS: dict[tuple[type, str], tuple[str, ...]] = {
    (CoalitionPage, "sums"): ("item", "name", "best"),
    (ItemPage, "broader"): ("item", "name"),
    (ItemPage, "narrower"): ("item", "name"),
    (PartyPage, "memberships"): ("coalition", "name", "role"),
    (PartyPage, "definitions"): ("point", "valid_from", "source"),
    (Summary, "counts"): ("kind", "count"),
}


def plain(value: Any) -> Any:
    """A page's value as what JSON knows; a value that nobody has named here is a fault, never left to chance."""
    match value:
        case Enum():
            return value.value
        case None | bool() | int() | float() | str():
            return value
        case Decimal():
            return plain_number(value)
        case date():
            return value.isoformat()
        case Finding():
            return value.as_json()
        case Progress():
            return progress_json(value)
        case Quantity():
            return {**(bounds(value) or {}), "unit": value.unit}
        case Mapping():
            return {str(plain(name)): plain(one) for name, one in value.items()}
        case list() | tuple():
            return [plain(one) for one in value]
    if not is_dataclass(value):
        raise TypeError(f"{type(value).__name__} has no form in JSON")
    return _page(value)


def _page(value: Any) -> dict[str, Any]:
    told = {one.name: _field(value, one.name) for one in fields(value)}
    answer = getattr(value, "answer", None)
    return told if answer is None else {**told, "answer": plain(answer)}


def _field(value: Any, name: str) -> Any:
    found, names = getattr(value, name), ROWS.get((type(value), name))
    if names is None:
        return plain(found)
    return [dict(zip(names, plain(row), strict=True)) for row in found]


def rows(sheet: Sheet) -> list[dict[str, Any]]:
    """The rows of a table: `id` leads to the one record, `words` tell a value as the page does, `notes` add to it."""
    return [_row(sheet, row) for row in sheet.rows]


def _row(sheet: Sheet, row: tuple[Cell, ...]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if (link := next((cell.link for cell in row if cell.link), None)) is not None:
        told["id"] = link[1]
    words, notes = {}, {}
    for column, cell in zip(sheet.columns, row, strict=True):
        told[column.key] = plain(cell.tag or (cell.text if cell.value is None else cell.value))
        if cell.text and cell.text != told[column.key]:
            words[column.key] = cell.text
        if cell.small:
            notes[column.key] = cell.small
    return {**told, "words": words, "notes": notes}
