"""Sums of movements between stages, as of a day and as recorded by a moment.

A balance of a day reads the totals of the nearest closing day and only the movements between it and the day; what
was recorded after the moment asked for is taken off again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection

from kept.access.actors import Actor
from kept.access.release import released_sql
from kept.ledger.closing import closing_day, opening_day
from kept.ledger.models import Account, Movement, Total
from kept.vocabulary.quantity import Quantity
from kept.vocabulary.stages import Stage, at_or_behind

TOTALS = Total._meta.db_table
STAGES = {stage.value: stage for stage in Stage}
DIMENSIONS = ("donor", "coalition", "recipient", "item", "unit")


@dataclass(frozen=True, slots=True)
class View:
    """Who asks, about which day, and with the knowledge of which moment (None: all that is recorded)."""

    actor: Actor
    as_of: date
    recorded_by: datetime | None = None


@dataclass(slots=True)
class Sum:
    """Bounds in thousandths; `open` counts the parts without a high bound."""

    low: int = 0
    high: int = 0
    open: int = 0

    def add(self, other: Sum, sign: int = 1) -> None:
        self.low += sign * other.low
        self.high += sign * other.high
        self.open += sign * other.open

    def minus(self, out: Sum) -> Sum:
        """What can be left after `out`: never below zero, and open where it is not known."""
        low = 0 if out.open else max(0, self.low - out.high)
        return Sum(low, max(0, self.high - out.low), self.open)

    def quantity(self, unit: str) -> Quantity:
        return Quantity.from_thousandths(self.low, None if self.open else self.high, unit)


class Flows(dict[tuple[Stage, Stage], Sum]):
    """Sums by (from, to): the whole story of one scope."""

    def put(self, legs: tuple[Stage, Stage], amount: Sum, sign: int = 1) -> None:
        self.setdefault(legs, Sum()).add(amount, sign)

    def standing(self, stage: Stage) -> Sum:
        """What stands in a stage: all that entered less all that left."""
        return self.within(frozenset({stage}))

    def reached(self, stage: Stage) -> Sum:
        """What has reached at least a stage and has not ended elsewhere."""
        return self.within(at_or_behind(stage))

    def entered(self, inside: frozenset[Stage], stage: Stage) -> tuple[Sum, Sum]:
        """(what entered a set of stages by steps, what jumped from outside past `stage` into it)."""
        steps, jumps = Sum(), Sum()
        past = at_or_behind(stage) - {stage}
        for (start, end), amount in self.items():
            if end in inside and start not in inside:
                (jumps if start is Stage.OUTSIDE and end in past else steps).add(amount)
        return steps, jumps

    def left(self, inside: frozenset[Stage]) -> Sum:
        """What was in a set of stages and went elsewhere."""
        gone = Sum()
        for (start, end), amount in self.items():
            if start in inside and end not in inside:
                gone.add(amount)
        return gone

    def legs(self, stage: Stage) -> tuple[Sum, Sum]:
        """(all that ever entered a stage, all that ever left it)."""
        entered, left = Sum(), Sum()
        for (start, end), amount in self.items():
            if end is stage:
                entered.add(amount)
            if start is stage:
                left.add(amount)
        return entered, left

    def less(self, earlier: Flows) -> Flows:
        """The flows after those of `earlier`."""
        rest = Flows({legs: Sum(s.low, s.high, s.open) for legs, s in self.items()})
        for legs, amount in earlier.items():
            rest.put(legs, amount, -1)
        return rest

    def within(self, inside: frozenset[Stage]) -> Sum:
        """What entered a set of stages and has not left it."""
        entered, left = Sum(), Sum()
        for (start, end), amount in self.items():
            if end in inside and start not in inside:
                entered.add(amount)
            elif start in inside and end not in inside:
                left.add(amount)
        return entered.minus(left)


@dataclass(frozen=True, slots=True)
class Only:
    """Limits on the accounts that count, by dimension: a value is among those of `limits`, and not one of `without`."""

    limits: Mapping[str, Collection[str]] = field(default_factory=dict)
    without: Mapping[str, Collection[str]] = field(default_factory=dict)

    def holds(self, row: object) -> bool:
        """Whether a row with these dimensions as attributes lies within the limits."""
        return all(getattr(row, name) in values for name, values in self.limits.items()) and not any(
            getattr(row, name) in values for name, values in self.without.items()
        )

    def narrowed(self, **limits: Collection[str]) -> Only:
        return Only({**self.limits, **limits}, self.without)

    def sql(self) -> tuple[str, list[str]]:
        """The condition on account `a`, and its values."""
        parts, told = ["1 = 1"], []
        for limits, word, nothing in ((self.limits, "IN", "1 = 0"), (self.without, "NOT IN", "1 = 1")):
            for name in DIMENSIONS:
                if name in limits:
                    wanted = sorted(limits[name])
                    parts.append(f"a.{name} {word} ({', '.join(['%s'] * len(wanted))})" if wanted else nothing)
                    told.extend(wanted)
        return " AND ".join(parts), told


EVERYTHING = Only()


def flows_by(view: View, by: Iterable[str] = (), only: Only = EVERYTHING) -> dict[tuple[str, ...], Flows]:
    """Flows of every combination of the dimensions `by` (in that order) that occurs."""
    names = tuple(by)
    for name in names:
        if name not in DIMENSIONS:
            raise ValueError(f"{name!r} is no dimension: expected one of {', '.join(DIMENSIONS)}")
    found: dict[tuple[str, ...], Flows] = defaultdict(Flows)
    wide = len(names)
    for row in _rows(view, names, only):
        low, high, unbounded = row[wide + 2 :]
        if low or high or unbounded:
            legs = STAGES[row[wide]], STAGES[row[wide + 1]]
            found[row[:wide]][legs] = Sum(int(low), int(high), int(unbounded))
    return dict(found)


def flows(view: View, only: Only = EVERYTHING) -> Flows:
    """All flows within the limits, as one story."""
    return flows_by(view, (), only).get((), Flows())


def _rows(view: View, names: tuple[str, ...], only: Only) -> list[tuple[Any, ...]]:
    source, values = _source(view)
    if not source:
        return []
    limits, limit_values = only.sql()
    released, release_values = released_sql(view.actor, "a.release")
    told = "".join(f"a.{name}, " for name in names)
    statement = (
        f"SELECT {told}f.from_stage, f.to_stage, SUM(f.low), SUM(f.high), SUM(f.open)"
        f" FROM ({source}) f JOIN {Account._meta.db_table} a ON a.id = f.account_id"
        f" WHERE {limits} AND {released} GROUP BY {told}f.from_stage, f.to_stage"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, *limit_values, *release_values])
        return list(cursor.fetchall())


def _source(view: View) -> tuple[str, list[Any]]:
    """The nearest totals, the movements between them and the day, and off again what was recorded later."""
    until = nearest_totals(view.as_of)
    parts: list[str] = []
    values: list[Any] = []
    if until is not None:
        parts.append(f"SELECT account_id, from_stage, to_stage, low, high, open FROM {TOTALS} WHERE until = %s")
        values.append(until.isoformat())
    if until is None:
        parts.append(_movements("m.day <= %s", sign=1))
        values.append(_day(view.as_of))
    elif until != view.as_of:
        parts.append(_movements("m.day > %s AND m.day <= %s", sign=1 if until < view.as_of else -1))
        values.extend(_day(day) for day in sorted((until, view.as_of)))
    if view.recorded_by is not None:
        parts.append(_movements("m.recorded_at > %s AND m.day <= %s", sign=-1))
        values.extend([connection.ops.adapt_datetimefield_value(view.recorded_by), _day(view.as_of)])
    return " UNION ALL ".join(parts), values


def _movements(condition: str, *, sign: int) -> str:
    """Movements as flows: a reversal is the flow that it takes back, below zero."""
    value = f"CASE WHEN m.reverses_id IS NULL THEN {sign} ELSE {-sign} END"
    return (
        "SELECT m.account_id,"
        " CASE WHEN m.reverses_id IS NULL THEN m.from_stage ELSE m.to_stage END AS from_stage,"
        " CASE WHEN m.reverses_id IS NULL THEN m.to_stage ELSE m.from_stage END AS to_stage,"
        f" m.low * {value} AS low, COALESCE(m.high, 0) * {value} AS high,"
        f" CASE WHEN m.high IS NULL THEN {value} ELSE 0 END AS open"
        f" FROM {Movement._meta.db_table} m WHERE {condition}"
    )


def nearest_totals(day: date) -> date | None:
    """The closing day with totals that has the fewest days of movements between itself and a day; None before all.

    A closing day without movements before it has no totals and needs none. From a later one, the movements after the
    day are taken off again.
    """
    later, opened = closing_day(day), opening_day(day)
    comparison, limit = ("<=", later) if (later - day).days <= (day - opened).days else ("<", opened)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT MAX(until) FROM {TOTALS} WHERE until {comparison} %s", [limit.isoformat()])
        found = cursor.fetchone()[0]
    return date.fromisoformat(found) if found else None


def _day(day: date) -> object:
    return connection.ops.adapt_datefield_value(day)


def stage_balances(view: View, by: Iterable[str], only: Only = EVERYTHING) -> dict[tuple[str, ...], dict[Stage, Sum]]:
    """What stands in every stage that was touched, for every combination of the dimensions `by`.

    The same as `flows_by` and `standing`, in one pass over plain numbers: it serves reports of every balance.
    """
    names = tuple(by)
    wide = len(names)
    cells: dict[tuple[str, ...], dict[str, list[int]]] = {}
    for row in _rows(view, names, only):
        _, _, low, high, unbounded = row[wide:]
        story = cells.setdefault(row[:wide], {})
        for stage, at in ((row[wide], 3), (row[wide + 1], 0)):
            cell = story.get(stage)
            if cell is None:
                cell = story[stage] = [0] * 6
            cell[at] += low
            cell[at + 1] += high
            cell[at + 2] += unbounded
    return {
        key: {STAGES[stage]: _left(cell) for stage, cell in story.items() if stage != Stage.OUTSIDE}
        for key, story in cells.items()
    }


def _left(cell: list[int]) -> Sum:
    """`Sum.minus` over six plain numbers: what entered, then what left."""
    low = 0 if cell[5] else max(0, cell[0] - cell[4])
    return Sum(int(low), int(max(0, cell[1] - cell[3])), int(cell[2]))
