"""A valid row of any table, filled by the kinds of its columns, for tests that hold for every table."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from django.db import models

from kept.access.journal import append
from kept.access.records import Record
from tests.cast import STAMP

OWN_COLUMNS = frozenset({"id", "recorded_at", "recorded_by", "hash", "release"})
_numbers = count(1)


def sample(model: type[Record], **given: Any) -> dict[str, Any]:
    """Values of every column that the store does not fill itself; rows that it points to are added."""
    row = dict(given)
    for field in model._meta.concrete_fields:
        column = field.column or field.name
        if column not in row and column not in OWN_COLUMNS:
            row[column] = _value(field)
    return row


def add(model: type[Record], **given: Any) -> int:
    """Add one such row; returns its id."""
    return append(model, [sample(model, **given)], STAMP)[0]


def _value(field: models.Field[Any, Any]) -> Any:
    if isinstance(field, models.ForeignKey):
        target = field.related_model
        return None if field.null or not issubclass(target, Record) else add(target)
    if isinstance(field, models.DateField):
        return date(2024, 2, 29)
    number = next(_numbers)
    return number if isinstance(field, models.IntegerField) else f"é{number}"[: field.max_length]
