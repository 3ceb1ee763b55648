"""A folder of fact tables becomes one import: every good row with its place, every bad cell as a finding."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from kept.errors import FileUnreadable
from kept.importing.columns import CellRefused, Column
from kept.importing.fact_tables import TABLES, FactTable, Made
from kept.importing.gathering import Gathering, Row, stub
from kept.importing.remarks import Spot, shown
from kept.importing.rows import ClaimRow, Coalition, Import, Known, Place, Report
from kept.importing.tables import LARGEST_BYTES, Record, read_table
from kept.vocabulary.items import Item, catalogue
from kept.vocabulary.parties import Party

LEFT_OUT = {True: "the row is left out", False: "it is taken as unknown"}


def read_folder(path: Path, *, known: Known | None = None, today: date | None = None) -> Import:
    """Everything that the fact tables of a folder say.

    Rows may refer to what is `known` already as to what the folder lists. With `today`, a day on which
    something is said to have been told and which lies behind it is a finding. Raises FileUnreadable where
    the folder is missing, is no folder, or has none of the tables.
    """
    files = _tables_in(path)
    gathering = Gathering(known or Known(), today)
    for name in sorted(files - {table.file for table in TABLES}):
        gathering.remarks.add("table-unknown", "the file is none of the fact tables and is not read", at=Spot(name))
    for table in TABLES:
        if table.file not in files:
            gathering.remarks.add("table-missing", "there is no such file in the folder", at=Spot(table.file))
            continue
        raw = _bytes(path / table.file, gathering)
        if raw is not None:
            _read(table, raw, gathering=gathering)
    gathering.result.findings = gathering.remarks.findings()
    return gathering.result


def _tables_in(path: Path) -> frozenset[str]:
    try:
        if not path.is_dir():
            raise FileUnreadable(path, "is no folder; name the folder that holds the fact tables")
        found = frozenset(entry.name for entry in path.iterdir() if entry.suffix == ".csv")
    except (OSError, ValueError) as error:
        raise FileUnreadable(path, f"cannot be opened: {error}") from error
    if not found & {table.file for table in TABLES}:
        expected = ", ".join(table.file for table in TABLES)
        raise FileUnreadable(path, f"holds none of the fact tables; expected at least one of {expected}")
    return found


def _bytes(path: Path, gathering: Gathering) -> bytes | None:
    """The bytes of a file, one more than the limit at most."""
    why = "it is no file"
    try:
        if path.is_file():
            with path.open("rb") as opened:
                return opened.read(LARGEST_BYTES + 1)
    except OSError as error:
        why = error.strerror or str(error)
    gathering.remarks.add("file-unreadable", f"cannot be opened: {why}", at=Spot(path.name))
    return None


def _read(table: FactTable, raw: bytes, *, gathering: Gathering) -> None:
    content = read_table(table.file, raw, columns=table.columns, remarks=gathering.remarks)
    if content is None:
        return
    gathering.result.files.append(content.source)
    seen: dict[tuple[tuple[str, str], ...], int] = {}
    for record in content.records:
        cells = content.cells(record)
        if table.id_column is None:
            first = seen.setdefault(tuple(cells.items()), record.line)
            if first != record.line:
                message = f"the row is the same as row {first}; it is left out"
                gathering.remarks.add("row-twice", message, at=Spot(table.file, record.line))
                continue
        row = _row(table, record, cells=cells, gathering=gathering)
        if row is not None and _is_first(table, row, gathering=gathering):
            _keep(table, row.place, made=table.make(row, gathering), gathering=gathering)
    if table.family == "item":
        _plant(gathering)


def _row(table: FactTable, record: Record, *, cells: dict[str, str], gathering: Gathering) -> Row | None:
    """The row's values; None where a cell that it cannot do without is empty or cannot be read."""
    values: dict[str, Any] = {}
    is_whole = True
    for column in table.columns:
        cell = cells.get(column.name, "")
        at = Spot(table.file, record.line, column.name)
        values[column.name] = _value(column, cell, at=at, gathering=gathering)
        if values[column.name] is None and (column.required or (column.vital and cell)):
            is_whole = False
    if not is_whole:
        if table.family == "event" and values["id"]:
            gathering.left_out.setdefault(values["id"], Spot(table.file, record.line))
        return None
    told = values.get("source_url"), values.get("source_date"), values.get("note") or ""
    place = Place(table.file, record.line, record.start, record.quote, *told)
    return Row(place, values, frozenset(name for name, cell in cells.items() if cell))


