"""Remembering what was worked out: the store only grows, so an answer holds until a row is added (R3, R9, R10)."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

from kept.access.release import open_marks
from kept.access.verify import heads
from kept.ledger.flows import View

Answer = TypeVar("Answer")
LARGEST = 256
"""Answers kept in one process; the oldest go first."""

_answers: OrderedDict[Hashable, object] = OrderedDict()
_lock = Lock()


def remembered(name: str, view: View, make: Callable[[], Answer]) -> Answer:
    """The answer of `make` for this view, worked out once for each state of the store and each set of release marks."""
    actor = view.actor
    seen = ("everything",) if actor.sees_everything else (*open_marks(actor), actor.party or "")
    key = (name, seen, view.as_of, view.recorded_by, heads())
    with _lock:
        if key in _answers:
            _answers.move_to_end(key)
            return cast(Answer, _answers[key])
    answer = make()
    with _lock:
        _answers[key] = answer
        while len(_answers) > LARGEST:
            _answers.popitem(last=False)
    return answer
