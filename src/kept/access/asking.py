"""Reading what every request may ask: a day, a moment of knowledge, and from which address it comes.

Pages and API read the same words in the same way; what cannot be read is refused, never guessed.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext

from kept.errors import Misuse

FIRST_YEAR, LAST_YEAR = 1900, 2999
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?", re.ASCII)


class BadAddress(Misuse):
    """A parameter of an address that cannot be read; its words are shown."""


def day_told(name: str, text: str) -> date:
    """The day that a parameter names; raises BadAddress for anything but a whole day of these centuries."""
    try:
        day = date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _unreadable(name, text, gettext("a day, like 2026-11-21"))
    return day


def moment_told(name: str, text: str) -> datetime:
    """A moment, or the end of a day: what was recorded on the day was known by it."""
    if DAY.fullmatch(text):
        return datetime.combine(day_told(name, text), time.max, UTC)
    try:
        moment = datetime.fromisoformat(text) if MOMENT.fullmatch(text) else None
    except ValueError:
        moment = None
    if moment is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise _unreadable(name, text, gettext("a day or a moment, like 2026-11-21 or 2026-11-21T12:00"))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def address_of(request: HttpRequest) -> str:
    """Where a request comes from; a proxy's word counts only where the settings name its address."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.KEPT_HOST else ""
    return str(forwarded).rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))


def _unreadable(name: str, text: str, expected: str) -> BadAddress:
    told = text if len(text) <= 40 else f"{text[:40]}…"
    words = gettext("The address asks for %(name)s “%(told)s”. Expected is %(expected)s, from %(first)s to %(last)s.")
    return BadAddress(
        words % {"name": name, "told": told, "expected": expected, "first": FIRST_YEAR, "last": LAST_YEAR}
    )
