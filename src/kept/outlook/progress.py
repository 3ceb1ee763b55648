"""How far a goal has come: what has reached each stage, what was left out and why, the pace, and a plain projection.

The projection is no forecast: it says where the paces of the past would lead, as a range, and says nothing where there
are too few observations.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Q

from kept.access import door
from kept.evidence.models import Report
from kept.ledger.balances import BalanceRow, Books, Line, Question, balance, open_books
from kept.ledger.booking import quantity
from kept.ledger.flows import Flows, Only, Sum, View
from kept.ledger.models import Account, Commitment, Movement, Telling
from kept.outlook.models import Goal
from kept.registry import lookup
from kept.supply.models import Contract
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.parties import PartyKind, Role
from kept.vocabulary.quantity import Quantity
from kept.vocabulary.stages import FIRM, GOODS, MONEY, Stage

GOODS_SHOWN = (
    Stage.PLEDGED,
    Stage.COMMITTED,
    Stage.CONTRACTED,
    Stage.PRODUCED,
    Stage.DISPATCHED,
    Stage.HANDED_OVER,
)
RECENT = timedelta(days=90)
SHORTEST = timedelta(days=30)
"""Two observations closer than this give no pace."""
MONTH_DAYS = Decimal("30.4375")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What does not count in the figures, and the rule that leaves it out."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class Projection:
    """Where past paces lead: units a month, what they would have reached by the deadline, and when the goal."""

    pace_low: Decimal
    pace_high: Decimal
    pace_needed: Decimal | None
    by_deadline: Quantity | None
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class Progress:
    """A goal as of a day. `stages` holds what has reached at least each stage."""

    goal: Goal
    required: Quantity | None
    stages: dict[Stage, Line]
    at_deadline: Line | None
    left_out: tuple[LeftOut, ...]
    projection: Projection | None

    @property
    def line(self) -> Line | None:
        """The line at the stage that the goal is to reach."""
        return self.stages.get(Stage(self.goal.stage)) if self.goal.stage else None

    @property
    def firm(self) -> Quantity | None:
        line = self.stages.get(FIRM)
        return line.best if line else None

    @property
    def deadline(self) -> date | None:
        return PartialDate(self.goal.deadline).last if self.goal.deadline else None

    def is_met(self) -> bool | None:
        """True or False where it is known; None where the goal has no number, or the range spans it."""
        line = self.at_deadline or self.line
        if self.required is None or self.required.low is None or line is None:
            return None
        if (line.best.low or 0) >= self.required.low:
            return True
        return False if line.best.high is not None and line.best.high < self.required.low else None


@dataclass(slots=True)
class Ground:
    """What every goal of one view needs, read once."""

    books: Books
    kinds: dict[str, PartyKind]
    leads: dict[str, list[str]]
    recipients: set[str]
    at_home: list[str]
    accounts: list[Account]
    tellings: dict[str, int]
    told_again: list[Commitment]
    earlier: dict[date, Books] = field(default_factory=dict)

    def books_of(self, day: date) -> Books:
        """The books as of another day, with the same knowledge."""
        if day not in self.earlier:
            self.earlier[day] = open_books(replace(self.books.view, as_of=day))
        return self.earlier[day]


def goals(view: View) -> list[Progress]:
    """Every goal that is released to the actor and was set by the day, in the order of their recording."""
    ground = open_ground(view)
    found = door.rows(Goal, view.actor)
    if view.recorded_by is not None:
        found = found.filter(recorded_at__lte=view.recorded_by)
    return [progress(goal, ground) for goal in found if was_set(goal, view.as_of)]


def was_set(goal: Goal, day: date) -> bool:
    """Whether a goal was set by a day, as far as its source tells."""
    return not goal.announced or PartialDate(goal.announced).first <= day


def open_ground(view: View) -> Ground:
    actor = view.actor
    parties = lookup.all_parties(actor)
    coalitions = {slug for slug, _ in lookup.coalition_names(actor)}
    accounts = list(door.rows(Account, actor))
    tellings: dict[str, int] = {}
    pages = door.rows(Report, actor).values_list("event", flat=True)
    for event in (*pages, *door.rows(Telling, actor).values_list("event", flat=True)):
        tellings[event] = tellings.get(event, 0) + 1
    books = open_books(view)
    pairs = [(a.donor, a.recipient) for a in accounts] + [(a.donor, a.recipient) for a in books.assertions]
    return Ground(
        books=books,
        kinds={slug: party.kind for slug, party in parties.items()},
        leads={c: [m.party for m in lookup.members(actor, c, view.as_of) if m.role is Role.LEAD] for c in coalitions},
        recipients={account.recipient for account in accounts if account.recipient},
        at_home=sorted({donor for donor, recipient in pairs if donor == recipient}),
        accounts=accounts,
        tellings=tellings,
        told_again=list(door.rows(Commitment, actor).filter(code__in=list(tellings))),
    )


def progress(goal: Goal, ground: Ground) -> Progress:
    required = quantity(goal.low, goal.high, goal.unit)
    only = scope(goal, ground)
    since = PartialDate(goal.start).first if goal.start else None
    shown = MONEY if goal.item == "money" else GOODS_SHOWN
    stages = {stage: _reached(ground.books, goal, only, stage=stage, since=since) for stage in shown}
    if goal.stage and Stage(goal.stage) not in stages:
        stages[Stage(goal.stage)] = _reached(ground.books, goal, only, stage=Stage(goal.stage), since=since)
        order = [*GOODS, *MONEY]
        stages = dict(sorted(stages.items(), key=lambda pair: order.index(pair[0])))
    told = Progress(goal, required, stages, None, (), None)
    day = told.deadline
    past = None
    if day is not None and day < ground.books.view.as_of and goal.stage:
        past = _reached(ground.books_of(day), goal, only, stage=Stage(goal.stage), since=since)
    told = replace(told, at_deadline=past, left_out=tuple(left_out(told, only, ground)))
    return replace(told, projection=projection(told, only, ground))


def _reached(books: Books, goal: Goal, only: Only, *, stage: Stage, since: date | None) -> Line:
    return balance(books, Question(stage=stage, unit=goal.unit, only=only, since=since))


# --- whose help counts ------------------------------------------------------------------------------------------------


def scope(goal: Goal, ground: Ground) -> Only:
    """Whose help, for what, counts towards a goal.

    An organisation's goal within a coalition, and that of its only lead, is the coalition's. What is to be pledged to a
    recipient is everybody's pledge to it. What a recipient makes or buys itself is no help. Any other owner's goal
    counts what the owner itself gives or makes.
    """
    items = sorted(ground.books.catalogue.narrower(goal.item))
    if goal.coalition and goal.told_stage == "pledged" and goal.owner in ground.recipients:
        return Only({"item": items, "coalition": [goal.coalition], "recipient": [goal.owner]})
    if goal.coalition and speaks_for(goal.owner, goal.coalition, ground):
        return Only({"item": items, "coalition": [goal.coalition]}, {"donor": ground.at_home})
    owners = {goal.owner, *goal.owner.split("+")}
    return Only({"item": items, "donor": sorted(owners)})


def speaks_for(owner: str, coalition: str, ground: Ground) -> bool:
    return ground.kinds.get(owner) is PartyKind.ORGANISATION or ground.leads.get(coalition) == [owner]


# --- what is left out -------------------------------------------------------------------------------------------------


def left_out(told: Progress, only: Only, ground: Ground) -> Iterable[LeftOut]:
    """What the figures do not hold, and why; reasons without a case are not listed."""
    counts = {
        "only pledged: shown, and not counted as firm (R7)": _only_pledged(told, only, ground),
        "running totals: shown as reported, and not added to their parts (R8)": _totals(told, only, ground),
        "told again by other pages: counted once (R8)": _told_again(only, ground),
        "sums of money without a number of units": _other_units(told, only, ground),
        "told only of a broader item": _broader(told, only, ground),
        "orders that name no recipient: not help until a commitment record names them": _orders(only, ground),
    }
    return [LeftOut(reason, count) for reason, count in counts.items() if count]


def _only_pledged(told: Progress, only: Only, ground: Ground) -> int:
    """Commitment records of which something still stands where it was pledged."""
    accounts = _accounts(ground, only, unit=told.goal.unit)
    stories: dict[int, Flows] = defaultdict(Flows)
    flows = (
        _movements(ground, accounts)
        .filter(Q(to_stage=Stage.PLEDGED) | Q(from_stage=Stage.PLEDGED))
        .order_by()
        .values_list("commitment_id", "from_stage", "to_stage")
        .annotate(
            least=models.Sum("low"),
            most=models.Sum("high", default=0),
            unbounded=models.Count("id", filter=Q(high=None)),
        )
    )
    for record, start, end, low, high, unbounded in flows:
        stories[record].put((Stage(start), Stage(end)), Sum(int(low), int(high), unbounded))
    standing = [story.standing(Stage.PLEDGED) for story in stories.values()]
    return sum(1 for left in standing if left.high or left.open)


def _totals(told: Progress, only: Only, ground: Ground) -> int:
    return sum(1 for a in ground.books.assertions if a.unit == told.goal.unit and only.holds(a))


def _told_again(only: Only, ground: Ground) -> int:
    return sum(ground.tellings[c.code] for c in ground.told_again if only.holds(c))


def _other_units(told: Progress, only: Only, ground: Ground) -> int:
    return _movements(ground, _accounts(ground, only, other_than=told.goal.unit)).count()


def _broader(told: Progress, only: Only, ground: Ground) -> int:
    broader = set(ground.books.catalogue.broader(told.goal.item))
    wider = only.narrowed(item=sorted(broader))
    return _movements(ground, _accounts(ground, wider, unit=told.goal.unit)).count()


def _orders(only: Only, ground: Ground) -> int:
    found = door.rows(Contract, ground.books.view.actor).filter(commitment="", item__in=list(only.limits["item"]))
    donors = only.limits.get("donor")
    buyers = set(donors) if donors is not None else {a.donor for a in ground.accounts if only.holds(a)}
    return sum(1 for contract in found if contract.buyer in buyers)


def _accounts(ground: Ground, only: Only, *, unit: str = "", other_than: str = "") -> list[int]:
    return [
        a.id
        for a in ground.accounts
        if only.holds(a) and (not unit or a.unit == unit) and (not other_than or a.unit != other_than)
    ]


def _movements(ground: Ground, accounts: list[int]) -> door.Rows[Movement]:
    """Movements that stand: what was taken back, or recorded after the moment asked for, is no observation."""
    view = ground.books.view
    found = door.rows(Movement, view.actor).filter(account__in=accounts, day__lte=view.as_of)
    if view.recorded_by is not None:
        found = found.filter(recorded_at__lte=view.recorded_by)
    return found.filter(reverses=None).exclude(id__in=found.exclude(reverses=None).order_by().values("reverses_id"))


# --- pace and projection ----------------------------------------------------------------------------------------------


def projection(told: Progress, only: Only, ground: Ground) -> Projection | None:
    """Past paces carried on: from the goal's start (or its first observation) to now, and over the last 90 days."""
    line, as_of = told.line, ground.books.view.as_of
    if told.required is None or told.required.low is None or line is None:
        return None
    days = observations(told, only, ground)
    if len(days) < 2 or days[-1] - days[0] < SHORTEST:
        return None
    start = PartialDate(told.goal.start).first if told.goal.start else days[0]
    paces = [
        pace for pace in (_pace(told, only, ground, since=day) for day in (start, as_of - RECENT)) if pace is not None
    ]
    if not paces or max(paces) <= 0 or told.is_met():
        return None
    missing = max(Decimal(0), told.required.low - (line.best.low or 0))
    dates = [as_of + timedelta(days=int(missing / pace)) if pace and missing / pace < 36500 else None for pace in paces]
    known = sorted(day for day in dates if day is not None)
    left = (told.deadline - as_of).days if told.deadline and told.deadline > as_of else 0
    return Projection(
        pace_low=_month(min(paces)),
        pace_high=_month(max(paces)),
        pace_needed=_month(missing / left) if left else None,
        by_deadline=_carried(line.best, paces, left) if left else None,
        earliest=known[0] if known else None,
        latest=known[-1] if known and len(known) == len(dates) else None,
    )


