"""The pages of single records: each asks for one value and shows it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from kept.ledger.flows import View
from kept.publishing.pages.coalition import coalition_page
from kept.publishing.pages.commitment import commitment_page
from kept.publishing.pages.document import document_page
from kept.publishing.pages.goal import Step, goal_behind, goal_page
from kept.publishing.pages.registry import item_page, meeting_page, party_page
from kept.publishing.pages.search import search
from kept.publishing.summary import Bar
from kept.web.asking import Asked, page, show
from kept.web.charts import charts_of_coalition, charts_of_goal

Part = tuple[str, float, str, str]
"""A part of a bar: stage, share of the whole, words, where it leads."""

LINKS = {
    "coalition": "/coalitions/",
    "meeting": "/meetings/",
    "commitment": "/promises/",
    "goal": "/goals/",
}


@page
def goal(request: HttpRequest, asked: Asked, code: str) -> HttpResponse:
    told = goal_page(asked.view, code)
    charts = charts_of_goal(asked, told)
    return show(request, "goal.html", {"told": told, "parts": bar_of_steps(told.steps, asked, code), "charts": charts})


@page
def behind(request: HttpRequest, asked: Asked, code: str, stage: str) -> HttpResponse:
    shown, told = goal_behind(asked.view, code, stage, page=page_number(request))
    step = next(step for step in shown.steps if step.stage == stage)
    return show(request, "behind.html", {"goal": shown, "told": told, "step": step})


@page
def coalition(request: HttpRequest, asked: Asked, slug: str) -> HttpResponse:
    told = coalition_page(asked.view, slug)
    charts = charts_of_coalition(asked, slug)
    return show(request, "coalition.html", {"told": told, "bar_parts": bar_of_four, "charts": charts})


@page
def commitment(request: HttpRequest, asked: Asked, code: str) -> HttpResponse:
    return show(request, "commitment.html", {"told": commitment_page(asked.view, code)})


@page
def document(request: HttpRequest, asked: Asked, digest: str) -> HttpResponse:
    told = document_page(asked.view, digest, part=page_number(request, "part"))
    return show(request, "document.html", {"told": told, "links": LINKS})


@page
def party(request: HttpRequest, asked: Asked, slug: str) -> HttpResponse:
    return show(request, "party.html", {"told": party_page(asked.view, slug)})


@page
def item(request: HttpRequest, asked: Asked, slug: str) -> HttpResponse:
    return show(request, "item.html", {"told": item_page(asked.view, slug)})


@page
def meeting(request: HttpRequest, asked: Asked, code: str) -> HttpResponse:
    return show(request, "meeting.html", {"told": meeting_page(asked.view, code)})


@page
def find(request: HttpRequest, asked: Asked) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:200]
    return show(request, "search.html", {"words": words, "told": found(asked.view, words)})


def found(view: View, words: str) -> object:
    return search(view, words) if words else ()


def bar_of_steps(steps: tuple[Step, ...], asked: Asked, code: str) -> list[Part]:
    """The furthest stage first; what has gone on is not drawn again at the stages before."""
    parts: list[Part] = []
    drawn = 0.0
    for step in reversed(steps):
        share = max(0.0, min(1.0, step.share) - drawn)
        if share > 0:
            parts.append((step.stage, share, step.best, asked.link(f"/goals/{code}/{step.stage}")))
            drawn += share
    return parts


def bar_of_four(bar: Bar) -> list[Part]:
    """The four steps of a small bar, the furthest first."""
    parts: list[Part] = []
    drawn = 0.0
    for stage, share in (
        ("delivered", bar.delivered),
        ("made", bar.made),
        ("firm", bar.firm),
        ("pledged", bar.pledged),
    ):
        if share > drawn:
            parts.append((stage, share - drawn, "", ""))
            drawn = share
    return parts


def page_number(request: HttpRequest, name: str = "page") -> int:
    """The page that an address asks for; nonsense is the first."""
    text = request.GET.get(name, "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 1
