"""Database triggers that refuse UPDATE, DELETE and replacement, whoever asks and by whatever program (R3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import migrations

MESSAGE = "rows of this table are never changed or deleted (R3)"

POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION kept_nothing_overwritten() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%: {MESSAGE}', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""


def _postgres(table: str) -> list[str]:
    return [
        POSTGRES_FUNCTION,
        f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION kept_nothing_overwritten();",
        f"CREATE TRIGGER {table}_kept_whole BEFORE TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION kept_nothing_overwritten();",
    ]


Unique = tuple[str | tuple[str, ...], ...]
"""What is unique besides `id`: a column, or several together."""


def _sqlite(table: str, unique: Unique) -> list[str]:
    """REPLACE deletes without a DELETE trigger, so a row that would take another's place is refused at INSERT."""
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table}: {MESSAGE}'); END;"
    groups = [(names,) if isinstance(names, str) else names for names in ("id", *unique)]
    taken = " OR ".join("(" + " AND ".join(f'"{name}" = NEW."{name}"' for name in names) + ")" for names in groups)
    return [
        f"CREATE TRIGGER {table}_kept_update BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_kept_delete BEFORE DELETE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_kept_insert BEFORE INSERT ON {table}"
        f" WHEN EXISTS (SELECT 1 FROM {table} WHERE {taken}) {refuse}",
    ]


def keep(**tables: Unique) -> migrations.RunPython:
    """A migration step that protects tables; each is named with its unique columns besides `id`."""

    def protect(apps: Any, schema_editor: Any) -> None:
        for table, unique in tables.items():
            statements = _sqlite(table, unique) if schema_editor.connection.vendor == "sqlite" else _postgres(table)
            for statement in statements:
                # Not schema_editor.execute: it would read the percent sign of a message as a place.
                with schema_editor.connection.cursor() as cursor:
                    cursor.execute(statement)

    backwards: Callable[..., None] = migrations.RunPython.noop
    return migrations.RunPython(protect, backwards)
