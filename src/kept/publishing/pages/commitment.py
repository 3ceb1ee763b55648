"""The page of a commitment record: what was promised, how it moved, and every word that bears it."""

from __future__ import annotations

from dataclasses import dataclass

from kept.access import door
from kept.access.actors import Actor
from kept.errors import UnknownRecord
from kept.ledger.booking import quantity
from kept.ledger.flows import View
from kept.ledger.models import Account, Commitment, Movement, Telling
from kept.publishing.pages.amounts import told
from kept.publishing.pages.evidence import Evidence, Page, of_claims, reports
from kept.registry import lookup
from kept.supply.models import Contract
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.quantity import Quantity
from kept.vocabulary.stages import ENDS, Stage


@dataclass(frozen=True, slots=True)
class Moved:
    """One movement as a row: what went from where to where, when it happened and when it was recorded."""

    number: int
    what: str
    start: str
    end: str
    day: str
    recorded: str
    by: str
    evidence: Evidence | None
    reverses: int | None
    reversed_by: int | None
    amount: Quantity | None = None


@dataclass(frozen=True, slots=True)
class CommitmentPage:
    code: str
    donor: str
    donor_slugs: tuple[str, ...]
    recipient: str
    recipient_slug: str
    coalition: str
    coalition_slug: str
    item: str
    item_slug: str
    channel: str
    announced: str
    due: str
    note: str
    answer: str
    stage: str
    movements: tuple[Moved, ...]
    evidence: tuple[Evidence, ...]
    pages: tuple[Page, ...]
    contracts: tuple[str, ...]


def commitment_page(view: View, code: str) -> CommitmentPage:
    """Raises UnknownRecord where no such record is released to the actor."""
    actor = view.actor
    record = door.rows(Commitment, actor).filter(code=code).first()
    if record is None:
        raise UnknownRecord("commitment", code)
    rows = [m for m in door.rows(Movement, actor).filter(commitment=record.id) if _known(m, view)]
    names, items = lookup.party_names(actor), lookup.item_names(actor)
    tellings = list(door.rows(Telling, actor).filter(event=code).values_list("claim_id", flat=True))
    numbers = [*([record.claim_id] if record.claim_id else []), *tellings, *(m.claim_id for m in rows if m.claim_id)]
    evidence = of_claims(numbers, actor)
    stage = _furthest(rows)
    return CommitmentPage(
        code=code,
        donor=lookup.name_of(record.donor, names),
        donor_slugs=tuple(record.donor.split("+")),
        recipient=names.get(record.recipient, record.recipient),
        recipient_slug=record.recipient,
        coalition=lookup.coalition_titles(actor).get(record.coalition, record.coalition),
        coalition_slug=record.coalition,
        item=items.get(record.item, record.item),
        item_slug=record.item,
        channel=record.channel,
        announced=_words(record.announced),
        due=_words(record.due),
        note=record.note,
        answer=_answer(record, rows, actor=actor),
        stage=stage,
        movements=tuple(_moved(rows, evidence, actor)),
        evidence=tuple(evidence[n] for n in dict.fromkeys(numbers) if n in evidence),
        pages=tuple(reports([code], actor)),
        contracts=tuple(door.rows(Contract, actor).filter(commitment=code).values_list("code", flat=True)),
    )


def _known(movement: Movement, view: View) -> bool:
    return movement.day <= view.as_of and (view.recorded_by is None or movement.recorded_at <= view.recorded_by)


def _moved(rows: list[Movement], evidence: dict[int, Evidence], actor: Actor) -> list[Moved]:
    units = _units(rows, actor)
    back = {m.reverses_id: m.id for m in rows if m.reverses_id}
    return [
        Moved(
            number=m.id,
            what=told(quantity(m.low, m.high, units[m.account_id])),
            start=m.from_stage,
            end=m.to_stage,
            day=_words(m.date) or "no date told",
            recorded=f"{m.recorded_at:%Y-%m-%d %H:%M}",
            by=m.recorded_by,
            evidence=evidence.get(m.claim_id or 0),
            reverses=m.reverses_id,
            reversed_by=back.get(m.id),
            amount=quantity(m.low, m.high, units[m.account_id]),
        )
        for m in rows
    ]


def _units(rows: list[Movement], actor: Actor) -> dict[int, str]:
    return dict(door.rows(Account, actor).filter(id__in={m.account_id for m in rows}).values_list("id", "unit"))


def _furthest(rows: list[Movement]) -> str:
    """The furthest stage that any of its quantity stands in now."""
    gone = {m.reverses_id for m in rows if m.reverses_id}
    standing = [m.to_stage for m in rows if m.id not in gone and m.reverses_id is None and m.to_stage not in ENDS]
    order = [stage.value for stage in Stage]
    return max(standing, key=order.index, default="")


def _answer(record: Commitment, rows: list[Movement], *, actor: Actor) -> str:
    """The first sentence: who gives how much of what to whom, and how far it has come."""
    names, items = lookup.party_names(actor), lookup.item_names(actor)
    units = _units(rows, actor)
    gone = {m.reverses_id for m in rows if m.reverses_id}
    first = [m for m in rows if m.from_stage == Stage.OUTSIDE and m.id not in gone and m.reverses_id is None]
    much = " and ".join(told(quantity(m.low, m.high, units[m.account_id])) for m in first) or "a number not told"
    to = f" to {names.get(record.recipient, record.recipient)}" if record.recipient else ""
    stage = _furthest(rows)
    far = f"; {stage} as far as is known" if stage else "; nothing is booked yet"
    return f"{lookup.name_of(record.donor, names)}: {much} of {items.get(record.item, record.item)}{to}{far}."


def _words(text: str) -> str:
    return PartialDate(text).in_words() if text else ""
