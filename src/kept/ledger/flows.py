"""Sums of movements between stages, as of a day and as recorded by a moment, from month totals and the days after them.

A balance of a day reads the totals of the whole years before it, the whole months before it, and only the movements
of its own month; what was recorded after the moment asked for is taken off again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import connection

from kept.access.actors import Actor
from kept.access.release import released_sql
from kept.ledger.models import Account, Movement, Total
from kept.vocabulary.quantity import Quantity
from kept.vocabulary.stages import Stage, at_or_behind

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
        for (start, end), amount in self.items():
            if end in inside and start not in inside:
                (jumps if start is Stage.OUTSIDE and end is not stage else steps).add(amount)
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
    for *key, start, end, low, high, unbounded in _rows(view, names, only):
        if low or high or unbounded:
            found[tuple(key)][Stage(start), Stage(end)] = Sum(int(low), int(high), int(unbounded))
    return dict(found)


def flows(view: View, only: Only = EVERYTHING) -> Flows:
    """All flows within the limits, as one story."""
    return flows_by(view, (), only).get((), Flows())


def _rows(view: View, names: tuple[str, ...], only: Only) -> list[tuple[str, ...]]:
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


def _source(view: View) -> tuple[str, list[object]]:
    """Three parts: totals of whole periods, movements of the begun month, and off again what was recorded later."""
    parts: list[str] = []
    values: list[object] = []
    periods = whole_periods(view.as_of)
    if periods:
        places = ", ".join(["%s"] * len(periods))
        parts.append(
            f"SELECT account_id, from_stage, to_stage, low, high, open FROM {Total._meta.db_table}"
            f" WHERE period IN ({places})"
        )
        values.extend(periods)
    if not _is_month_end(view.as_of):
        parts.append(_movements("m.day >= %s AND m.day <= %s", sign=1))
        values.extend([_day(view.as_of.replace(day=1)), _day(view.as_of)])
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


def whole_periods(day: date) -> list[str]:
    """The years and months that lie wholly on or before a day: the fewest that cover them."""
    after = day + timedelta(days=1)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT MIN(period) FROM {Total._meta.db_table}")
        first = cursor.fetchone()[0]
    if first is None:
        return []
    years = [f"{year:04}" for year in range(int(first[:4]), after.year)]
    return years + [f"{after.year:04}-{month:02}" for month in range(1, after.month)]


def _is_month_end(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _day(day: date) -> object:
    return connection.ops.adapt_datefield_value(day)
