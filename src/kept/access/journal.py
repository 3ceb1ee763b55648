"""Adding rows: the only way in, which numbers them, chains them by hash, and writes many at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from typing import Any

from django.db import connection, models, transaction

from kept.access.actors import Actor
from kept.access.records import ChainHead, Record
from kept.access.release import checked
from kept.errors import NotAllowed

HEAD = ChainHead._meta.db_table


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who adds rows, and at which moment (both are arguments, never looked up: R10)."""

    by: Actor
    at: datetime

    def __post_init__(self) -> None:
        if not self.by.may_record:
            raise NotAllowed(self.by, "record anything; sign in as analyst or office")
        if self.at.tzinfo is None:
            raise ValueError("the moment of recording needs a time zone")


@cache
def columns(model: type[Record]) -> tuple[str, ...]:
    """The database's columns of a model, `hash` last."""
    names = [field.column or field.name for field in model._meta.concrete_fields]
    return (*(name for name in names if name != "hash"), "hash")


def row_hash(previous: str, values: Sequence[Any]) -> str:
    """SHA-256 over the previous row's hash and this row's values in column order, as compact JSON."""
    return sha256(ENCODE([previous, *values]).encode("utf-8", "surrogatepass")).hexdigest()


def plain(value: Any) -> str:
    """Days and moments as ISO 8601 text, the same for both databases and in whatever time zone a moment is told."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a {type(value).__name__} has no place in a chained row")


ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=plain).encode


def append(model: type[Record], rows: Iterable[Mapping[str, Any]], stamp: Stamp) -> list[int]:
    """Add rows (field name → value) in one transaction; returns their ids. A row may carry its own `release` mark."""
    given = list(rows)
    names = [name for name in columns(model) if name not in _OWN]
    defaults = {f.column or f.name: (f.get_default() if f.has_default() else None) for f in model._meta.concrete_fields}
    strange = {key for row in given for key in row} - set(names)
    if strange:
        raise TypeError(f"{model.__name__} has no column {sorted(strange)[0]!r}")
    tuples = [tuple(row.get(name, defaults[name]) for name in names) for row in given]
    return append_tuples(model, names, tuples, stamp)


_OWN = frozenset({"id", "recorded_at", "recorded_by", "hash"})


def append_tuples(
    model: type[Record], names: Sequence[str], tuples: Sequence[tuple[Any, ...]], stamp: Stamp
) -> list[int]:
    """The fast way in for many rows: `tuples` hold the values of the columns `names` (all but the store's own)."""
    if not tuples:
        return []
    at = tuple(names).index("release")
    for mark in {row[at] for row in tuples}:
        checked(str(mark))
    table = model._meta.db_table
    order, days = _positions(model, tuple(names)), _day_columns(model)
    moment = columns(model).index("recorded_at")
    kept_moment = connection.ops.adapt_datetimefield_value(stamp.at)
    with transaction.atomic():
        last_id, last_hash = _take_head(table)
        ready = []
        for row in tuples:
            last_id += 1
            own = (last_id, plain(stamp.at), stamp.by.name)
            values = [own[-place - 1] if place < 0 else row[place] for place in order]
            for place in days:
                values[place] = plain(values[place]) if values[place] is not None else None
            last_hash = row_hash(last_hash, values)
            values[moment] = kept_moment
            values.append(last_hash)
            ready.append(values)
        _insert(model, ready)
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {HEAD} SET last_id = %s, last_hash = %s WHERE {_quoted('table')} = %s",
                [last_id, last_hash, table],
            )
    return list(range(last_id - len(tuples) + 1, last_id + 1))


@cache
def _positions(model: type[Record], names: tuple[str, ...]) -> tuple[int, ...]:
    """For each column where its value comes from: an index into the given tuple, or below zero the store's own."""
    own = {"id": -1, "recorded_at": -2, "recorded_by": -3}
    return tuple(own[name] if name in own else names.index(name) for name in columns(model)[:-1])


def hold(model: type[Record]) -> None:
    """Within a transaction: nobody else adds rows of the model until it ends, so that what is read of it stays true."""
    _take_head(model._meta.db_table)


def _take_head(table: str) -> tuple[int, str]:
    """The chain's last row, locked until the transaction ends (SQLite has locked the file already)."""
    name = _quoted("table")
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {HEAD} ({name}, last_id, last_hash) VALUES (%s, 0, '') ON CONFLICT DO NOTHING", [table]
        )
        lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
        cursor.execute(f"SELECT last_id, last_hash FROM {HEAD} WHERE {name} = %s{lock}", [table])
        row = cursor.fetchone()
    return int(row[0]), str(row[1])


def _insert(model: type[Record], ready: list[list[Any]]) -> None:
    """One statement for all rows."""
    names = columns(model)
    places = ", ".join(["%s"] * len(names))
    told = ", ".join(_quoted(name) for name in names)
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {model._meta.db_table} ({told}) VALUES ({places})", ready)


@cache
def _day_columns(model: type[Record]) -> tuple[int, ...]:
    """The columns that hold a day; `recorded_at` is the only moment of a record."""
    kinds = {field.column: field for field in model._meta.concrete_fields}
    return tuple(
        place
        for place, name in enumerate(columns(model))
        if isinstance(kinds[name], models.DateField) and not isinstance(kinds[name], models.DateTimeField)
    )


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
