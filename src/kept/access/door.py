"""The one door: every reading names the model and the actor, and gets the rows released to that actor (R9)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn, TypeVar

from django.db.models import QuerySet

from kept.access.actors import Actor
from kept.access.records import Record
from kept.access.release import released_to
from kept.errors import NothingOverwritten, PassedTheDoor

AnyRecord = TypeVar("AnyRecord", bound=Record)
CHUNK = 5000
"""Values in one question; databases limit them."""


class Rows(QuerySet[AnyRecord]):
    """Rows that can be read in every way, and changed in none."""

    def update(self, **_values: object) -> NoReturn:
        raise NothingOverwritten(self.model.__name__)

    def delete(self) -> NoReturn:
        raise NothingOverwritten(self.model.__name__)

    def bulk_update(self, *_given: object, **_options: object) -> NoReturn:
        raise NothingOverwritten(self.model.__name__)

    def bulk_create(self, *_given: object, **_options: object) -> NoReturn:
        """Refused like the others: a row that did not come in through the journal has no place in the chain."""
        raise NothingOverwritten(self.model.__name__)

    def select_related(self, *_names: object) -> NoReturn:
        """Refused: the row at the other end would come along without being asked to whom it is released."""
        raise PassedTheDoor(self.model.__name__)


def rows(model: type[AnyRecord], actor: Actor) -> Rows[AnyRecord]:
    """The rows of `model` that are released to `actor`, in the order in which they were recorded."""
    return Rows(model=model).filter(released_to(actor)).order_by("id")


def taken(model: type[Record], field: str, values: Iterable[Any]) -> set[Any]:
    """Which of these values a unique field holds already, to whomever the rows are released.

    What may not be stored twice must be seen by everybody who stores; only that a value is there is told.
    """
    found: set[Any] = set()
    wanted = list(dict.fromkeys(values))
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        found.update(Rows(model=model).filter(**{f"{field}__in": chunk}).values_list(field, flat=True))
    return found


def just_added(model: type[AnyRecord], number: int) -> AnyRecord:
    """The row that the caller has added this moment, also where it is released to somebody else."""
    return Rows(model=model).get(id=number)