def _value(column: Column, cell: str, *, at: Spot, gathering: Gathering) -> Any:
    """A cell's value; None where it is empty or, with a finding, where it cannot be used."""
    follows = LEFT_OUT[column.required or column.vital]
    if not cell:
        if column.required:
            gathering.remarks.add("cell-missing", f"the cell is empty, expected a value; {follows}", at=at)
        return None
    try:
        value = column.read(cell)
    except CellRefused as refused:
        gathering.remarks.add(refused.code, f"found {shown(cell)}, expected {refused.expected}; {follows}", at=at)
        return None
    if column.refers:
        named = value if isinstance(value, tuple) else (value,)
        strange = [name for name in named if not gathering.refers_rightly(column.refers, name)]
        for name in strange:
            gathering.remarks.add(
                f"{column.refers}-unknown", f"{_why(column, name, gathering=gathering)}; {follows}", at=at
            )
        if strange:
            return None
    if column.told and gathering.today and value.first > gathering.today:
        message = f"{value} lies behind today ({gathering.today}), expected a day that has come; it is kept"
        gathering.remarks.add("date-in-future", message, at=at)
    return value


def _why(column: Column, name: str, *, gathering: Gathering) -> str:
    """Why a row may not refer to a name."""
    row = gathering.left_out.get(name) if column.refers == "event" else None
    return (
        f"{shown(name)} stands in {row}, which was left out" if row else f"{shown(name)} is no listed {column.refers}"
    )


def _is_first(table: FactTable, row: Row, *, gathering: Gathering) -> bool:
    """Whether nothing else of the row's family has its id; the first that has it is kept."""
    if table.id_column is None:
        return True
    name: str = row[table.id_column]
    first = gathering.ids.setdefault((table.family, name), row.place)
    if first is row.place:
        return True
    at = Spot(table.file, row.place.line, table.id_column)
    gathering.remarks.add(
        "id-twice", f"{name!r} stands in {first} already; the row is left out", at=at, also=(str(first),)
    )
    return False


def _keep(table: FactTable, place: Place, *, made: Iterable[Made], gathering: Gathering) -> None:
    """Put what a row gave where it belongs, so that later rows can refer to it."""
    result = gathering.result
    for each in made:
        match each:
            case Party():
                result.parties.append((place, each))
                gathering.names["party"].add(each.slug)
            case Item():
                result.items.append((place, each))
                gathering.names["item"].add(each.slug)
            case Coalition():
                result.coalitions.append((place, each))
                gathering.names["coalition"].add(each.slug)
            case ClaimRow():
                result.claims.setdefault(table.file, []).append(each)
                if each.code:
                    gathering.names["event"].add(each.code)
            case Report():
                result.reports.append(each)


def _plant(gathering: Gathering) -> None:
    """Check that the items form a tree; a parent that is unknown or leads in a circle is dropped."""
    places = {item.slug: place for place, item in gathering.result.items}
    elsewhere = [stub(slug) for slug in sorted(gathering.known.items - set(places))]
    tree, findings = catalogue([*elsewhere, *(item for _, item in gathering.result.items)])
    gathering.result.items = [(place, tree.items[slug]) for slug, place in places.items()]
    for each in findings:
        place = places[each.evidence[0]]
        at = Spot(place.file, place.line, "parent")
        gathering.remarks.add(each.code, f"{each.message}; it is kept without one", at=at)
