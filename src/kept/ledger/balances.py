"""The two lines of every balance, itemised and reported, and what is best known of the two.

Itemised is what the movements say. Reported is the accepted assertion whose scope is the one asked for, or the sum
over disjoint scopes within it. Best known is the reported line plus the movements after its day, or the itemised line
where that is higher. What is reported and not itemised is derived here at every reading, and stored nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from kept.access import door
from kept.ledger.flows import DIMENSIONS, EVERYTHING, Flows, Only, Sum, View, flows, flows_by
from kept.ledger.models import Assertion
from kept.registry import lookup
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.items import Catalogue
from kept.vocabulary.parties import PartyKind
from kept.vocabulary.quantity import Quantity
from kept.vocabulary.stages import Stage, at_or_behind

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Line:
    """A balance at one stage. `basis` says which line is best known; `assertions` name the rows that were reported.

    `not_itemised` is what is reported and not explained by movements up to its day: it shrinks as movements explain
    it, and a movement after that day leaves it as it is.
    """

    itemised: Quantity
    reported: Quantity | None
    best: Quantity
    basis: str
    assertions: tuple[int, ...] = ()
    not_itemised: Quantity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A balance that is asked for: within `only`, at `stage`, in `unit`, from `since` on (None: from the start).

    `at_least` asks for what has reached the stage or gone on from there; otherwise for what stands in it.
    """

    stage: Stage
    unit: str
    only: Only = EVERYTHING
    since: date | None = None
    at_least: bool = True

    @property
    def inside(self) -> frozenset[Stage]:
        return at_or_behind(self.stage) if self.at_least else frozenset({self.stage})


