"""The ORM's own ways past the door and past the journal are closed, for every kept table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import models

from kept.access import door
from kept.access.records import Record
from kept.access.verify import chained_models
from kept.errors import NothingOverwritten, PassedTheDoor
from kept.evidence.models import Claim, Document
from tests.cast import OFFICE
from tests.sample_rows import add

pytestmark = pytest.mark.django_db

every_table = pytest.mark.parametrize("model", chained_models(), ids=lambda model: str(model._meta.db_table))

READINGS: dict[str, Callable[[Any], Any]] = {
    "all": lambda manager: list(manager.all()),
    "count": lambda manager: manager.count(),
    "filter": lambda manager: manager.filter(id=1),
    "get": lambda manager: manager.get(id=1),
    "none": lambda manager: manager.none(),
    "raw": lambda manager: manager.raw("SELECT 1"),
    "values": lambda manager: manager.values("id"),
    "iterator": lambda manager: manager.iterator(),
    "create": lambda manager: manager.create(),
    "bulk_create": lambda manager: manager.bulk_create([]),
    "update": lambda manager: manager.update(release="public"),
    "update_or_create": lambda manager: manager.update_or_create(id=1),
    "delete": lambda manager: manager.all().delete(),
    "using": lambda manager: manager.using("default"),
}


@every_table
@pytest.mark.parametrize("reading", READINGS.values(), ids=READINGS)
@pytest.mark.parametrize("manager", ["objects", "_default_manager", "_base_manager"])
def test_no_manager_gives_a_row(model: type[Record], manager: str, reading: Callable[[Any], Any]) -> None:
    with pytest.raises(PassedTheDoor):
        reading(getattr(model, manager))


@every_table
def test_a_row_is_neither_saved_nor_deleted_nor_read_again(model: type[Record]) -> None:
    row = door.rows(model, OFFICE).get(id=add(model))
    with pytest.raises(NothingOverwritten):
        row.save()
    with pytest.raises(NothingOverwritten):
        row.save(update_fields=["release"])
    with pytest.raises(NothingOverwritten):
        row.delete()
    with pytest.raises(PassedTheDoor):
        row.refresh_from_db()


@every_table
def test_a_new_row_is_not_saved_past_the_journal(model: type[Record]) -> None:
    with pytest.raises(NothingOverwritten):
        model().save()


CHANGES: dict[str, Callable[[Any], Any]] = {
    "update": lambda rows: rows.update(release="public"),
    "update of some": lambda rows: rows.filter(id=1).update(release="public"),
    "delete": lambda rows: rows.delete(),
    "delete of some": lambda rows: rows.exclude(id=2).order_by().delete(),
    "bulk_update": lambda rows: rows.bulk_update([rows.get(id=1)], ["release"]),
    "bulk_create": lambda rows: rows.bulk_create([rows.get(id=1)]),
    "create": lambda rows: rows.create(),
    "get_or_create": lambda rows: rows.get_or_create(id=2),
    "update_or_create": lambda rows: rows.update_or_create(id=1, defaults={"release": "owner:GB"}),
}


@every_table
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_rows_from_the_door_can_be_changed_in_no_way(model: type[Record], change: Callable[[Any], Any]) -> None:
    add(model)
    before = list(door.rows(model, OFFICE).values())
    with pytest.raises(NothingOverwritten):
        change(door.rows(model, OFFICE))
    assert list(door.rows(model, OFFICE).values()) == before


def pointers() -> list[tuple[type[Record], models.Field[Any, Any]]]:
    """Every column that points to a kept row."""
    found = [(model, field) for model in chained_models() for field in model._meta.concrete_fields]
    return [(m, f) for m, f in found if f.related_model and issubclass(f.related_model, Record)]


every_pointer = pytest.mark.parametrize(
    ("model", "field"), [pytest.param(m, f, id=f"{m.__name__}.{f.name}") for m, f in pointers()]
)


@every_pointer
def test_a_pointer_to_another_row_does_not_lead_past_the_door(
    model: type[Record], field: models.Field[Any, Any]
) -> None:
    assert field.related_model
    assert issubclass(field.related_model, Record)
    number = add(field.related_model)
    row = door.rows(model, OFFICE).get(id=add(model, **{f"{field.name}_id": number}))
    assert getattr(row, f"{field.name}_id") == number
    with pytest.raises(PassedTheDoor):
        getattr(row, field.name)


@every_pointer
def test_the_row_at_the_other_end_does_not_come_along(model: type[Record], field: models.Field[Any, Any]) -> None:
    with pytest.raises(PassedTheDoor):
        door.rows(model, OFFICE).select_related(field.name)
    with pytest.raises(PassedTheDoor):
        door.rows(model, OFFICE).select_related()


def test_no_row_knows_the_rows_that_point_to_it() -> None:
    back = [field.name for model in chained_models() for field in model._meta.get_fields() if field.auto_created]
    assert set(back) <= {"+"} | {f.name for m in chained_models() for f in m._meta.concrete_fields}
    document = door.rows(Document, OFFICE).get(id=add(Document))
    add(Claim, document_id=document.id)
    assert not [name for name in dir(document) if not name.startswith("_") and name.endswith("_set")]
