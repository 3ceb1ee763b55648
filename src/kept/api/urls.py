"""Addresses of the API: its operations, what describes them, and one answer for every other address below /api."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path

from kept.api.answering import answered
from kept.api.failures import answer, failure
from kept.api.operations import api

ROOT = "api/v1"


@dataclass(frozen=True, slots=True)
class Described:
    """An operation as a row of the page that describes them."""

    path: str
    words: str
    parameters: tuple[str, ...]


def openapi() -> dict[str, Any]:
    """The description of every operation; a key is told, and needed by none."""
    told = dict(api.get_openapi_schema(path_prefix=f"/{ROOT}/"))
    told["components"] = {**told["components"], "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}}
    return {**told, "security": [{}, {"key": []}]}


def schema(_request: HttpRequest) -> HttpResponse:
    return answer(openapi())


def description(request: HttpRequest) -> HttpResponse:
    """Every operation on one page of our own; nothing of it comes from elsewhere."""
    operations = [
        Described(address, ways["get"]["summary"], tuple(one["name"] for one in ways["get"].get("parameters", [])))
        for address, ways in openapi()["paths"].items()
    ]
    return render(request, "operations.html", {"operations": operations})


def nothing(_request: HttpRequest, **_rest: str) -> HttpResponse:
    return failure("not-there")


def _operations() -> list[URLPattern]:
    """The operations, each behind the door's own answers."""
    found = []
    for one in api.urls[0]:
        assert isinstance(one, URLPattern)
        route = str(one.pattern)
        if route:
            found.append(path(f"{ROOT}/{route}", answered(one.callback)))
    return found


urlpatterns = [
    path(ROOT, answered(description)),
    path(f"{ROOT}/openapi.json", answered(schema)),
    *_operations(),
    path("api", answered(nothing)),
    path("api/<path:rest>", answered(nothing)),
]
