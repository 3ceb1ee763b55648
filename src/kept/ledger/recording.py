"""Recording movements: rows, chain and month totals in one transaction; mistakes are reversed (R2, R3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from kept.access import door
from kept.access.journal import Stamp, append, append_tuples
from kept.errors import Misuse, UnknownRecord
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
        if row[2] == row[3]:
            raise Misuse(f"a movement from {row[2]} to {row[3]} goes nowhere")
    with transaction.atomic():
        ids = append_tuples(Movement, COLUMNS, rows, stamp)
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


def sums(rows: Iterable[tuple[object, ...]]) -> dict[tuple[str, int, str, str], list[int]]:
    """What rows add to the totals: (period, account, from, to) → [low, high, open]; a reversal takes away."""
    found: dict[tuple[str, int, str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for _, account, start, end, low, high, day, _, _, reverses, _ in rows:
        sign = 1 if reverses is None else -1
        legs = (start, end) if reverses is None else (end, start)
        told = str(day)
        for period in (told[:4], told[:7]):
            cell = found[period, account, *legs]  # type: ignore[index]  # rows are untyped tuples for speed
            cell[0] += sign * low  # type: ignore[operator]  # as above
            cell[1] += sign * (high or 0)  # type: ignore[operator]  # as above
            cell[2] += sign * (high is None)
    return found


def _add_totals(rows: Sequence[tuple[object, ...]]) -> None:
    cells = [(*key, *values) for key, values in sorted(sums(rows).items())]
    statement = (
        f"INSERT INTO {TOTALS} (period, account_id, from_stage, to_stage, low, high, open)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s)"
        " ON CONFLICT (period, account_id, from_stage, to_stage) DO UPDATE SET"
        f" low = {TOTALS}.low + excluded.low, high = {TOTALS}.high + excluded.high,"
        f" open = {TOTALS}.open + excluded.open"
    )
    with connection.cursor() as cursor:
        cursor.executemany(statement, cells)
