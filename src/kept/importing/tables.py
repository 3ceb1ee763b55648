"""A CSV file becomes records, each with its line, its exact place and its raw text; bad rows stop nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kept.importing.columns import Column
from kept.importing.decoding import decode
from kept.importing.remarks import Remarks, Spot, shown
from kept.importing.rows import SourceFile

LARGEST_BYTES = 32 * 1024 * 1024
"""A table of facts is well below 1 MB; a larger file than this is no such table."""

LONGEST_ROW = 100_000
"""Characters of one record: its raw text is kept as the quote of what it claims."""

SEPARATORS = (",", ";", "\t")
OPEN_QUOTE = "a quote (\") opens here and nothing closes it, expected another behind the cell's text; "
BREAK = re.compile(r"\r\n|\r|\n")
LINE = re.compile(r"[^\r\n]*+")
BREAKS = re.compile(r"[\r\n]*+")
OPENING = re.compile(r' *+"')
SPACES = re.compile(r" *+")


@dataclass(frozen=True, slots=True)
class Record:
    """One record, whose raw text `quote` stands at `start`.

    The cells of a row above the longest are not all taken apart, for it is not used.
    `stray` are the cells with text behind a closing quote, counted from 1; `opened` is the line of a quote
    that nothing closes (the cells are then worth nothing).
    """

    line: int
    start: int
    quote: str
    cells: tuple[str, ...]
    stray: tuple[int, ...] = ()
    opened: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A file that holds a table: its header, and the records that have one cell for each column."""

    source: SourceFile
    header: tuple[str, ...]
    records: tuple[Record, ...]

    def cells(self, record: Record) -> dict[str, str]:
        """The cells of a record by column; of two columns with one name, the first counts."""
        return dict(reversed(list(zip(self.header, map(str.strip, record.cells), strict=False))))


def read_table(name: str, raw: bytes, *, columns: Sequence[Column], remarks: Remarks) -> Table | None:
    """The table in a file's bytes; None where text, header or a required column is missing."""
    source = read_text(name, raw, remarks=remarks)
    if source is None:
        return None
    separator = _separator(source.text)
    if separator != ",":
        remarks.add("separator-taken", f"the cells are separated by {separator!r}, expected a comma", at=Spot(name, 1))
    found = (record for record in split(source.text, separator) if _holds_something(record))
    head = next(found, None)
    if head is None:
        remarks.add("file-empty", "there is no header line, expected the names of the columns", at=Spot(name))
        return None
    if head.opened is not None:
        remarks.add("quote-open", OPEN_QUOTE + "no row can be read", at=Spot(name, head.opened))
        return None
    header = tuple(cell.strip().casefold() for cell in head.cells)
    if not _has_columns(Spot(name, head.line), header, columns=columns, remarks=remarks):
        return None
    records = tuple(record for record in found if _is_whole(record, header, name=name, remarks=remarks))
    if not records:
        remarks.add("table-without-rows", "no row that can be read stands below the header", at=Spot(name))
    return Table(source, header, records)


def read_text(name: str, raw: bytes, *, remarks: Remarks) -> SourceFile | None:
    """The text of a file within the size limit; what is no text, or empty, is a finding."""
    if len(raw) > LARGEST_BYTES:
        message = f"the file has more than {LARGEST_BYTES // 2**20} MB, which is the limit; it is not read"
        remarks.add("file-too-large", message, at=Spot(name))
        return None
    decoded = decode(raw)
    if decoded is None:
        remarks.add("file-binary", "expected text in UTF-8, UTF-16, Windows-1251 or Windows-1252", at=Spot(name))
        return None
    if not decoded.text.strip():
        remarks.add("file-empty", "the file holds nothing", at=Spot(name))
        return None
    if decoded.taken:
        remarks.add("encoding-taken", f"expected UTF-8; it was read as {decoded.taken}", at=Spot(name))
    return SourceFile(name, raw, decoded.text)


def split(text: str, separator: str = ",") -> Iterator[Record]:
    """The records of a CSV text, in one pass.

    A quoted cell may hold separators, line breaks and doubled quotes. A quote that nothing closes, or that
    closes on a later line in the middle of a word, is taken as left open: its line is given up, and the next
    line begins a new record. So a lost quote costs one row, and no text is scanned more than twice.
    """
    plain = re.compile(f"[^{re.escape(separator)}\r\n]*+")
    at = _end(BREAKS, text, at=0)
    line = 1 + _breaks(text, start=0, end=at)
    while at < len(text):
        end = _end(LINE, text, at=at)
        if text.find('"', at, end) < 0:
            cells = text[at:end].split(separator) if end - at <= LONGEST_ROW else []
            record = Record(line, at, text[at:end], tuple(cells))
        else:
            record = _quoted_record(text, at, line=line, separator=separator, plain=plain)
            end = at + len(record.quote)
        yield record
        following = _end(BREAKS, text, at=end)
        line += _breaks(text, start=at, end=following)
        at = following


