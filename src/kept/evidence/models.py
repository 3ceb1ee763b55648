"""The tables of evidence: documents under their SHA-256, claims that stand in them, reviews as new rows."""

from __future__ import annotations

from django.db import models

from kept.access.records import Record


class Document(Record):
    """A file or page as received. `text` is what was read from it; a quote's place holds in that text for ever."""

    sha256 = models.CharField(max_length=64, unique=True)
    name = models.TextField()
    size = models.BigIntegerField()
    text = models.TextField()
    reader = models.CharField(max_length=40)
    reader_version = models.CharField(max_length=40)
    title = models.TextField(default="")
    publisher = models.TextField(default="")
    address = models.TextField(default="")
    date = models.CharField(max_length=10, default="")
    language = models.CharField(max_length=10, default="")


class Claim(Record):
    """One checkable thing that a document says; `body` is its JSON by the codebook.

    `context` holds what a table's row tells beyond the codebook (its own id, channel, period);
    `identity` is the SHA-256 of where it stands and what it says, so that it is stored once.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, db_index=True)
    start = models.BigIntegerField()
    quote = models.TextField()
    speaker = models.TextField(default="")
    date = models.CharField(max_length=10, default="")
    body = models.TextField()
    context = models.TextField(default="{}")
    place = models.TextField()
    address = models.TextField(default="")
    told = models.CharField(max_length=10, default="")
    reader = models.CharField(max_length=40)
    reader_version = models.CharField(max_length=40)
    identity = models.CharField(max_length=64, unique=True)


class Review(Record):
    """A person's verdict on a claim, or that of a policy which a person set; the latest one holds."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=20)
    reason = models.TextField(default="")
    body = models.TextField(default="")


class Report(Record):
    """A further page that tells of an event which another row holds, and how it departs from it."""

    event = models.TextField(db_index=True)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    start = models.BigIntegerField()
    quote = models.TextField()
    place = models.TextField()
    address = models.TextField(default="")
    told = models.CharField(max_length=10, default="")
    note = models.TextField(default="")
    identity = models.CharField(max_length=64, unique=True)
