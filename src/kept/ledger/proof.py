"""Proving the ledger: chains whole, totals equal to the movements, quotes at their places (`kept verify`)."""

from __future__ import annotations

from datetime import date

from django.db import connection

from kept.access.actors import Actor
from kept.access.verify import verify_chains
from kept.evidence.checks import quotes_moved
from kept.ledger.closing import closing_day, opening_day
from kept.ledger.models import Movement
from kept.ledger.recording import TOTALS
from kept.vocabulary.findings import Finding, finding


def verify(actor: Actor) -> tuple[dict[str, int], list[Finding]]:
    """Rows proved per table, and what is broken."""
    counts, findings = verify_chains()
    return counts, [*findings, *totals_broken(), *quotes_moved(actor)]


def totals_broken() -> list[Finding]:
    """The first total that is not the one before it plus the movements since; later ones rest on it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT until FROM {TOTALS} ORDER BY until")
        closings = [date.fromisoformat(until) for (until,) in cursor.fetchall()]
        cursor.execute(f"SELECT DISTINCT day FROM {Movement._meta.db_table}")
        days = {day if isinstance(day, date) else date.fromisoformat(day) for (day,) in cursor.fetchall()}
        unknown = sorted({closing_day(day) for day in days} - set(closings))
        if unknown:
            return [_broken(f"{unknown[0]}")]
        for before, until in zip([None, *closings], closings, strict=False):
            first = date.min if before is None else opening_day(until)
            told = [connection.ops.adapt_datefield_value(day) for day in (first, until)]
            cursor.execute(_comparison(), [*told, str(before), until.isoformat()])
            row = cursor.fetchone()
            if row is not None:
                return [_broken(f"{until}, account {row[0]}, {row[1]} to {row[2]}")]
    return []


def _broken(where: str) -> Finding:
    return finding("totals-differ", f"the kept total of {where} is not the sum of its movements", where)


def _comparison() -> str:
    """A flow whose total before and movements since are not its total: (first day, day, day before, day)."""
    sign = "CASE WHEN m.reverses_id IS NULL THEN 1 ELSE -1 END"
    start = "CASE WHEN m.reverses_id IS NULL THEN m.from_stage ELSE m.to_stage END"
    end = "CASE WHEN m.reverses_id IS NULL THEN m.to_stage ELSE m.from_stage END"
    movements = (
        f"SELECT m.account_id AS account_id, {start} AS from_stage, {end} AS to_stage,"
        f" m.low * {sign} AS low, COALESCE(m.high, 0) * {sign} AS high,"
        f" CASE WHEN m.high IS NULL THEN {sign} ELSE 0 END AS open FROM {Movement._meta.db_table} m"
        " WHERE m.day >= %s AND m.day <= %s"
    )
    before = f"SELECT account_id, from_stage, to_stage, low, high, open FROM {TOTALS} WHERE until = %s"
    total = f"SELECT account_id, from_stage, to_stage, -low, -high, -open FROM {TOTALS} WHERE until = %s"
    return (
        "SELECT account_id, from_stage, to_stage FROM"
        f" ({movements} UNION ALL {before} UNION ALL {total}) b GROUP BY account_id, from_stage, to_stage"
        " HAVING SUM(low) <> 0 OR SUM(high) <> 0 OR SUM(open) <> 0"
        " ORDER BY account_id, from_stage, to_stage LIMIT 1"
    )
