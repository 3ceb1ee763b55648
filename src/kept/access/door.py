"""The one door: every reading names the model and the actor, and gets the rows released to that actor (R9)."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import QuerySet

from kept.access.actors import Actor
from kept.access.records import Record
from kept.access.release import released_to
from kept.errors import NothingOverwritten

AnyRecord = TypeVar("AnyRecord", bound=Record)


class Rows(QuerySet[AnyRecord]):
    """Rows that can be read in every way, and changed in none."""

    def update(self, **values: object) -> int:
        raise self._refused()

    def delete(self) -> tuple[int, dict[str, int]]:
        raise self._refused()

    def _refused(self) -> Exception:
        return NothingOverwritten(self.model.__name__)


def rows(model: type[AnyRecord], actor: Actor) -> Rows[AnyRecord]:
    """The rows of `model` that are released to `actor`, in the order in which they were recorded."""
    return Rows(model=model).filter(released_to(actor)).order_by("id")
