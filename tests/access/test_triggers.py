"""Every kept table refuses to be changed, whatever the statement and whoever sends it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction

from kept.access.journal import columns
from kept.access.records import Record
from kept.access.verify import chained_models, verify_chain
from tests.behind_the_back import copy_row, ready, run
from tests.sample_rows import add

pytestmark = pytest.mark.django_db

every_table = pytest.mark.parametrize("model", chained_models(), ids=lambda model: str(model._meta.db_table))


@pytest.fixture(autouse=True)
def _only_the_triggers_stand_guard() -> Iterator[None]:
    """Other programs do not set this switch of ours, by which SQLite tells DELETE triggers of a replaced row."""
    if connection.vendor == "sqlite":
        run("PRAGMA recursive_triggers = OFF")
    yield
    if connection.vendor == "sqlite":
        run("PRAGMA recursive_triggers = ON")


@contextmanager
def refused(model: type[Record]) -> Iterator[None]:
    """The statements inside are refused by the rule, and change nothing."""
    ready()
    before = verify_chain(model)
    assert before[0] > 0
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        yield
    assert verify_chain(model) == before
    assert before[1] == []


def unique_columns(model: type[Record]) -> list[tuple[str, ...]]:
    """What is unique besides `id`, as groups of columns."""
    fields = {field.name: field.column or field.name for field in model._meta.concrete_fields}
    single = [(fields[f.name],) for f in model._meta.concrete_fields if f.unique and not f.primary_key]
    joint = [c.fields for c in model._meta.constraints if isinstance(c, models.UniqueConstraint)]
    return [*single, *(tuple(fields[name] for name in names) for names in joint)]


def filled(model: type[Record]) -> int:
    """A row whose unique columns all hold a value, the pointer to a reversed movement among them."""
    given: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if isinstance(field, models.OneToOneField) and issubclass(field.related_model, Record):
            given[field.attname] = add(field.related_model)
    return add(model, **given)


@every_table
def test_update_is_refused(model: type[Record]) -> None:
    add(model)
    with refused(model):
        run(f"UPDATE {model._meta.db_table} SET release = 'owner:GB'")


@every_table
def test_delete_is_refused(model: type[Record]) -> None:
    add(model)
    with refused(model):
        run(f"DELETE FROM {model._meta.db_table}")


@every_table
def test_an_insert_that_would_update_instead_is_refused(model: type[Record]) -> None:
    add(model)
    with refused(model):
        run(f"{copy_row(model)} ON CONFLICT (id) DO UPDATE SET release = 'owner:GB'")


@every_table
def test_no_other_statement_of_this_database_replaces_or_empties(model: type[Record]) -> None:
    last = filled(model)
    for statement in (*replacing(model, last), *emptying(model)):
        with refused(model):
            run(statement)


def replacing(model: type[Record], last: int) -> list[str]:
    """SQLite lets a new row take the place of another that has its number, or any other unique value of it."""
    if connection.vendor != "sqlite":
        return []
    same_number = [copy_row(model, verb, release="'owner:GB'") for verb in ("REPLACE", "INSERT OR REPLACE")]
    same_value = copy_row(model, "INSERT OR REPLACE", id=last + 1).replace("id = 1", f"id = {last}")
    return [*same_number, same_value] if unique_columns(model) else same_number


def emptying(model: type[Record]) -> list[str]:
    table = model._meta.db_table
    return [f"TRUNCATE {table} CASCADE"] if connection.vendor == "postgresql" else []


def test_the_chain_of_a_table_covers_all_its_columns() -> None:
    for model in chained_models():
        assert len(columns(model)) == len(model._meta.concrete_fields)
        assert columns(model)[-1] == "hash"
