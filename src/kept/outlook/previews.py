"""What a deed would do: it is done, rolled back, and the ledger before and after is compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from kept.access import door
from kept.access.actors import Actor
from kept.access.records import Record
from kept.evidence.actions import discard_unkept
from kept.evidence.models import Claim, Document, Review
from kept.ledger.balances import Question, balance, open_books
from kept.ledger.flows import Only, View
from kept.ledger.models import Account, Assertion, Commitment, Movement, Telling
from kept.outlook.models import Goal
from kept.registry.models import Meeting, Membership, StatusReport
from kept.supply.models import Contract, ProductionEntry
from kept.vocabulary.findings import Finding
from kept.vocabulary.quantity import Quantity
from kept.vocabulary.stages import Stage

WATCHED: tuple[type[Record], ...] = (
    *(Document, Claim, Review, Commitment, Movement, Assertion, Telling),
    *(Membership, Meeting, StatusReport, Goal, Contract, ProductionEntry),
)


@dataclass(frozen=True, slots=True)
class Change:
    """One balance before and after. `at_least` tells what has reached the stage; otherwise what stands in it."""

    donor: str
    item: str
    stage: str
    at_least: bool
    before: Quantity
    after: Quantity


@dataclass(frozen=True, slots=True)
class Preview:
    """The balances that a deed changes as of `day`, the rows it adds by their kind, and what it notes."""

    day: date
    changes: tuple[Change, ...]
    added: tuple[tuple[str, int], ...]
    findings: tuple[Finding, ...]


def preview(action: Callable[[], Sequence[Finding] | None], actor: Actor, today: date) -> Preview:
    """What `action` would do, of which nothing stays; what it raises goes through."""
    with transaction.atomic():
        last = {model: door.rows(model, actor).values_list("id", flat=True).last() or 0 for model in WATCHED}
        findings = action()
        new = {model: door.rows(model, actor).filter(id__gt=last[model]) for model in WATCHED}
        added = tuple((model.__name__.lower(), count) for model in WATCHED if (count := new[model].count()))
        digests = list(door.rows(Document, actor).filter(id__gt=last[Document]).values_list("sha256", flat=True))
        movements = list(door.rows(Movement, actor).filter(id__gt=last[Movement]))
        assertions = list(door.rows(Assertion, actor).filter(id__gt=last[Assertion], kind="balance"))
        asked = [*_of_movements(movements, actor), *_of_assertions(assertions)]
        day = max([today, *(row.day for row in movements), *(row.day for row in assertions)])
        after = _balances(asked, View(actor, day))
        transaction.set_rollback(True)
    for digest in digests:
        discard_unkept(digest)
    before = _balances(asked, View(actor, day))
    changes = tuple(
        Change(_one(question, "donor"), _one(question, "item"), question.stage.value, question.at_least, *figures)
        for question, *figures in zip(asked, before, after, strict=True)
    )
    return Preview(day, changes, added, tuple(findings or ()))


def _of_movements(movements: Iterable[Movement], actor: Actor) -> list[Question]:
    """What stands in each stage that a movement leaves or enters, within its account's scope."""
    rows = list(movements)
    accounts = {a.id: a for a in door.rows(Account, actor).filter(id__in={row.account_id for row in rows})}
    legs = dict.fromkeys(
        (row.account_id, stage)
        for row in rows
        for stage in (row.from_stage, row.to_stage)
        if stage != Stage.OUTSIDE.value
    )
    return [
        Question(stage=Stage(stage), unit=accounts[number].unit, only=_scope(accounts[number]), at_least=False)
        for number, stage in legs
    ]


def _of_assertions(assertions: Iterable[Assertion]) -> list[Question]:
    return [Question(stage=Stage(row.stage), unit=row.unit, only=_scope(row)) for row in assertions]


def _scope(row: Account | Assertion) -> Only:
    told = {name: [getattr(row, name)] for name in ("donor", "coalition", "recipient", "item")}
    return Only({name: values for name, values in told.items() if values[0]})


def _balances(asked: Sequence[Question], view: View) -> list[Quantity]:
    books = open_books(view)
    lines = [balance(books, question) for question in asked]
    return [line.best if question.at_least else line.itemised for question, line in zip(asked, lines, strict=True)]


def _one(question: Question, name: str) -> str:
    return next(iter(question.only.limits.get(name, ())), "")
