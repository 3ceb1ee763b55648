"""The tables of the supply room: contracts, and what makers plan, can make and have made."""

from __future__ import annotations

from django.db import models

from kept.registry.models import Entry


class Contract(Entry):
    """An order with price and schedule. Who receives the goods is told by the commitment record, where one is named."""

    code = models.TextField(unique=True)
    buyer = models.TextField()
    supplier = models.TextField(default="")
    item = models.TextField()
    unit = models.TextField()
    low = models.BigIntegerField(null=True)
    high = models.BigIntegerField(null=True)
    amount = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3, default="")
    signed = models.CharField(max_length=10, default="")
    delivery_start = models.CharField(max_length=10, default="")
    delivery_end = models.CharField(max_length=10, default="")
    commitment = models.TextField(default="")
    note = models.TextField(default="")


class ProductionEntry(Entry):
    """What a maker plans, can make or has made of an item in a period; `kind` is planned, capacity or produced."""

    code = models.TextField(unique=True)
    producer = models.TextField()
    item = models.TextField()
    unit = models.TextField()
    low = models.BigIntegerField(null=True)
    high = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=20)
    start = models.CharField(max_length=10, default="")
    end = models.CharField(max_length=10, default="")
    note = models.TextField(default="")
