"""Proving the ledger: chains whole, month totals equal to the movements, quotes at their places (`kept verify`)."""

from __future__ import annotations

from django.db import connection

from kept.access.actors import Actor
from kept.access.verify import verify_chains
from kept.evidence.checks import quotes_moved
from kept.ledger.models import Movement
from kept.ledger.recording import TOTALS
from kept.vocabulary.findings import Finding, finding


def verify(actor: Actor) -> tuple[dict[str, int], list[Finding]]:
    """Rows proved per table, and what is broken."""
    counts, findings = verify_chains()
    return counts, [*findings, *totals_broken(), *quotes_moved(actor)]


def totals_broken() -> list[Finding]:
    """Month and year totals that are not the sum of their movements; the first of them is named."""
    findings = []
    for length in (4, 7):
        with connection.cursor() as cursor:
            cursor.execute(_comparison(), [length, length])
            row = cursor.fetchone()
        if row is not None:
            period, account, start, end = row
            where = f"period {period}, account {account}, {start} to {end}"
            findings.append(
                finding("totals-differ", f"the kept total of {where} is not the sum of its movements", where)
            )
    return findings


def _comparison() -> str:
    """The first total that differs from its movements, on either side."""
    text = "CAST(m.day AS varchar(10))" if connection.vendor == "postgresql" else "m.day"
    sign = "CASE WHEN m.reverses_id IS NULL THEN 1 ELSE -1 END"
    start = "CASE WHEN m.reverses_id IS NULL THEN m.from_stage ELSE m.to_stage END"
    end = "CASE WHEN m.reverses_id IS NULL THEN m.to_stage ELSE m.from_stage END"
    movements = (
        f"SELECT substr({text}, 1, %s) AS period, m.account_id AS account_id, {start} AS from_stage, {end} AS to_stage,"
        f" m.low * {sign} AS low, COALESCE(m.high, 0) * {sign} AS high,"
        f" CASE WHEN m.high IS NULL THEN {sign} ELSE 0 END AS open FROM {Movement._meta.db_table} m"
    )
    totals = (
        "SELECT period, account_id, from_stage, to_stage, -low AS low, -high AS high, -open AS open"
        f" FROM {TOTALS} WHERE length(period) = %s"
    )
    return (
        "SELECT period, account_id, from_stage, to_stage FROM"
        f" ({movements} UNION ALL {totals}) b GROUP BY period, account_id, from_stage, to_stage"
        " HAVING SUM(low) <> 0 OR SUM(high) <> 0 OR SUM(open) <> 0"
        " ORDER BY period, account_id, from_stage, to_stage LIMIT 1"
    )
