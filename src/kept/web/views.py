"""The pages: each asks one question of the rooms and shows the answer."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import resources

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kept.access.actors import PUBLIC
from kept.ledger.flows import View
from kept.publishing.summary import summarise


def home(request: HttpRequest) -> HttpResponse:
    """The summary, as of today, with what is released to everybody."""
    told = summarise(View(PUBLIC, datetime.now(UTC).date()))
    return render(request, "home.html", {"told": told})


def style(_request: HttpRequest) -> HttpResponse:
    return _file("kept.css", "text/css; charset=utf-8")


def icon(_request: HttpRequest) -> HttpResponse:
    return _file("icon.svg", "image/svg+xml")


def _file(name: str, kind: str) -> HttpResponse:
    text = resources.files("kept.web").joinpath("static", name).read_text(encoding="utf-8")
    return HttpResponse(text, content_type=kind, headers={"Cache-Control": "max-age=3600"})


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "message.html", {"title": "Not there", "words": NOT_THERE}, status=404)


def failed(request: HttpRequest) -> HttpResponse:
    return render(request, "message.html", {"title": "That did not work", "words": FAILED}, status=500)


NOT_THERE = "There is no such page, or it is not released to you. The summary is a good place to start again."
FAILED = "The page could not be made. Nothing was changed; try again, or tell whoever runs this server."
