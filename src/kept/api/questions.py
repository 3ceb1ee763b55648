"""What may stand in an address of the API: the parameters of each kind of question, and how they are read."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Field, Schema

from kept.access.asking import BadAddress, day_told, moment_told
from kept.api.callers import caller_of, today
from kept.ledger.flows import View
from kept.publishing.sheets import PAGE, Sheet, Wanted

LONGEST = 200
"""Characters of a text that are looked at; the pages look at as many."""


class OfDay(Schema):
    """Parameters of every question."""

    as_of: str = Field("", description="A day, like 2026-11-21; without it, today.")
    known_by: str = Field("", description="A day or a moment: what was recorded later is left aside.")


class OfPart(OfDay):
    part: int = Field(1, ge=1, description="Which part of a long document.")


class OfPage(OfDay):
    page: int = Field(1, ge=1, description="Which page of the list; a page behind the last is the last.")


class OfTable(OfPage):
    q: str = Field("", description="Words that have to occur.")
    sort: str = Field("", description="The name of a column; with '-' before it, the largest first.")


class OfPromises(OfTable):
    coalition: str = Field("", description="Only this coalition.")
    item: str = Field("", description="Only this item.")
    donor: str = Field("", description="Only this donor, alone or with others.")


class OfFindings(OfTable):
    severity: str = Field("", description="error, warning or info.")
    code: str = Field("", description="Only findings of this code.")


class OfSearch(OfPage):
    q: str = Field("", description="What to look for.")


class OfBalance(OfPage):
    by: str = Field("donor,item,stage", description="Any of donor, coalition, recipient, item and stage.")
    donor: str = Field("", description="Only this donor, or several with commas.")
    coalition: str = Field("", description="Only this coalition, or several with commas.")
    item: str = Field("", description="Only this item with its narrower ones, or several with commas.")
    recipient: str = Field("", description="Only this recipient, or several with commas.")
    at_least: bool = Field(False, description="What has reached a stage or gone on, not what stands in it.")


class Page(Schema):
    """One page of a list."""

    items: list[dict[str, Any]]
    page: int
    pages: int
    total: int
    as_of: str


class Wrong(Schema):
    code: str
    message: str
    hint: str


class Failure(Schema):
    """What every answer is that is no answer."""

    error: Wrong


def view_of(request: HttpRequest, asked: OfDay) -> View:
    """The asker's view of the store; raises BadAddress for what cannot be read and for names that are no parameter."""
    known = type(asked).model_fields
    for name in request.GET:
        if name not in known:
            raise BadAddress(f"{name[:40]!r} is no parameter here; expected some of {', '.join(sorted(known))}.")
    day, moment = asked.as_of.strip(), asked.known_by.strip()
    return View(
        caller_of(request).actor,
        day_told("as_of", day) if day else today(),
        moment_told("known_by", moment) if moment else None,
    )


def wanted(asked: OfTable, *filters: str) -> Wanted:
    return Wanted(
        page=asked.page,
        sort=asked.sort.removeprefix("-")[:40],
        descending=asked.sort.startswith("-"),
        query=asked.q.strip()[:LONGEST],
        filters={name: str(getattr(asked, name))[:LONGEST] for name in filters},
    )


def check_sort(asked: OfTable, sheet: Sheet) -> None:
    """Raises BadAddress where the list has no such order."""
    orders = [column.key for column in sheet.columns if column.sorts]
    if asked.sort and asked.sort.removeprefix("-") not in orders:
        raise BadAddress(f"There is no order by {asked.sort[:40]!r}; expected one of {', '.join(orders)}.")


def page_of(found: list[Any], view: View, number: int) -> tuple[list[Any], dict[str, Any]]:
    """One page of rows that are all in hand: (its rows, the rest of the answer)."""
    pages = max(1, -(-len(found) // PAGE))
    page = min(number, pages)
    rest = {"page": page, "pages": pages, "total": len(found), "as_of": view.as_of.isoformat()}
    return found[(page - 1) * PAGE : page * PAGE], rest
