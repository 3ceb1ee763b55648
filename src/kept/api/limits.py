"""How many questions one key or one address may ask: a bucket of tokens each, filled again as time goes by.

The buckets lie in the process. A server of several processes lets through as many times more; that is a limit against
haste, and no lock.
"""

from __future__ import annotations

from collections import OrderedDict
from math import ceil
from threading import Lock
from typing import NamedTuple

MOST_BUCKETS = 10_000
"""Buckets kept; the one that was asked longest ago goes first, and by then it is full again."""


class Limit(NamedTuple):
    """Questions at once, and then each second."""

    burst: int
    per_second: float


class Buckets:
    """The buckets of one process: name → (tokens left, when they were counted)."""

    def __init__(self) -> None:
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def take(self, name: str, limit: Limit, now: float) -> int:
        """Take a token and give 0, or the seconds until there is one; `now` is a clock that only goes on."""
        with self._lock:
            left, counted = self._left.pop(name, (float(limit.burst), now))
            left = min(limit.burst, left + (now - counted) * limit.per_second)
            wait = 0 if left >= 1 else ceil((1 - left) / limit.per_second)
            self._left[name] = (left if wait else left - 1, now)
            while len(self._left) > MOST_BUCKETS:
                self._left.popitem(last=False)
        return wait

    def forget(self) -> None:
        """Every bucket full again."""
        with self._lock:
            self._left.clear()
