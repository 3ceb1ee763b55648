"""The tables of the registry: every entry is a row of its own, with the claim or file row that it rests on."""

from __future__ import annotations

from django.db import models

from kept.access.records import Record


class Entry(Record):
    """An entry with its evidence: a claim, or in words the file row or person that it comes from (R1)."""

    claim = models.ForeignKey("evidence.Claim", models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=400, default="")

    class Meta(Record.Meta):
        abstract = True


class Party(Entry):
    slug = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)


class Item(Entry):
    slug = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=200)
    parent = models.CharField(max_length=100, default="")
    unit = models.CharField(max_length=20)


class Coalition(Entry):
    slug = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=200)
    capability = models.CharField(max_length=200, default="")
    launched = models.CharField(max_length=10, default="")


class Alias(Entry):
    """Another name of a coalition, party or item, as texts use it ('mine coalition')."""

    kind = models.CharField(max_length=20)
    slug = models.CharField(max_length=100)
    name = models.CharField(max_length=200)


class Membership(Entry):
    """A party's role in a coalition changes on a day, as one source tells it; several sources are several rows."""

    coalition = models.CharField(max_length=100, db_index=True)
    party = models.CharField(max_length=100)
    role = models.CharField(max_length=20)
    change = models.CharField(max_length=20)
    date = models.CharField(max_length=10, default="")


class Meeting(Entry):
    code = models.CharField(max_length=100, unique=True)
    body = models.CharField(max_length=100)
    number = models.IntegerField(null=True)
    date = models.CharField(max_length=10, default="")
    place = models.CharField(max_length=200, default="")
    chair = models.CharField(max_length=200, default="")
    note = models.TextField(default="")


class StatusReport(Entry):
    """What somebody said about how a coalition or an item's deliveries stand."""

    subject = models.CharField(max_length=100)
    state = models.CharField(max_length=20)
    date = models.CharField(max_length=10, default="")


class DeliveryDefinition(Entry):
    """From a day on, a party's 'delivered' means this hand-over point (R5)."""

    party = models.CharField(max_length=100)
    point = models.CharField(max_length=20)
    valid_from = models.CharField(max_length=10, default="")
