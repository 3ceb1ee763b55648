"""Addresses of charts: each as a picture, its table, or its Vega-Lite definition, as of the day asked for."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from kept.errors import UnknownRecord
from kept.publishing.charts.chart import Chart
from kept.publishing.charts.gallery import COALITION_CHARTS, GOAL_CHARTS, coalition_chart, goal_chart, picture
from kept.publishing.charts.look import DOWNLOAD, LOOKS, NARROW, WIDE, dressed
from kept.publishing.pages.coalition import coalition_page
from kept.publishing.pages.goal import GoalPage, goal_page
from kept.web.asking import Asked, page

TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a text that begins so for a formula."""


@dataclass(frozen=True, slots=True)
class ShownChart:
    """A chart on a page: the macro `chart` of charts.html shows it."""

    chart: Chart
    place: str
    """The address without its ending."""
    asked: Asked
    wide: int = WIDE
    narrow: int = NARROW

    def link(self, form: str, look: str = "") -> str:
        return self.asked.link(f"{self.place}.{form}", look=look)


def charts_of_goal(asked: Asked, told: GoalPage) -> list[ShownChart]:
    return [
        ShownChart(goal_chart(asked.view, told, name), f"/goals/{told.code}/charts/{name}", asked)
        for name in GOAL_CHARTS
    ]


def charts_of_coalition(asked: Asked, slug: str) -> dict[str, ShownChart]:
    return {
        name: ShownChart(coalition_chart(asked.view, slug, name), f"/coalitions/{slug}/charts/{name}", asked)
        for name in COALITION_CHARTS
    }


@page
def of_goal(request: HttpRequest, asked: Asked, code: str, file: str) -> HttpResponse:
    name, form = _name_and_form(file)
    told = goal_page(asked.view, code)
    return _answer(request, asked, goal_chart(asked.view, told, name), (f"goal {code}", name, form))


@page
def of_coalition(request: HttpRequest, asked: Asked, slug: str, file: str) -> HttpResponse:
    name, form = _name_and_form(file)
    coalition_page(asked.view, slug)
    return _answer(request, asked, coalition_chart(asked.view, slug, name), (f"coalition {slug}", name, form))


def _name_and_form(file: str) -> tuple[str, str]:
    name, _, form = file.rpartition(".")
    if form not in TYPES:
        raise UnknownRecord("chart", file)
    return name, form


def _answer(request: HttpRequest, asked: Asked, chart: Chart, named: tuple[str, str, str]) -> HttpResponse:
    """A chart without anything to draw has no picture; the page says so in words."""
    owner, name, form = named
    if not chart.is_drawn:
        raise UnknownRecord("chart", name)
    look = LOOKS.get(request.GET.get("look", ""), DOWNLOAD)
    if form == "csv":
        body = _table(chart)
    elif form == "json":
        body = json.dumps(dressed(chart, look), ensure_ascii=False, indent=1).encode()
    else:
        body = picture(asked.view, chart, form=form, look=look, of=f"{name} of {owner}")
    response = HttpResponse(body, content_type=TYPES[form])
    kind = "attachment" if form == "csv" else "inline"
    response.headers["Content-Disposition"] = f'{kind}; filename="{name}-{asked.as_of.isoformat()}.{form}"'
    return response


def _table(chart: Chart) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(chart.columns)
    writer.writerows([_cells(list(row.values())) for row in chart.rows])
    return out.getvalue().encode()


def _cells(values: Sequence[str | int | float | None]) -> list[str | int | float]:
    return [
        f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else "" if value is None else value
        for value in values
    ]