def observations(told: Progress, only: Only, ground: Ground) -> list[date]:
    """The days on which something was seen to reach the goal's stage, or its running total was told."""
    view, since = ground.books.view, PartialDate(told.goal.start).first if told.goal.start else date.min
    inside = set(GOODS[GOODS.index(Stage(told.goal.stage)) :]) if Stage(told.goal.stage) in GOODS else set(MONEY)
    arrived = _movements(ground, _accounts(ground, only, unit=told.goal.unit)).filter(to_stage__in=inside)
    moved = set(arrived.order_by().values_list("day", flat=True).distinct())
    asserted = {
        a.day
        for a in ground.books.assertions
        if a.unit == told.goal.unit and a.stage == told.goal.stage and only.holds(a)
    }
    return sorted(day for day in moved | asserted if since <= day <= view.as_of)


def _pace(told: Progress, only: Only, ground: Ground, *, since: date) -> Decimal | None:
    """Units a day that surely arrived from a day to now."""
    as_of = ground.books.view.as_of
    if since >= as_of or told.line is None:
        return None
    start = PartialDate(told.goal.start).first if told.goal.start else None
    before = Decimal(0)
    if start is None or since > start:
        earlier = _reached(ground.books_of(since), told.goal, only, stage=Stage(told.goal.stage), since=start)
        before = earlier.best.low or Decimal(0)
    return max(Decimal(0), (told.line.best.low or Decimal(0)) - before) / (as_of - since).days


