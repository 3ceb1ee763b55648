"""The tables of the ledger; quantities are whole thousandths of the unit, so that sums are exact."""

from __future__ import annotations

from django.db import models

from kept.access.records import Record
from kept.registry.models import Entry


class Commitment(Entry):
    """The record that a promise lives in from its first pledge on: who promised what to whom."""

    code = models.TextField(unique=True)
    donor = models.TextField(db_index=True)
    recipient = models.TextField(default="")
    coalition = models.TextField(default="", db_index=True)
    item = models.TextField()
    channel = models.CharField(max_length=40, default="")
    announced = models.CharField(max_length=10, default="")
    due = models.CharField(max_length=10, default="")
    note = models.TextField(default="")


class Telling(Record):
    """A further claim that tells of an event which is there already: evidence, and no second movement (R8)."""

    event = models.TextField(db_index=True)
    claim = models.ForeignKey("evidence.Claim", models.PROTECT, related_name="+")


class Account(Record):
    """What a balance can be asked by: one row for each donor, coalition, recipient, item and unit that occurs.

    `donor` is one party, or several joined by '+' whose shares are not known.
    """

    donor = models.TextField()
    coalition = models.TextField(default="")
    recipient = models.TextField(default="")
    item = models.TextField()
    unit = models.TextField()

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["coalition", "item", "unit", "donor", "recipient", "release"], name="account_once"
            )
        ]


class Movement(Record):
    """A quantity leaves one stage and enters another; `high` is null where it is open.

    `day` is the last day that `date` can mean; `reverses` names the movement that this one takes back (R3).
    """

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    from_stage = models.CharField(max_length=20)
    to_stage = models.CharField(max_length=20)
    low = models.BigIntegerField()
    high = models.BigIntegerField(null=True)
    day = models.DateField()
    date = models.CharField(max_length=10, default="")
    claim = models.ForeignKey("evidence.Claim", models.PROTECT, null=True, related_name="+")
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="+")

    class Meta(Record.Meta):
        indexes = [
            models.Index(fields=["day"], name="movement_by_day"),
            models.Index(fields=["account", "day"], name="movement_by_account"),
            models.Index(fields=["recorded_at"], name="movement_by_recorded"),
        ]


class Assertion(Record):
    """A statement about a sum, not a part of it; it is checked against the balance of its day.

    `kind` is `balance` (a running total that has reached `stage`), `headcount` (of a coalition) or `share`
    (a percentage of the donor in an item). `since` opens the period that is counted; empty is from the start.
    """

    kind = models.CharField(max_length=20)
    donor = models.TextField(default="")
    coalition = models.TextField(default="")
    recipient = models.TextField(default="")
    item = models.TextField(default="")
    unit = models.TextField()
    stage = models.CharField(max_length=20, default="")
    low = models.BigIntegerField()
    high = models.BigIntegerField(null=True)
    since = models.CharField(max_length=10, default="")
    day = models.DateField()
    date = models.CharField(max_length=10, default="")
    counted = models.TextField(default="")
    code = models.TextField(default="")
    claim = models.ForeignKey("evidence.Claim", models.PROTECT, null=True, related_name="+")


class Total(models.Model):
    """What had flowed between two stages of an account by the end of a closing day, from the start.

    It is derived: written in the transaction that adds the movements, and proved by `kept verify`. Each closing day
    (`ledger.closing`) whose days before it have movements has a row for every flow so far; `open` counts the flows
    without a high bound.
    """

    until = models.CharField(max_length=10)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    from_stage = models.CharField(max_length=20)
    to_stage = models.CharField(max_length=20)
    low = models.BigIntegerField()
    high = models.BigIntegerField()
    open = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["until", "account", "from_stage", "to_stage"], name="total_once")
        ]
