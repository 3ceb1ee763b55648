"""What was typed into a form after the sign-in had run out: carried through the sign-in, and back into the form."""

from __future__ import annotations

from django.http import HttpRequest

KEY = "kept.typed"
PREFIX = "typed."
MOST_FIELDS = 60
LONGEST = 20_000


def field(request: HttpRequest, name: str) -> str:
    """A field of the form as it can be stored: no null character, and one kind of line end."""
    return request.POST.get(name, "").replace("\0", "\ufffd").replace("\r\n", "\n").strip()[:LONGEST]


def of_form(request: HttpRequest) -> list[tuple[str, str]]:
    """All fields of the form that was sent, but the proof that it is ours."""
    names = [name for name in request.POST if name != "csrfmiddlewaretoken"]
    return [(name, field(request, name)) for name in names[:MOST_FIELDS]]


def carried(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields that the sign-in page carries along."""
    return [(name.removeprefix(PREFIX), told) for name, told in of_form(request) if name.startswith(PREFIX)]


def remember(request: HttpRequest, path: str) -> None:
    """Keep what the sign-in page carried, until the form at `path` is opened."""
    if fields := carried(request):
        request.session[KEY] = {"path": path, "fields": fields}


def taken_up(request: HttpRequest) -> dict[str, str]:
    """What was typed into the form of this page before the sign-in; it is handed out once."""
    if request.session.get(KEY, {}).get("path") != request.path:
        return {}
    return dict(request.session.pop(KEY)["fields"])
