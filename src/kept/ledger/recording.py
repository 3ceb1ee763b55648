"""Recording movements: rows, chain and totals in one transaction; mistakes are reversed (R2, R3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db import connection, transaction

from kept.access import door
from kept.access.journal import Stamp, append, append_tuples
from kept.errors import Misuse, UnknownRecord
from kept.ledger.closing import closing_day
from kept.ledger.models import Account, Movement, Total
from kept.vocabulary.stages import Stage

COLUMNS = (
    "commitment_id",
    "account_id",
    "from_stage",
    "to_stage",
    "low",
    "high",
    "day",
    "date",
    "claim_id",
    "reverses_id",
    "release",
)
TOTALS = Total._meta.db_table
OUTSIDE = Stage.OUTSIDE.value
RAISE = (
    f"INSERT INTO {TOTALS} (until, account_id, from_stage, to_stage, low, high, open)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s)"
    " ON CONFLICT (until, account_id, from_stage, to_stage) DO UPDATE SET"
    f" low = {TOTALS}.low + excluded.low, high = {TOTALS}.high + excluded.high,"
    f" open = {TOTALS}.open + excluded.open"
)
Cell = tuple[int, str, str]
"""Account, from-stage, to-stage."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The values of one account: what a balance can be asked by."""

    donor: str
    coalition: str
    recipient: str
    item: str
    unit: str
    release: str = "public"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """One movement to record; `low` and `high` count thousandths."""

    commitment: int
    account: int
    from_stage: Stage = Stage.OUTSIDE
    to_stage: Stage
    low: int
    high: int | None
    day: date
    date: str = ""
    claim: int | None = None
    reverses: int | None = None
    release: str = "public"

    def row(self) -> tuple[object, ...]:
        return (
            self.commitment,
            self.account,
            self.from_stage.value,
            self.to_stage.value,
            self.low,
            self.high,
            self.day,
            self.date,
            self.claim,
            self.reverses,
            self.release,
        )


def open_accounts(scopes: Iterable[Scope], stamp: Stamp) -> dict[Scope, int]:
    """The account of each scope, opened where it is not there yet."""
    known = {
        Scope(a.donor, a.coalition, a.recipient, a.item, a.unit, a.release): a.id for a in door.rows(Account, stamp.by)
    }
    new = [scope for scope in dict.fromkeys(scopes) if scope not in known]
    rows = [{name: getattr(scope, name) for name in Scope.__slots__} for scope in new]
    return known | dict(zip(new, append(Account, rows, stamp), strict=True))


def record(flows: Sequence[Flow], stamp: Stamp) -> list[int]:
    """Book movements; returns their ids. All of them are in, with chain and totals, or none."""
    return record_rows([flow.row() for flow in flows], stamp)


def record_rows(rows: Sequence[tuple[object, ...]], stamp: Stamp) -> list[int]:
    """The same for rows in the order of COLUMNS: the way in for imports of millions."""
    for row in rows:
        start, end, low, high = row[2:6]
        if start == end:
            raise Misuse(f"a movement from {start} to {end} goes nowhere")
        if end == OUTSIDE and row[9] is None:
            raise Misuse(f"a movement from {start} to {end} lets a quantity vanish; reverse it, or move it to an end")
        if low < 0 or (high is not None and high < low):  # type: ignore[operator]  # rows are untyped tuples for speed
            raise Misuse(f"a movement of {low} to {high} thousandths: expected zero or more, and no low above its high")
    with transaction.atomic():
        ids = append_tuples(Movement, COLUMNS, rows, stamp)
        if rows:
            _add_totals(rows)
    return ids


def reverse(movement: int, stamp: Stamp) -> int:
    """Take a movement back: its legs change places on its own day, and both rows stay."""
    wrong = door.rows(Movement, stamp.by).filter(id=movement).first()
    if wrong is None:
        raise UnknownRecord("movement", movement)
    if wrong.reverses_id is not None or door.rows(Movement, stamp.by).filter(reverses=movement).exists():
        raise Misuse(f"movement {movement} is a reversal or has been reversed; record a new movement instead")
    back = Flow(
        commitment=wrong.commitment_id,
        account=wrong.account_id,
        from_stage=Stage(wrong.to_stage),
        to_stage=Stage(wrong.from_stage),
        low=wrong.low,
        high=wrong.high,
        day=wrong.day,
        date=wrong.date,
        claim=wrong.claim_id,
        reverses=movement,
        release=wrong.release,
    )
    return record([back], stamp)[0]


def sums(rows: Iterable[tuple[object, ...]]) -> dict[str, dict[Cell, list[int]]]:
    """What rows add to each closing day: day → cell → [low, high, open]; a reversal takes away."""
    found: dict[str, dict[Cell, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0, 0]))
    for _, account, start, end, low, high, day, _, _, reverses, _ in rows:
        sign = 1 if reverses is None else -1
        legs = (start, end) if reverses is None else (end, start)
        cell = found[_closing(str(day))][account, *legs]  # type: ignore[index]  # rows are untyped tuples for speed
        cell[0] += sign * low  # type: ignore[operator]  # as above
        cell[1] += sign * (high or 0)  # type: ignore[operator]  # as above
        cell[2] += sign * (high is None)
    return found


def _add_totals(rows: Sequence[tuple[object, ...]]) -> None:
    """Raise the totals of the closing day of each row, and of every later one that has totals.

    A new closing day begins with the totals of the one before, which this batch has raised already.
    """
    added = sums(rows)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT until FROM {TOTALS}")
        known = {until for (until,) in cursor.fetchall()}
        carried: dict[Cell, list[int]] = {}
        for until in sorted(added.keys() | {old for old in known if old > min(added)}):
            for cell, amounts in added.get(until, {}).items():
                before = carried.get(cell, [0, 0, 0])
                carried[cell] = [one + other for one, other in zip(before, amounts, strict=True)]
            raised = carried
            if until not in known:
                _begin(cursor, until, max((old for old in known if old < until), default=None))
                raised, known = added[until], known | {until}
            cursor.executemany(RAISE, [(until, *cell, *amounts) for cell, amounts in sorted(raised.items())])


def _begin(cursor: Any, until: str, before: str | None) -> None:
    columns = "account_id, from_stage, to_stage, low, high, open"
    copied = f"SELECT %s, {columns} FROM {TOTALS} WHERE until = %s"
    if before is not None:
        cursor.execute(f"INSERT INTO {TOTALS} (until, {columns}) {copied}", [until, before])


@cache
def _closing(day: str) -> str:
    return closing_day(date.fromisoformat(day)).isoformat()
