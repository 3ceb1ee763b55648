"""Every answer that is no answer has one shape: {"error": {"code", "message", "hint"}}; codes are stable."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja.errors import ValidationError

from kept.access.asking import BadAddress
from kept.errors import KeptError, Misuse, NotAllowed, UnknownRecord

LOG = logging.getLogger("kept.api")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of failure: its status, what happened, and what to do."""

    status: int
    message: str
    hint: str


KINDS = {
    "bad-request": Kind(400, "The request could not be read.", "Send a GET request as /api/v1 describes."),
    "bad-parameter": Kind(400, "A parameter cannot be read.", "Look up its meaning in /api/v1/openapi.json."),
    "bad-key": Kind(
        401,
        "The key is none that stands: it was mistyped or taken back, or its owner's account does not stand.",
        "Send 'Authorization: Bearer KEY' with a key that stands, or no such header to read what is public.",
    ),
    "not-allowed": Kind(403, "That is not yours to do.", "Ask with the key of somebody who may."),
    # What is not there and what is not released are one answer (R9).
    "not-there": Kind(404, "There is no such thing, or it is not released to you.", "Begin with the lists in /api/v1."),
    "bad-method": Kind(405, "The API only reads.", "Send a GET request."),
    "too-many": Kind(429, "Too many questions at once.", "Wait as many seconds as Retry-After says, then go on."),
    "failed": Kind(500, "The answer could not be made.", "Try again, or tell whoever runs this server."),
    "unusable": Kind(503, "The store cannot be used now.", "Try again later, or tell whoever runs this server."),
}


def answer(value: Any, status: int = 200) -> HttpResponse:
    """A value as JSON."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return HttpResponse(text, content_type="application/json; charset=utf-8", status=status)


def failure(code: str, message: str = "", hint: str = "") -> HttpResponse:
    kind = KINDS[code]
    told = {"code": code, "message": message or kind.message, "hint": hint or kind.hint}
    return answer({"error": told}, kind.status)


def refused(request: HttpRequest, error: KeptError) -> HttpResponse:
    """What a room has refused."""
    if isinstance(error, UnknownRecord):
        return failure("not-there")
    if isinstance(error, NotAllowed):
        return failure("not-allowed", str(error))
    if isinstance(error, BadAddress):
        return failure("bad-parameter", str(error))
    if isinstance(error, Misuse):
        return failure("bad-request", str(error))
    LOG.error("%s: %s", request.path, error)
    return failure("unusable")


def unreadable(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Parameters that are not of their kind, each with what was expected."""
    told = [f"{one['loc'][-1]}: {one['msg']}" for one in error.errors[:5]]
    return failure("bad-parameter", f"What was asked cannot be read: {'; '.join(told)}.")


def failed(request: HttpRequest, error: Exception) -> HttpResponse:
    """A fault of the program: the log tells it, the answer does not."""
    LOG.error("%s", request.path, exc_info=error)
    return failure("failed")
