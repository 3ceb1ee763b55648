"""The shape of every kept row: added once, released to somebody, chained to the row before, never changed (R3, R9)."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from kept.errors import NothingOverwritten, PassedTheDoor


class ClosedManager(models.Manager[Any]):
    """A manager that refuses: rows are read through `door.rows(model, actor)` and added by `journal.append`."""

    use_in_migrations = False

    def get_queryset(self) -> NoReturn:
        raise PassedTheDoor(self.model.__name__)


class Record(models.Model):
    """A row of the store. `id` counts without gaps from 1, so that a missing row shows."""

    id = models.BigAutoField(primary_key=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()
    release = models.TextField(default="public")
    hash = models.CharField(max_length=64)

    objects = ClosedManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise NothingOverwritten(type(self).__name__)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise NothingOverwritten(type(self).__name__)


class ChainHead(models.Model):
    """The last row of each chained table: it locks the chain while rows are added, and shows a cut-off end."""

    table = models.TextField(primary_key=True)
    last_id = models.BigIntegerField(default=0)
    last_hash = models.CharField(max_length=64, default="")

    class Meta:
        app_label = "access"
