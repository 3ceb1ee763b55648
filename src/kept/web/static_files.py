"""Stylesheet, icon, fonts and what else pages load: named with their hash, so that a browser asks once.

An address that carries the hash of what it names never changes its answer; any other is asked for again each time.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from kept.errors import Misuse

FOLDER = Path(__file__).parent / "static"
KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}
# Every part of a path starts with a letter or a digit, so none leads up or to a hidden file.
NAME = re.compile(r"[a-z0-9][\w.-]*(?:/[a-z0-9][\w.-]*)*", re.ASCII | re.IGNORECASE)
LONGEST_NAME = 200
HASH_DIGITS = 12
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"


def static(name: str) -> str:
    """The address of a file, with its hash; a name that is not there is a mistake in a template."""
    path = found(name)
    if path is None:
        raise Misuse(f"no static file {name!r}; put it under kept/web/static, or mend the name")
    return f"/static/{name}?v={content_hash(path)}"


def found(name: str) -> Path | None:
    """The file of this name, if it lies under the static folder and is of a kind that pages load."""
    if len(name) > LONGEST_NAME or not NAME.fullmatch(name):
        return None
    path = (FOLDER / name).resolve()
    inside = path.is_relative_to(FOLDER.resolve()) and path.suffix in KINDS
    return path if inside and path.is_file() else None


def content_hash(path: Path) -> str:
    """The first digits of the file's SHA-256, counted anew when the file has changed."""
    told = path.stat()
    return _hash(path, told.st_mtime_ns, told.st_size)


@lru_cache(maxsize=256)
def _hash(path: Path, _changed: int, _size: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:HASH_DIGITS]


@require_safe
def static_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """One file; a browser that holds it already is told so."""
    path = found(name)
    if path is None:
        raise Http404
    counted = content_hash(path)
    answer = HttpResponse(path.read_bytes(), content_type=KINDS[path.suffix])
    answer.headers["Cache-Control"] = FOR_EVER if request.GET.get("v") == counted else ASK_AGAIN
    answer.headers["ETag"] = f'"{counted}"'
    told = get_conditional_response(request, etag=f'"{counted}"', response=answer)
    return told or answer
