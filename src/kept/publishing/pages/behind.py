"""What is behind a figure: the movements and assertions that it rests on, each with its words."""

from __future__ import annotations

from dataclasses import dataclass

from kept.access import door
from kept.ledger.booking import quantity
from kept.ledger.flows import Only, View
from kept.ledger.models import Account, Assertion, Commitment, Movement
from kept.publishing.pages.amounts import told
from kept.publishing.pages.evidence import Evidence, of_claims
from kept.registry import lookup
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.quantity import Quantity
from kept.vocabulary.stages import Stage, at_or_behind

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Part:
    """One row behind a figure. `counts` is False for an assertion: it is shown beside the parts, and never added."""

    code: str
    donor: str
    item: str
    what: str
    stage: str
    day: str
    counts: bool
    evidence: Evidence | None
    amount: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Behind:
    """The parts of a figure, newest first; `total` counts them all, and only one page of them is here."""

    movements: tuple[Part, ...]
    assertions: tuple[Part, ...]
    total: int
    page: int
    pages: int


def behind(view: View, only: Only, *, stage: Stage, unit: str, page: int = 1) -> Behind:
    """The movements within the limits that have reached at least a stage, and what was asserted of it."""
    accounts = {a.id: a for a in door.rows(Account, view.actor).filter(unit=unit) if only.holds(a)}
    inside = [one.value for one in at_or_behind(stage)]
    found = door.rows(Movement, view.actor).filter(
        account__in=list(accounts), to_stage__in=inside, day__lte=view.as_of, reverses=None
    )
    if view.recorded_by is not None:
        found = found.filter(recorded_at__lte=view.recorded_by)
    total = found.count()
    pages = max(1, -(-total // SHOWN))
    page = min(max(page, 1), pages)
    rows = list(found.order_by("-day", "-id")[(page - 1) * SHOWN : page * SHOWN])
    asserted = _assertions(view, only, inside=inside, unit=unit)
    claims = [m.claim_id for m in rows] + [a.claim_id for a in asserted]
    evidence = of_claims([number for number in claims if number], view.actor)
    names, items = lookup.party_names(view.actor), lookup.item_names(view.actor)
    codes = dict(
        door.rows(Commitment, view.actor).filter(id__in={m.commitment_id for m in rows}).values_list("id", "code")
    )
    movements = [
        Part(
            code=codes[m.commitment_id],
            donor=lookup.name_of(accounts[m.account_id].donor, names),
            item=items.get(accounts[m.account_id].item, accounts[m.account_id].item),
            what=told(quantity(m.low, m.high, unit)),
            stage=m.to_stage,
            day=PartialDate(m.date).in_words() if m.date else "",
            counts=True,
            evidence=evidence.get(m.claim_id or 0),
            amount=quantity(m.low, m.high, unit),
        )
        for m in rows
    ]
    totals = [_asserted(row, evidence, names, items) for row in asserted]
    return Behind(tuple(movements), tuple(totals), total, page, pages)


def _assertions(view: View, only: Only, *, inside: list[str], unit: str) -> list[Assertion]:
    found = door.rows(Assertion, view.actor).filter(kind="balance", unit=unit, stage__in=inside, day__lte=view.as_of)
    if view.recorded_by is not None:
        found = found.filter(recorded_at__lte=view.recorded_by)
    return [row for row in found.order_by("-day", "-id") if only.holds(row)]


def _asserted(row: Assertion, evidence: dict[int, Evidence], names: dict[str, str], items: dict[str, str]) -> Part:
    return Part(
        code=row.code,
        donor=lookup.name_of(row.donor, names),
        item=items.get(row.item, row.item),
        what=told(quantity(row.low, row.high, row.unit)),
        stage=row.stage,
        day=PartialDate(row.date).in_words() if row.date else "",
        counts=False,
        evidence=evidence.get(row.claim_id or 0),
        amount=quantity(row.low, row.high, row.unit),
    )
