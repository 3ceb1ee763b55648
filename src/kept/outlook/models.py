"""The table of goals: a quantity to reach at a stage by a day."""

from __future__ import annotations

from django.db import models

from kept.registry.models import Entry


class Goal(Entry):
    """`told_stage` is the source's own word ('delivered'); `stage` is what the ledger books it at (R5)."""

    code = models.TextField(unique=True)
    owner = models.TextField()
    coalition = models.TextField(default="")
    item = models.TextField()
    unit = models.TextField()
    low = models.BigIntegerField(null=True)
    high = models.BigIntegerField(null=True)
    announced = models.CharField(max_length=10, default="")
    told_stage = models.CharField(max_length=20)
    stage = models.CharField(max_length=20)
    start = models.CharField(max_length=10, default="")
    deadline = models.CharField(max_length=10, default="")
    note = models.TextField(default="")
