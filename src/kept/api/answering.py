"""What every question meets before its operation: key, limit, method, and whether the asker has the answer already."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from time import monotonic

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags
from django.views.decorators.csrf import csrf_exempt

from kept import __version__
from kept.access.verify import heads
from kept.api.callers import Caller, caller_of, today
from kept.api.failures import failure
from kept.api.limits import Buckets, Limit

View = Callable[..., HttpResponse]
buckets = Buckets()


def answered(view: View) -> View:
    """The view with the door's own answers before it; no cookie counts, so a foreign form has nothing to use."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        caller = caller_of(request)
        response = _turned_away(request, caller) or _answer(view, request, caller, *args, **kwargs)
        response.headers["Vary"] = "Authorization"
        response.headers["Cache-Control"] = "private, no-cache" if caller.has_key else "no-cache"
        return response

    return csrf_exempt(answer)


def _turned_away(request: HttpRequest, caller: Caller) -> HttpResponse | None:
    """The answer to who may not ask, or does not ask so that it can be read."""
    limit = Limit(*settings.API_LIMITS["key" if caller.has_key else "address"])
    if wait := buckets.take(caller.counted, limit, monotonic()):
        response = failure("too-many")
        response.headers["Retry-After"] = str(wait)
        return response
    if not caller.is_known:
        response = failure("bad-key")
        response.headers["WWW-Authenticate"] = 'Bearer realm="Kept"'
        return response
    if request.method not in ("GET", "HEAD"):
        response = failure("bad-method")
        response.headers["Allow"] = "GET, HEAD"
        return response
    # PostgreSQL takes no such character in a question; nothing that is stored has one.
    if "\0" in request.path:
        return failure("not-there")
    if any("\0" in text for pair in request.GET.lists() for text in (pair[0], *pair[1])):
        return failure("bad-parameter", "A parameter holds a character that no text has (U+0000).")
    return None


def _answer(view: View, request: HttpRequest, caller: Caller, *args: object, **kwargs: object) -> HttpResponse:
    tag = entity_tag(request, caller)
    # '*' asks whether there is any answer, which only the operation knows.
    if tag in {one.removeprefix("W/") for one in parse_etags(request.headers.get("If-None-Match", ""))}:
        response = HttpResponse(status=304)
        del response.headers["Content-Type"]
    else:
        is_head, request.method = request.method == "HEAD", "GET"
        response = view(request, *args, **kwargs)
        if is_head:
            response.content = b""
    if response.status_code in (200, 304):
        response.headers["ETag"] = tag
    return response


def entity_tag(request: HttpRequest, caller: Caller) -> str:
    """The same for the same question by somebody who may read the same, until a row is added or the day ends."""
    told = (__version__, heads(), request.get_full_path(), caller.marks, today())
    return f'"{sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:40]}"'
