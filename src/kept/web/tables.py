"""The pages of tables: what a reader asks stands in the address, and the same rows go out as CSV and XLSX."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from kept.ledger.flows import View
from kept.publishing import sheets
from kept.publishing.sheets import Cell, Sheet, Wanted
from kept.web.asking import Asked, page, show
from kept.web.records import LINKS, page_number

PATHS = {**LINKS, "promise": "/promises/", "document": "/documents/"}
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class ShownCell:
    text: str
    href: str
    small: str
    tag: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A sheet with its links: what the macro `listing` shows."""

    columns: list[tuple[str, str, bool, str, str]]
    rows: list[list[ShownCell]]
    page: int
    pages: int
    total: int
    previous_href: str
    next_href: str
    csv_href: str
    xlsx_href: str
    filters: list[tuple[str, str, str, tuple[tuple[str, str], ...]]]
    query: str
    action: str
    kept: list[tuple[str, str]]


def wanted(request: HttpRequest, names: tuple[str, ...]) -> Wanted:
    """What the address asks of a table; what it does not know is left aside."""
    sort = request.GET.get("sort", "")
    return Wanted(
        page=page_number(request),
        sort=sort.removeprefix("-")[:40],
        descending=sort.startswith("-"),
        query=request.GET.get("q", "").strip()[:200],
        filters={name: request.GET.get(name, "")[:200] for name in names},
        everything=request.GET.get("format") in ("csv", "xlsx"),
    )


def listing(sheet: Sheet, asked: Asked, told: Wanted, path: str) -> Listing:
    columns = []
    for column in sheet.columns:
        ours = told.sort == column.key
        order = ("descending" if told.descending else "ascending") if ours else ""
        other = f"-{column.key}" if ours and not told.descending else column.key
        href = asked.here(sort=other, page=None, format=None) if column.sorts else ""
        columns.append((column.key, gettext(column.label), column.is_number, href, order))
    return Listing(
        columns=columns,
        rows=[[_shown(cell, asked) for cell in row] for row in sheet.rows],
        page=sheet.page,
        pages=sheet.pages,
        total=sheet.total,
        previous_href=asked.here(page=sheet.page - 1) if sheet.page > 1 else "",
        next_href=asked.here(page=sheet.page + 1) if sheet.page < sheet.pages else "",
        csv_href=asked.here(format="csv", page=None),
        xlsx_href=asked.here(format="xlsx", page=None),
        filters=[(gettext(c.label), c.name, told.filters.get(c.name, ""), c.choices) for c in sheet.choices],
        query=told.query,
        action=path,
        kept=list(asked.query.items()),
    )


def _shown(cell: Cell, asked: Asked) -> ShownCell:
    href = asked.link(f"{PATHS[cell.link[0]]}{cell.link[1]}") if cell.link else ""
    return ShownCell(cell.text, href, cell.small, cell.tag)


Source = Callable[[View, Wanted], Sheet]


def _table(source: Source, *, title: str, words: str, filters: tuple[str, ...] = ()) -> Callable[..., HttpResponse]:
    @page
    def view(request: HttpRequest, asked: Asked) -> HttpResponse:
        told = wanted(request, filters)
        sheet = source(asked.view, told)
        if told.everything:
            return export(sheet, request.GET["format"], request.path.strip("/"))
        shown = listing(sheet, asked, told, request.path)
        answer = gettext(words) % {"count": f"{sheet.total:,}", "as_of": asked.words}
        return show(request, "listing.html", {"told": shown, "title": gettext(title), "answer": answer})

    return view


def export(sheet: Sheet, form: str, name: str) -> HttpResponse:
    """The whole sheet as a file, links as codes in a column of their own."""
    heads = ["code", *(column.key for column in sheet.columns)]
    rows = [[_code(row), *(_value(cell) for cell in row)] for row in sheet.rows]
    if form == "csv":
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerows([heads, *rows])
        response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    else:
        response = HttpResponse(_workbook(heads, rows), content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _workbook(heads: list[str], rows: list[list[Any]]) -> bytes:
    import xlsxwriter  # type: ignore[import-untyped]  # ships no types

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        page_of_rows = book.add_worksheet("Kept")
        for number, row in enumerate([heads, *rows]):
            page_of_rows.write_row(number, 0, row)
    return out.getvalue()


def _code(row: tuple[Cell, ...]) -> str:
    return next((cell.link[1] for cell in row if cell.link), "")


def _value(cell: Cell) -> Any:
    """What a spreadsheet gets; a text that it would take for a formula is marked as text."""
    value = cell.tag or cell.text
    return f"'{value}" if value.startswith(FORMULA) else value


promises = _table(
    sheets.commitments,
    title="Promises",
    words="Commitment records: %(count)s, %(as_of)s.",
    filters=("coalition", "item", "donor"),
)
goals = _table(sheets.goal_sheet, title="Goals", words="Goals on record: %(count)s, %(as_of)s.")
documents = _table(sheets.documents, title="Documents", words="Kept under their SHA-256: %(count)s.")
meetings = _table(sheets.meetings, title="Meetings", words="Meetings on record: %(count)s.")
coalitions = _table(sheets.coalitions, title="Coalitions", words="Coalitions on record: %(count)s, %(as_of)s.")
findings = _table(
    sheets.findings,
    title="Findings",
    words="Things that differ, are missing or are wrong: %(count)s, %(as_of)s.",
    filters=("severity", "code"),
)
