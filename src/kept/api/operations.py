"""The operations of the API: each asks the function that makes the page of the same name, and shows its value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Query
from ninja.errors import ValidationError

from kept.access.asking import BadAddress
from kept.api import failures
from kept.api.failures import answer
from kept.api.questions import (
    LONGEST,
    Failure,
    OfBalance,
    OfDay,
    OfFindings,
    OfPage,
    OfPart,
    OfPromises,
    OfSearch,
    OfTable,
    Page,
    check_sort,
    page_of,
    view_of,
    wanted,
)
from kept.api.values import plain, rows
from kept.errors import KeptError, Misuse
from kept.ledger.flows import View
from kept.outlook.progress import as_json, balance_json, goals
from kept.publishing import registers, sheets
from kept.publishing.asked_balances import asked_balances, dimensions
from kept.publishing.pages.coalition import coalition_page
from kept.publishing.pages.commitment import commitment_page
from kept.publishing.pages.document import document_page
from kept.publishing.pages.goal import goal_behind, goal_page
from kept.publishing.pages.registry import item_page, meeting_page, party_page
from kept.publishing.pages.search import search
from kept.publishing.remembered import remembered
from kept.publishing.sheets import Sheet, Wanted
from kept.publishing.summary import goal_lines, summarise

api = NinjaAPI(
    title="Kept",
    version="1",
    description="What the pages show, as JSON. Without a key, what is public; with one, what its owner may read.",
    docs_url=None,
    openapi_url=None,
    urls_namespace="api-v1",
)
FAILURES = frozenset({400, 401, 404, 429, 500, 503})
LIST: dict[Any, Any] = {200: Page, FAILURES: Failure}
ONE: dict[Any, Any] = {200: dict[str, Any], FAILURES: Failure}

api.exception_handler(KeptError)(failures.refused)
api.exception_handler(ValidationError)(failures.unreadable)
api.exception_handler(Http404)(lambda _request, _error: failures.failure("not-there"))
api.exception_handler(Exception)(failures.failed)

Source = Callable[[View, Wanted], Sheet]


def listed(request: HttpRequest, asked: OfTable, source: Source, *filters: str) -> HttpResponse:
    """One page of a table."""
    view = view_of(request, asked)
    sheet = source(view, wanted(asked, *filters))
    check_sort(asked, sheet)
    return shown(sheet, view, rows(sheet))


def shown(sheet: Sheet, view: View, items: list[dict[str, Any]]) -> HttpResponse:
    told = {"page": sheet.page, "pages": sheet.pages, "total": sheet.total, "as_of": view.as_of.isoformat()}
    return answer({"items": items, **told})


@api.get("/summary", response=ONE, summary="Everything at a glance")
def summary(request: HttpRequest, asked: Query[OfDay]) -> HttpResponse:
    view = view_of(request, asked)
    return answer(plain(remembered("summary", view, lambda: summarise(view))))


@api.get("/goals", response=LIST, summary="Goals, each with how far it has come")
def list_goals(request: HttpRequest, asked: Query[OfTable]) -> HttpResponse:
    view = view_of(request, asked)
    sheet = sheets.goal_sheet(view, wanted(asked))
    check_sort(asked, sheet)
    lines = remembered("all goals", view, lambda: goal_lines(goals(view), view.actor))
    progress = {line.progress.goal.code: line.progress for line in lines}
    return shown(sheet, view, [{**row, "progress": as_json(progress[row["id"]])} for row in rows(sheet)])


@api.get("/goals/{code}", response=ONE, summary="A goal: the answer, its stages, and the words behind it")
def one_goal(request: HttpRequest, code: str, asked: Query[OfDay]) -> HttpResponse:
    return answer(plain(goal_page(view_of(request, asked), code)))


@api.get("/goals/{code}/{stage}", response=LIST, summary="What is behind one figure of a goal")
def behind_goal(request: HttpRequest, code: str, stage: str, asked: Query[OfPage]) -> HttpResponse:
    view = view_of(request, asked)
    page, found = goal_behind(view, code, stage, page=asked.page)
    step = next(step for step in page.steps if step.stage == stage)
    told = {"page": found.page, "pages": found.pages, "total": found.total, "as_of": view.as_of.isoformat()}
    return answer({"items": plain(found.movements), **told, "assertions": plain(found.assertions), "step": plain(step)})


@api.get("/coalitions", response=LIST, summary="Coalitions")
def list_coalitions(request: HttpRequest, asked: Query[OfTable]) -> HttpResponse:
    return listed(request, asked, sheets.coalitions)


@api.get("/coalitions/{slug}", response=ONE, summary="A coalition: leads, members, goals, meetings, sums")
def one_coalition(request: HttpRequest, slug: str, asked: Query[OfDay]) -> HttpResponse:
    return answer(plain(coalition_page(view_of(request, asked), slug)))


@api.get("/promises", response=LIST, summary="Commitment records")
def list_promises(request: HttpRequest, asked: Query[OfPromises]) -> HttpResponse:
    return listed(request, asked, sheets.commitments, "coalition", "item", "donor")


@api.get("/promises/{code}", response=ONE, summary="A commitment record: its movements and every word that bears it")
def one_promise(request: HttpRequest, code: str, asked: Query[OfDay]) -> HttpResponse:
    return answer(plain(commitment_page(view_of(request, asked), code)))


@api.get("/parties", response=LIST, summary="Parties")
def list_parties(request: HttpRequest, asked: Query[OfTable]) -> HttpResponse:
    return listed(request, asked, registers.parties)


@api.get("/parties/{slug}", response=ONE, summary="A party: where it belongs and what it gives")
def one_party(request: HttpRequest, slug: str, asked: Query[OfDay]) -> HttpResponse:
    return answer(plain(party_page(view_of(request, asked), slug)))


@api.get("/items", response=LIST, summary="Items of the catalogue")
def list_items(request: HttpRequest, asked: Query[OfTable]) -> HttpResponse:
    return listed(request, asked, registers.items)


@api.get("/items/{slug}", response=ONE, summary="An item: broader and narrower ones, and who stands where")
def one_item(request: HttpRequest, slug: str, asked: Query[OfDay]) -> HttpResponse:
    return answer(plain(item_page(view_of(request, asked), slug)))


@api.get("/documents", response=LIST, summary="Documents")
def list_documents(request: HttpRequest, asked: Query[OfTable]) -> HttpResponse:
    return listed(request, asked, sheets.documents)


@api.get("/documents/{digest}", response=ONE, summary="A document: its text, its claims, and what each did")
def one_document(request: HttpRequest, digest: str, asked: Query[OfPart]) -> HttpResponse:
    return answer(plain(document_page(view_of(request, asked), digest, part=asked.part)))


@api.get("/meetings", response=LIST, summary="Meetings")
def list_meetings(request: HttpRequest, asked: Query[OfTable]) -> HttpResponse:
    return listed(request, asked, sheets.meetings)


@api.get("/meetings/{code}", response=ONE, summary="A meeting")
def one_meeting(request: HttpRequest, code: str, asked: Query[OfDay]) -> HttpResponse:
    return answer(plain(meeting_page(view_of(request, asked), code)))


@api.get("/findings", response=LIST, summary="What differs, is missing or is wrong, the worst first")
def list_findings(request: HttpRequest, asked: Query[OfFindings]) -> HttpResponse:
    return listed(request, asked, sheets.findings, "severity", "code")


@api.get("/balance", response=LIST, summary="Balances, itemised and reported")
def list_balances(request: HttpRequest, asked: Query[OfBalance]) -> HttpResponse:
    view = view_of(request, asked)
    try:
        by = dimensions(asked.by)
    except Misuse as error:
        raise BadAddress(f"The parameter 'by' cannot be read: {error}.") from error
    limits = {name: getattr(asked, name)[:LONGEST] for name in ("donor", "coalition", "item", "recipient")}
    found, rest = page_of(asked_balances(view, by, limits, at_least=asked.at_least), view, asked.page)
    return answer({"items": [balance_json(row) for row in found], **rest})


@api.get("/search", response=LIST, summary="Search over everything that is released")
def find(request: HttpRequest, asked: Query[OfSearch]) -> HttpResponse:
    view = view_of(request, asked)
    words = asked.q.strip()[:LONGEST]
    found, rest = page_of(search(view, words) if words else [], view, asked.page)
    return answer({"items": plain(found), **rest})
