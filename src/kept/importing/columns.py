"""A table's columns as data, and the readers that turn a cell into a value or refuse it (R4)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from kept.vocabulary.dates import DateRefused, PartialDate
from kept.vocabulary.quantity import LARGEST_TOLD

DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
DAY_FORM = "a date as YYYY, YYYY-MM or YYYY-MM-DD"
ID_FORM = "up to 100 letters, digits, '.', ':', '_' or '-', a letter or digit first"
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,99}", re.ASCII)
NUMBER = re.compile(r"\d{1,16}(?:\.\d{1,3})?", re.ASCII)
WHOLE = re.compile(r"\d{1,9}", re.ASCII)
PERCENT = re.compile(r"\d{1,4}(?:\.\d{1,6})?", re.ASCII)
CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
LONGEST_ADDRESS = 2000


class CellRefused(ValueError):
    """A cell that its reader cannot read: the finding's code, and what was expected instead."""

    def __init__(self, code: str, expected: str) -> None:
        super().__init__(expected)
        self.code = code
        self.expected = expected


Reader = Callable[[str], Any]


def text(cell: str) -> str:
    return cell


def identity(cell: str) -> str:
    """An id or slug: it becomes part of addresses, so it keeps to plain letters."""
    return _matching(ID, cell, code="id-unreadable", expected=ID_FORM)


def day(cell: str) -> PartialDate:
    try:
        return PartialDate(_matching(DAY, cell, code="date-unreadable", expected=DAY_FORM))
    except DateRefused as error:
        raise CellRefused("date-unreadable", DAY_FORM) from error


def number(cell: str) -> Decimal:
    """A quantity or a sum; '1,000' and '1.5 million' are refused, for they could mean several things."""
    expected = "digits with at most three decimals behind a point, such as 1500000 or 12.5"
    value = Decimal(_matching(NUMBER, cell, code="number-unreadable", expected=expected))
    if value > LARGEST_TOLD:
        raise CellRefused("number-unreadable", f"at most {LARGEST_TOLD:,f}")
    return value


def count(cell: str) -> int:
    return int(_matching(WHOLE, cell, code="number-unreadable", expected="a whole number such as 17"))


def percent(cell: str) -> Decimal:
    return Decimal(
        _matching(PERCENT, cell, code="number-unreadable", expected="a percentage such as 66.7 without the sign")
    )


def currency(cell: str) -> str:
    return _matching(
        CURRENCY, cell, code="currency-unreadable", expected="three capital letters of ISO 4217, such as EUR"
    )


def address(cell: str) -> str:
    """A web address; other schemes are refused, for the address becomes a link on a page."""
    expected = f"an address that starts with http:// or https://, of at most {LONGEST_ADDRESS} characters"
    refused = CellRefused("address-unreadable", expected)
    if len(cell) > LONGEST_ADDRESS or any(character <= " " or character.isspace() for character in cell):
        raise refused
    try:
        parts = urlsplit(cell)
    except ValueError as error:
        raise refused from error
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise refused
    return cell


def names(cell: str) -> tuple[str, ...]:
    """Several names with ';' between them."""
    return tuple(name.strip() for name in cell.split(";") if name.strip())


def one_of(*words: str) -> Reader:
    """A reader of a cell that holds one of a few fixed words."""

    def read(cell: str) -> str:
        if cell not in words:
            raise CellRefused("word-unknown", f"one of {', '.join(words)}")
        return cell

    return read


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table: how a cell of it is read, and what a bad cell does to its row.

    `required`: the row is left out where the cell is empty or cannot be read; `vital`: where it is given
    and cannot be read; any other bad cell counts as unknown. `refers` names the kind of record that the
    cell must name. `told`: a day on which something was said, so it cannot lie in the future.
    `expected`: whether a file without this column is worth a finding.
    """

    name: str
    read: Reader = text
    required: bool = False
    vital: bool = False
    refers: str = ""
    told: bool = False
    expected: bool = True


def _matching(pattern: re.Pattern[str], cell: str, *, code: str, expected: str) -> str:
    if pattern.fullmatch(cell) is None:
        raise CellRefused(code, expected)
    return cell
