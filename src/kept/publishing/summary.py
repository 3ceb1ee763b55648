"""The summary of a whole store on one page: coalitions, goals, newest promises, findings by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kept.access import door
from kept.access.actors import Actor
from kept.access.records import Record
from kept.evidence.models import Claim, Document, Report
from kept.ledger.booking import quantity
from kept.ledger.flows import View
from kept.ledger.models import Account, Assertion, Commitment, Movement, Telling
from kept.outlook.checks import check
from kept.outlook.models import Goal
from kept.outlook.progress import Progress, goals
from kept.publishing.pages.amounts import told as in_words
from kept.registry import lookup
from kept.registry.models import Coalition, Membership
from kept.supply.models import Contract, ProductionEntry
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.findings import Finding, codes
from kept.vocabulary.parties import Role
from kept.vocabulary.quantity import whole
from kept.vocabulary.stages import FIRM, Stage

COUNTED: tuple[tuple[str, type[Record]], ...] = (
    ("documents", Document),
    ("claims", Claim),
    ("further reports", Report),
    ("memberships", Membership),
    ("commitments", Commitment),
    ("movements", Movement),
    ("assertions", Assertion),
    ("contracts", Contract),
    ("production entries", ProductionEntry),
    ("goals", Goal),
)
NEWEST = 8


@dataclass(frozen=True, slots=True)
class CoalitionLine:
    """A coalition with its leads and members on the day, and the last headcount that somebody told."""

    slug: str
    name: str
    launched: str
    leads: tuple[str, ...]
    members: tuple[str, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Bar:
    """Parts of what is required, from nothing to one, each the furthest that it has surely come."""

    delivered: float
    made: float
    firm: float
    pledged: float


@dataclass(frozen=True, slots=True)
class GoalLine:
    title: str
    owner: str
    answer: str
    bar: Bar | None
    progress: Progress


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise with the words that bear it, and where they stand."""

    day: str
    donor: str
    what: str
    quote: str
    note: str
    place: str
    address: str


@dataclass(frozen=True, slots=True)
class Kind:
    """Findings of one code."""

    code: str
    severity: str
    count: int
    meaning: str


@dataclass(frozen=True, slots=True)
class Summary:
    as_of: str
    counts: tuple[tuple[str, int], ...]
    coalitions: tuple[CoalitionLine, ...]
    goals: tuple[GoalLine, ...]
    without_number: int
    promises: tuple[Promise, ...]
    findings: tuple[Kind, ...]

    @property
    def is_empty(self) -> bool:
        return not any(count for _, count in self.counts)


def summarise(view: View) -> Summary:
    """Read everything once; nothing is shown that is not released to the actor."""
    found = check(view)
    counts = [(name, door.rows(model, view.actor).count()) for name, model in COUNTED]
    told = goals(view)
    names = lookup.party_names(view.actor)
    return Summary(
        as_of=PartialDate.of(view.as_of).in_words(),
        counts=(*counts, ("findings", len(found))),
        coalitions=tuple(_coalitions(view, names)),
        goals=tuple(goal_line(one, names, view.actor) for one in told if one.required is not None),
        without_number=sum(1 for one in told if one.required is None),
        promises=tuple(_promises(view, names)),
        findings=tuple(kinds(found)),
    )


def kinds(found: list[Finding]) -> list[Kind]:
    """Findings by code: errors first, then the most frequent."""
    order = ["error", "warning", "info"]
    told = [
        Kind(code, codes()[code].severity.value, count, codes()[code].meaning)
        for code, count in Counter(one.code for one in found).items()
    ]
    return sorted(told, key=lambda kind: (order.index(kind.severity), -kind.count, kind.code))


def _coalitions(view: View, names: dict[str, str]) -> list[CoalitionLine]:
    lines = []
    for coalition in door.rows(Coalition, view.actor):
        present = lookup.members(view.actor, coalition.slug, view.as_of)
        counted = door.rows(Assertion, view.actor).filter(
            kind="headcount", coalition=coalition.slug, day__lte=view.as_of
        )
        last = max(counted.exclude(date=""), key=lambda row: (row.day, row.id), default=None)
        lines.append(
            CoalitionLine(
                slug=coalition.slug,
                name=coalition.name,
                launched=PartialDate(coalition.launched).in_words() if coalition.launched else "",
                leads=tuple(names.get(m.party, m.party) for m in present if m.role is Role.LEAD),
                members=tuple(names.get(m.party, m.party) for m in present if m.role is not Role.LEAD),
                said=_said(last) if last else "",
            )
        )
    return lines


