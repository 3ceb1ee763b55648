"""The pages: each asks one question of the rooms and shows the answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from kept.publishing.remembered import remembered
from kept.publishing.summary import summarise
from kept.web.asking import Asked, not_there, page, show


@page
def home(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The summary, with what is released to the one who asks."""
    told = remembered("summary", asked.view, lambda: summarise(asked.view))
    return show(request, "home.html", {"told": told})


@page
def about(request: HttpRequest, asked: Asked) -> HttpResponse:
    return show(request, "about.html", {})


@page
def help_page(request: HttpRequest, asked: Asked) -> HttpResponse:
    return show(request, "help.html", {})


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not there and not yours are one answer."""
    return not_there(request)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that was refused before anything was asked; who asks is not known then."""
    words = gettext("The request could not be read. Nothing was changed; start again from the summary.")
    return render(request, "message.html", {"title": gettext("Not understood"), "words": words}, status=400)


def failed(request: HttpRequest) -> HttpResponse:
    words = gettext("The page could not be made. Nothing was changed; try again, or tell whoever runs this server.")
    return render(request, "message.html", {"title": gettext("That did not work"), "words": words}, status=500)