def _quoted_record(text: str, at: int, *, line: int, separator: str, plain: re.Pattern[str]) -> Record:
    """The record that begins at `at`, cell by cell; an open quote ends it with the line of that quote."""
    start, cells, stray = at, list[str](), list[int]()
    while True:
        cell = _cell(text, at, plain=plain)
        if cell is None:
            opened = _end(OPENING, text, at=at)
            end = _end(LINE, text, at=opened)
            opened_on = line + _breaks(text, start=start, end=opened)
            return Record(line, start, text[start:end], tuple(cells), opened=opened_on)
        if cell.end - start <= LONGEST_ROW:
            cells.append(cell.value)
        if cell.is_stray:
            stray.append(len(cells))
        if not text.startswith(separator, cell.end):
            return Record(line, start, text[start : cell.end], tuple(cells), tuple(stray))
        at = cell.end + 1


@dataclass(frozen=True, slots=True)
class _Cell:
    value: str
    end: int
    is_stray: bool = False


def _cell(text: str, at: int, *, plain: re.Pattern[str]) -> _Cell | None:
    """The cell that begins at `at`; None where its quote is left open."""
    opening = OPENING.match(text, at)
    if opening is None:
        end = _end(plain, text, at=at)
        return _Cell(text[at:end], end)
    closing = text.find('"', opening.end())
    while closing >= 0 and text.startswith('"', closing + 1):
        closing = text.find('"', closing + 2)
    if closing < 0:
        return None
    end = _end(SPACES, text, at=closing + 1)
    rest = _end(plain, text, at=end)
    if rest == end:
        return _Cell(text[opening.end() : closing].replace('""', '"'), end)
    if BREAK.search(text, at, closing):
        return None
    return _Cell(text[at:rest], rest, is_stray=True)


def _end(pattern: re.Pattern[str], text: str, *, at: int) -> int:
    """Where a pattern that can match nothing ends its match at `at`."""
    found = pattern.match(text, at)
    return found.end() if found else at


def _breaks(text: str, *, start: int, end: int) -> int:
    return text.count("\n", start, end) + text.count("\r", start, end) - text.count("\r\n", start, end)


def _holds_something(record: Record) -> bool:
    """Whether a record is more than a blank line or a row of empty cells, as spreadsheets leave them."""
    is_used = len(record.quote) <= LONGEST_ROW and record.opened is None
    return not is_used or any(cell.strip() for cell in record.cells)


def _separator(text: str) -> str:
    """The separator of the header line: a comma, unless there is none and another stands there."""
    start = len(text) - len(text.lstrip())
    first = text[start : _end(LINE, text, at=start)]
    return next((separator for separator in SEPARATORS if separator in first), ",")


def _has_columns(at: Spot, header: tuple[str, ...], *, columns: Sequence[Column], remarks: Remarks) -> bool:
    """Whether every required column is there; missing, strange and repeated columns are findings."""
    missing = [column for column in columns if column.expected and column.name not in header]
    needed = [column.name for column in missing if column.required]
    if missing:
        listed = ", ".join(column.name for column in missing)
        follows = f"without {', '.join(needed)} no row can be read" if needed else "the rows are read without"
        remarks.add("column-missing", f"expected column {listed}, which is not there; {follows}", at=at)
    strange = sorted(set(header) - {column.name for column in columns} - {""})
    if strange:
        remarks.add("column-extra", f"column {shown(', '.join(strange))} is not known and not read", at=at)
    for name in (name for name, times in Counter(header).items() if name and times > 1):
        remarks.add("column-twice", f"column {shown(name)} stands there twice; the first is read", at=at)
    return not needed


def _is_whole(record: Record, header: tuple[str, ...], *, name: str, remarks: Remarks) -> bool:
    """Whether a record can be used; a row that is cut off or shifted could put a wrong figure in a cell."""
    at = Spot(name, record.line)
    if record.opened is not None:
        remarks.add("quote-open", OPEN_QUOTE + "the row is left out", at=Spot(name, record.opened))
        return False
    if len(record.quote) > LONGEST_ROW:
        message = f"the row has {len(record.quote):,} characters, expected at most {LONGEST_ROW:,}; it is left out"
        remarks.add("row-long", message, at=at)
        return False
    cells, columns = len(record.cells), len(header)
    if cells < columns:
        message = f"the row has {cells} cells, expected {columns}; it is left out"
        remarks.add("row-short", message, at=Spot(name, record.line, header[cells] or str(cells + 1)))
        return False
    if cells > columns:
        is_used = not any(cell.strip() for cell in record.cells[columns:])
        follows = "those beyond are empty and not read" if is_used else "it is left out"
        message = f"the row has {cells} cells, expected {columns}; {follows}"
        remarks.add("row-long", message, at=Spot(name, record.line, str(columns + 1)))
        return is_used
    for cell in record.stray:
        message = "text stands behind a closing quote; the cell is taken as it stands"
        remarks.add("quote-stray", message, at=Spot(name, record.line, header[cell - 1] or str(cell)))
    return True
