"""The tables of the registry: every entry is a row of its own, with the claim or file row that it rests on."""

from __future__ import annotations

from django.db import models

from kept.access.records import Record


class Entry(Record):
    """An entry with its evidence: a claim, or in words the file row or person that it comes from (R1)."""

    claim = models.ForeignKey("evidence.Claim", models.PROTECT, null=True, related_name="+")
    source = models.TextField(default="")

    class Meta(Record.Meta):
        abstract = True


class Party(Entry):
    slug = models.TextField(unique=True)
    name = models.TextField()
    kind = models.CharField(max_length=20)


class Item(Entry):
    slug = models.TextField(unique=True)
    name = models.TextField()
    parent = models.TextField(default="")
    unit = models.TextField()


class Coalition(Entry):
    slug = models.TextField(unique=True)
    name = models.TextField()
    capability = models.TextField(default="")
    launched = models.CharField(max_length=10, default="")


class Alias(Entry):
    """Another name of a coalition, party or item, as texts use it ('mine coalition')."""

    kind = models.CharField(max_length=20)
    slug = models.TextField()
    name = models.TextField()


class Membership(Entry):
    """A party's role in a coalition changes on a day, as one source tells it; several sources are several rows."""

    coalition = models.TextField(db_index=True)
    party = models.TextField()
    role = models.CharField(max_length=20)
    change = models.CharField(max_length=20)
    date = models.CharField(max_length=10, default="")


class Meeting(Entry):
    code = models.TextField(unique=True)
    body = models.TextField()
    number = models.IntegerField(null=True)
    date = models.CharField(max_length=10, default="")
    place = models.TextField(default="")
    chair = models.TextField(default="")
    note = models.TextField(default="")


class StatusReport(Entry):
    """What somebody said about how a coalition or an item's deliveries stand."""

    subject = models.TextField()
    state = models.CharField(max_length=20)
    date = models.CharField(max_length=10, default="")


class DeliveryDefinition(Entry):
    """From a day on, a party's 'delivered' means this hand-over point (R5)."""

    party = models.TextField()
    point = models.CharField(max_length=20)
    valid_from = models.CharField(max_length=10, default="")
