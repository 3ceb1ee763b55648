"""Buckets of tokens: how many at once, how soon again, and that they never grow without end."""

from __future__ import annotations

import pytest

from kept.api import limits
from kept.api.limits import Buckets, Limit


def test_a_burst_is_let_through_and_then_so_many_a_second() -> None:
    buckets, limit = Buckets(), Limit(3, 0.5)
    assert [buckets.take("a", limit, 100.0) for _ in range(5)] == [0, 0, 0, 2, 2]
    assert buckets.take("b", limit, 100.0) == 0
    assert buckets.take("a", limit, 101.0) == 1
    assert buckets.take("a", limit, 102.0) == 0
    assert [buckets.take("a", limit, 1000.0) for _ in range(4)] == [0, 0, 0, 2]


def test_the_bucket_asked_longest_ago_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_BUCKETS", 2)
    buckets, limit = Buckets(), Limit(1, 0.1)
    for name in ("a", "b", "a", "c"):
        buckets.take(name, limit, 1.0)
    assert buckets.take("a", limit, 1.0) > 0
    assert buckets.take("b", limit, 1.0) == 0