@dataclass(slots=True)
class Books:
    """What every balance of one view needs, read once: assertions, the catalogue, and who stands for whom."""

    view: View
    catalogue: Catalogue
    assertions: list[Assertion]
    stand_ins: dict[str, str] = field(default_factory=dict)
    bodies: frozenset[str] = frozenset()
    """Organisations: their figures may hold those of the parties that belong to them."""
    told: dict[tuple[date, str, tuple[str, ...]], Flows] = field(default_factory=dict)
    """Flows that were asked for already; balances of one view ask for the same again and again."""

    def flows(self, only: Only, as_of: date) -> Flows:
        """The flows within limits as of a day, with the view's knowledge."""
        text, values = only.sql()
        key = (as_of, text, tuple(values))
        if key not in self.told:
            self.told[key] = flows(replace(self.view, as_of=as_of), only)
        return self.told[key]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reported figure, the same with the movements after its day, and what the movements up to its day explain."""

    reported: Sum
    carried: Sum
    explained: Sum
    rows: tuple[int, ...]

    def opened(self) -> Candidate:
        """The same as a low bound only."""
        reported, carried = (Sum(told.low, told.high, 1) for told in (self.reported, self.carried))
        return replace(self, reported=reported, carried=carried)

    def plus(self, other: Candidate) -> Candidate:
        return Candidate(
            _added(self.reported, other.reported),
            _added(self.carried, other.carried),
            _added(self.explained, other.explained),
            self.rows + other.rows,
        )


def open_books(view: View) -> Books:
    found = door.rows(Assertion, view.actor).filter(kind="balance", day__lte=view.as_of)
    if view.recorded_by is not None:
        found = found.filter(recorded_at__lte=view.recorded_by)
    bodies = {slug for slug, party in lookup.all_parties(view.actor).items() if party.kind is PartyKind.ORGANISATION}
    catalogue, stand_ins = lookup.catalogue(view.actor), lookup.stand_ins(view.actor)
    return Books(view, catalogue, list(found), stand_ins, frozenset(bodies))


def balance(books: Books, question: Question, story: Flows | None = None) -> Line:
    """Both lines of a balance and what is best known; `story` are the flows within the question, where known."""
    question = replace(question, only=question.only.narrowed(unit=[question.unit]))
    told = _flows(books, question) if story is None else story
    return _line(told.within(question.inside), _reported(books, question), question.unit)


def _line(itemised: Sum, candidate: Candidate | None, unit: str) -> Line:
    told = itemised.quantity(unit)
    if candidate is None:
        return Line(told, None, told, "itemised")
    reported, carried = candidate.reported.quantity(unit), candidate.carried.quantity(unit)
    rest = candidate.reported.minus(candidate.explained).quantity(unit)
    if itemised.low > candidate.carried.low:
        return Line(told, reported, told, "itemised", candidate.rows, rest)
    return Line(told, reported, carried, "reported", candidate.rows, rest)


def _flows(books: Books, question: Question) -> Flows:
    told = books.flows(question.only, books.view.as_of)
    if question.since is None:
        return told
    return told.less(books.flows(question.only, question.since - DAY))


# --- the reported line ------------------------------------------------------------------------------------------------


def _reported(books: Books, question: Question) -> Candidate | None:
    """The best of what was reported.

    Items are not disjoint (a strike drone may be an FPV drone), so they never add. What has reached a further stage,
    as it is known there, has come as far as this one too, and says nothing about how much more has.
    """
    found = []
    for stage in [step for step in Stage if step in question.inside]:
        asked = replace(question, stage=stage)
        groups: dict[tuple[str, str], list[Assertion]] = defaultdict(list)
        for assertion in books.assertions:
            if _fits(assertion, asked):
                groups[assertion.item, assertion.stage].append(assertion)
        for (_, said), rows in groups.items():
            candidate = _of_item(books, asked, rows)
            if candidate is not None:
                found.append(candidate if said == question.stage else candidate.opened())
    return _strongest(found)


def _fits(assertion: Assertion, question: Question) -> bool:
    if assertion.stage not in question.inside or assertion.unit != question.unit:
        return False
    if question.since and assertion.since and PartialDate(assertion.since).first < question.since:
        return False
    if question.since and assertion.day < question.since:
        return False
    return question.only.holds(assertion)


def _of_item(books: Books, question: Question, rows: list[Assertion]) -> Candidate | None:
    """One item: the sum over givers that do not overlap, or the figure of several together, whichever says more.

    Several together are a coalition's own name, an organisation, and givers whose shares are not known ('DK+NL').
    """
    by_donor: dict[str, list[Assertion]] = defaultdict(list)
    for row in rows:
        by_donor[row.donor].append(row)
    told = {donor: _of_donor(books, question, mine) for donor, mine in sorted(by_donor.items())}
    several = {donor for donor in told if donor in books.bodies or donor in books.stand_ins.values() or "+" in donor}
    parts = [told[donor] for donor in told if donor not in several]
    found = [told[donor] for donor in told if donor in several]
    return _strongest([*found, _sum(parts)] if parts else found)


def _of_donor(books: Books, question: Question, rows: list[Assertion]) -> Candidate:
    """One giver: totals of different coalitions or recipients add up; of different periods the largest holds.

    A total that names no coalition, or no recipient, may hold those that do: they never add (R8).
    """
    latest: dict[tuple[str, str, str], Assertion] = {}
    for row in sorted(rows, key=lateness):
        latest[row.coalition, row.recipient, row.since] = row
    periods: dict[str, list[Assertion]] = defaultdict(list)
    for row in latest.values():
        periods[row.since].append(row)
    told: list[Candidate] = []
    for mine in periods.values():
        named: dict[tuple[bool, bool], list[Candidate]] = defaultdict(list)
        for row in mine:
            named[bool(row.coalition), bool(row.recipient)].append(_carried(books, question, row))
        told.extend(_sum(group) for group in named.values())
    best = _strongest(told)
    assert best is not None
    return best


def _carried(books: Books, question: Question, row: Assertion) -> Candidate:
    """An assertion and what moved after its day.

    A movement from outside straight past the stage may be a step of what was reported, or come on top of it: it
    raises the high bound only. A total that does not say since when it counts may hold what came before the period
    asked for, or not: it gives a range.
    """
    only = _scope(books, question, row)
    reported = Sum(row.low, row.high or 0, int(row.high is None))
    if question.since and not row.since:
        reported.low = reported.minus(_before(books, row, question.since)).low
    until = books.flows(only, row.day)
    after = books.flows(only, books.view.as_of).less(until)
    steps, jumps = after.entered(question.inside, Stage(row.stage))
    left = after.left(question.inside)
    grown = Sum(reported.low + steps.low, reported.high + steps.high + jumps.high, reported.open)
    grown.open += steps.open + jumps.open
    start = PartialDate(row.since).first if row.since else question.since
    told = until if start is None else until.less(books.flows(only, start - DAY))
    return Candidate(reported, grown.minus(left), told.within(question.inside), (row.id,))


def _before(books: Books, row: Assertion, since: date) -> Sum:
    """The same running total as it stood before a period began; nothing where none was told."""
    same = [
        other
        for other in books.assertions
        if other.day < since
        and not other.since
        and all(getattr(other, name) == getattr(row, name) for name in (*DIMENSIONS, "stage"))
    ]
    if not same:
        return Sum()
    last = max(same, key=lateness)
    return Sum(last.low, last.high or 0, int(last.high is None))


def _scope(books: Books, question: Question, row: Assertion) -> Only:
    """The accounts that an assertion speaks of, within the question."""
    limits = {name: list(values) for name, values in question.only.limits.items()}
    limits["unit"] = [row.unit]
    family = books.catalogue.narrower(row.item)
    limits["item"] = [item for item in limits.get("item", family) if item in family]
    # A coalition's own figure speaks of all its members, unless the question is about the figures in its own name.
    alone = "donor" in limits or row.donor not in books.stand_ins.values()
    for name in ("donor", "coalition", "recipient") if alone else ("coalition", "recipient"):
        if value := getattr(row, name):
            limits[name] = [value]
    return Only(limits, question.only.without)


def lateness(row: Assertion) -> tuple[date, int, int]:
    """Later is what speaks of a later day; of the same last day, what tells its date more exactly."""
    return row.day, len(row.date), row.id


def _sum(group: list[Candidate]) -> Candidate:
    total = group[0]
    for part in group[1:]:
        total = total.plus(part)
    return total


def _strongest(found: Iterable[Candidate]) -> Candidate | None:
    return max(found, key=lambda candidate: candidate.carried.low, default=None)


def _added(one: Sum, other: Sum) -> Sum:
    return Sum(one.low + other.low, one.high + other.high, one.open + other.open)


# --- rows of a report -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """One row of `kept balance`: the values of the dimensions asked by, and the line."""

    key: dict[str, str]
    unit: str
    line: Line


def balance_rows(
    view: View, by: Collection[str], *, only: Only = EVERYTHING, at_least: bool = False
) -> list[BalanceRow]:
    """Balances by any of donor, coalition, recipient, item and stage, sorted; empty ones are left out.

    With `at_least`, a row holds what has reached its stage or gone on from there; without, what stands in it.
    """
    names = tuple(name for name in by if name != "stage")
    books = open_books(view)
    told = flows_by(view, (*names, "unit"), only)
    spoken = {(*(getattr(a, n) for n in (*names, "unit")), a.stage) for a in books.assertions if only.holds(a)}
    rows: list[BalanceRow] = []
    for key in sorted({*told, *(spoke[:-1] for spoke in spoken)}):
        story = told.get(key, Flows())
        limits = {name: [value] for name, value in zip(names, key, strict=False)}
        question = Question(stage=Stage.PLEDGED, unit=key[-1], only=only.narrowed(**limits), at_least=True)
        if "stage" in by:
            question = replace(question, at_least=at_least)
        for stage in _stages(story, key, spoken) if "stage" in by else [Stage.PLEDGED]:
            line = balance(books, replace(question, stage=stage), story)
            if line.best.high != 0 or line.reported is not None:
                values = dict(zip(names, key, strict=False))
                rows.append(BalanceRow({**values, "stage": stage.value} if "stage" in by else values, key[-1], line))
    return rows


def _stages(story: Flows, key: tuple[str, ...], spoken: set[tuple[str, ...]]) -> list[Stage]:
    """The stages that the flows touch or that somebody reported on, in their order."""
    touched = {stage for legs in story for stage in legs} - {Stage.OUTSIDE}
    return [stage for stage in Stage if stage in touched or (*key, stage.value) in spoken]
