"""Proving the store: every chained table is read again from its first row, and the first broken row is named."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.apps import apps
from django.db import connection, models

from kept.access.journal import columns, row_hash
from kept.access.records import ChainHead, Record
from kept.vocabulary.findings import Finding, finding


def chained_models() -> list[type[Record]]:
    """Every model whose rows are chained, in the order of the rooms."""
    return [model for model in apps.get_models() if issubclass(model, Record)]


def verify_chains() -> tuple[dict[str, int], list[Finding]]:
    """Rows read per table, and a finding for the first broken row of each table that is not whole."""
    counts: dict[str, int] = {}
    findings: list[Finding] = []
    for model in chained_models():
        count, broken = verify_chain(model)
        counts[model._meta.db_table] = count
        findings.extend(broken)
    return counts, findings


def verify_chain(model: type[Record]) -> tuple[int, list[Finding]]:
    """Read one table from its first row; stops at the first row that does not follow from the one before."""
    table, names = model._meta.db_table, columns(model)
    told = ", ".join(connection.ops.quote_name(name) for name in names)
    previous, expected = "", 1
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {told} FROM {table} ORDER BY id")
        readers = _readers(model)
        while batch := cursor.fetchmany(5000):
            for row in batch:
                values = [reader(value) for reader, value in zip(readers, row[:-1], strict=True)]
                if values[names.index("id")] != expected:
                    return expected - 1, [_broken(table, expected, "the row is missing")]
                if row_hash(previous, values) != row[-1]:
                    return expected - 1, [_broken(table, expected, "what it says does not match its hash")]
                previous, expected = row[-1], expected + 1
    return expected - 1, _check_head(table, last_id=expected - 1, last_hash=previous)


def _check_head(table: str, *, last_id: int, last_hash: str) -> list[Finding]:
    head = ChainHead.objects.filter(table=table).first()
    known = (head.last_id, head.last_hash) if head else (0, "")
    if known == (last_id, last_hash):
        return []
    if known[0] > last_id:
        return [_broken(table, last_id + 1, f"the row is missing: {known[0]} rows were recorded")]
    if known[0] == last_id:
        return [_broken(table, last_id, "it was exchanged with its hash, which is not the one that was recorded last")]
    return [_broken(table, known[0] + 1, "the row was added behind the program's back")]


def _broken(table: str, row: int, why: str) -> Finding:
    return finding("chain-broken", f"{table} row {row}: {why}", f"{table}:{row}")


def _readers(model: type[Record]) -> list[Any]:
    """How each column's raw value becomes what was hashed."""
    kinds = {field.column: field for field in model._meta.concrete_fields}
    readers: list[Any] = []
    for name in columns(model)[:-1]:
        if isinstance(kinds[name], models.DateTimeField):
            readers.append(_moment)
        elif isinstance(kinds[name], models.DateField):
            readers.append(_day)
        else:
            readers.append(lambda value: value)
    return readers


def _moment(value: Any) -> datetime | None:
    if value is None:
        return None
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def heads() -> tuple[tuple[str, int, str], ...]:
    """The state of the whole store: the last row of each chained table. It changes with every row that is added."""
    return tuple(ChainHead.objects.order_by("table").values_list("table", "last_id", "last_hash"))