def _carried(best: Quantity, paces: list[Decimal], days: int) -> Quantity:
    low = (best.low or Decimal(0)) + (min(paces) * days).to_integral_value()
    high = None if best.high is None else best.high + (max(paces) * days).to_integral_value()
    return Quantity(low, high, best.unit)


def _month(pace: Decimal) -> Decimal:
    return (pace * MONTH_DAYS).to_integral_value()


# --- as JSON ----------------------------------------------------------------------------------------------------------


def as_json(told: Progress) -> dict[str, Any]:
    goal = told.goal
    return {
        "id": goal.code,
        "owner": goal.owner,
        "coalition": goal.coalition or None,
        "item": goal.item,
        "unit": goal.unit,
        "stage": goal.stage,
        "told_stage": goal.told_stage,
        "start": goal.start or None,
        "deadline": goal.deadline or None,
        "required": bounds(told.required) or {"low": None, "high": None},
        "stages": {stage.value: line_json(line) for stage, line in told.stages.items()},
        "at_deadline": line_json(told.at_deadline) if told.at_deadline else None,
        "met": told.is_met(),
        "left_out": [{"reason": left.reason, "count": left.count} for left in told.left_out],
        "projection": _projection_json(told.projection),
    }


def line_json(line: Line) -> dict[str, Any]:
    return {
        **(bounds(line.best) or {}),
        "basis": line.basis,
        "itemised": bounds(line.itemised),
        "reported": bounds(line.reported),
        "not_itemised": bounds(line.not_itemised),
    }


def bounds(told: Quantity | None) -> dict[str, Any] | None:
    """A range as JSON numbers; an open bound is null."""
    return None if told is None else {"low": plain_number(told.low), "high": plain_number(told.high)}


def plain_number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _projection_json(found: Projection | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "pace_per_month": {"low": plain_number(found.pace_low), "high": plain_number(found.pace_high)},
        "pace_needed_per_month": plain_number(found.pace_needed),
        "by_deadline": bounds(found.by_deadline),
        "reached_between": [day.isoformat() if day else None for day in (found.earliest, found.latest)],
    }


def balance_json(row: BalanceRow) -> dict[str, Any]:
    """A row of balances as JSON: low and high are best known."""
    return {**row.key, **line_json(row.line), "unit": row.unit}
