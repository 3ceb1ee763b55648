"""What a person with the database's password could do past the program: raw statements, triggers dropped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from kept.access.journal import columns
from kept.access.records import Record


def run(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """Run one raw statement; returns its rows, if it has any."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall()) if cursor.description else []


def ready() -> None:
    """Let PostgreSQL check its foreign keys now, for it changes no table while checks are waiting."""
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE")


def drop_triggers(table: str) -> None:
    ready()
    if connection.vendor == "postgresql":
        found = run("SELECT tgname FROM pg_trigger WHERE tgrelid = CAST(%s AS regclass) AND NOT tgisinternal", table)
    else:
        found = run("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", table)
    assert found, f"{table} has no triggers"
    for (name,) in found:
        run(f"DROP TRIGGER {name} ON {table}" if connection.vendor == "postgresql" else f"DROP TRIGGER {name}")


def copy_row(model: type[Record], verb: str = "INSERT", **changed: Any) -> str:
    """A statement that inserts the table's first row again, with other values in some columns."""
    names = columns(model)
    told = ", ".join(connection.ops.quote_name(name) for name in names)
    values = ", ".join(str(changed.get(name, connection.ops.quote_name(name))) for name in names)
    return f"{verb} INTO {model._meta.db_table} ({told}) SELECT {values} FROM {model._meta.db_table} WHERE id = 1"


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is taken back at the end, so that a property can try again from the start."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