def _said(row: Assertion) -> str:
    told = PartialDate(row.date)
    return f"{whole(row.low)} said {'on' if told.is_day else 'in'} {told.in_words()}"


# --- goals ------------------------------------------------------------------------------------------------------------


def goal_line(told: Progress, names: dict[str, str], actor: Actor) -> GoalLine:
    """A goal in words: what it is, how far it is, and a bar."""
    goal = told.goal
    item = lookup.item_names(actor).get(goal.item, goal.item)
    wanted = f"{told.required.in_words()} × {item}" if told.required else f"{item}, how much is not told"
    by = f" by {PartialDate(goal.deadline).in_words()}" if goal.deadline else ", no date told"
    title = f"{wanted}, {goal.told_stage}{by}"
    return GoalLine(title, lookup.name_of(goal.owner, names), answer(told), bar(told), told)


def goal_lines(told: Sequence[Progress], actor: Actor) -> list[GoalLine]:
    names = lookup.party_names(actor)
    return [goal_line(one, names, actor) for one in told]


def answer(told: Progress) -> str:
    """The one sentence that a reader comes for."""
    line = told.at_deadline or told.line
    if line is None:
        return "The goal tells no stage."
    stage = told.goal.told_stage
    point = ", point not stated" if stage == "delivered" else ""
    known = f"{line.best.in_words()} {stage}{point}"
    if not line.best.low and not line.best.high:
        unknown = line.best.high is None
        known = f"how much is {stage} is not known" if unknown else f"nothing is known to be {stage}"
    if told.required is None:
        return "The goal tells no number, so nobody can say whether it is met."
    if told.at_deadline is not None:
        verdict = {True: "met", False: "not met as far as is known", None: "not certain whether met"}[told.is_met()]
        return f"Deadline passed, {verdict}: {known} by then."
    verdict = {True: "Reached", False: "Not reached yet as far as is known", None: "Not certain"}[told.is_met()]
    return f"{verdict}: {known}."


def bar(told: Progress) -> Bar | None:
    """What surely has come at least so far, as parts of what is required."""
    required = told.required.low if told.required else None
    if not required:
        return None
    steps = {
        "delivered": (Stage.DISPATCHED, Stage.PAID),
        "made": (Stage.PRODUCED, Stage.OBLIGATED),
        "firm": (FIRM,),
        "pledged": (Stage.PLEDGED,),
    }
    parts: dict[str, float] = {}
    furthest = Decimal(0)
    for name, stages in steps.items():
        lows = [told.stages[stage].best.low or Decimal(0) for stage in stages if stage in told.stages]
        furthest = max([furthest, *lows])
        parts[name] = float(min(Decimal(1), furthest / required))
    return Bar(**parts)


# --- promises ---------------------------------------------------------------------------------------------------------


def _promises(view: View, names: dict[str, str]) -> list[Promise]:
    """The newest promises: first those that a document tells in its own words, then those that only a row holds."""
    told = {t.event: t.claim_id for t in door.rows(Telling, view.actor)}
    records = [
        record
        for record in door.rows(Commitment, view.actor)
        if record.announced and PartialDate(record.announced).last <= view.as_of and record.channel != "production"
    ]
    records.sort(key=lambda r: (r.code in told, PartialDate(r.announced).last, r.id), reverse=True)
    return [_promise(view, record, told.get(record.code), names) for record in records[:NEWEST]]


def _promise(view: View, record: Commitment, telling: int | None, names: dict[str, str]) -> Promise:
    claim = door.rows(Claim, view.actor).filter(id=telling or record.claim_id or 0).first()
    movements = door.rows(Movement, view.actor).filter(commitment=record.id, from_stage=Stage.OUTSIDE)
    units = dict(
        door.rows(Account, view.actor).filter(id__in={m.account_id for m in movements}).values_list("id", "unit")
    )
    much = " and ".join(in_words(quantity(m.low, m.high, units[m.account_id])) for m in movements) or "number not told"
    item = "" if record.item == "money" else f" of {lookup.item_names(view.actor).get(record.item, record.item)}"
    stage = movements[0].to_stage if movements else "promised"
    return Promise(
        day=PartialDate(record.announced).in_words(),
        donor=lookup.name_of(record.donor, names),
        what=f"{much}{item}, {stage}",
        quote=claim.quote if claim is not None and telling else "",
        note=record.note,
        place=claim.place if claim is not None else record.source,
        address=claim.address if claim is not None else "",
    )
