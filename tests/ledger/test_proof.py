"""`kept verify`: a whole ledger proves, and what was changed behind the program's back is named."""

from __future__ import annotations

import pytest
from django.db import connection

from kept.access import door
from kept.access.records import Record
from kept.access.verify import chained_models
from kept.ledger.models import Movement, Total
from kept.ledger.proof import totals_broken, verify
from tests.worlds import OFFICE, world

pytestmark = pytest.mark.django_db

TOTALS = Total._meta.db_table
MOVEMENTS = Movement._meta.db_table
WORLD = """
    2024-01-10 NO pledges 100 drone as c-1
    2024-02-10 c-1 moves 20+ from pledged to dispatched
    2024-02-28 NO asserts 50 drone dispatched
    - takes back 2
"""


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def without_triggers(table: str) -> None:
    """What somebody does who knows the database and not the rule."""
    if connection.vendor == "postgresql":
        # The rows of this test still wait for their foreign keys to be looked at.
        run("SET CONSTRAINTS ALL IMMEDIATE")
        run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")


@pytest.fixture(autouse=True)
def told() -> None:
    world(WORLD)


def test_a_whole_ledger_proves_with_every_row_counted() -> None:
    counts, findings = verify(OFFICE)
    assert findings == []
    assert counts == {model._meta.db_table: rows_of(model) for model in chained_models()}
    assert counts[MOVEMENTS] == 3


def rows_of(model: type[Record]) -> int:
    return door.rows(model, OFFICE).count()


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {TOTALS} SET low = low + 1 WHERE id = (SELECT MIN(id) FROM {TOTALS})",
        f"UPDATE {TOTALS} SET high = high - 1 WHERE id = (SELECT MIN(id) FROM {TOTALS})",
        f"UPDATE {TOTALS} SET open = 7 WHERE id = (SELECT MAX(id) FROM {TOTALS})",
        f"DELETE FROM {TOTALS} WHERE id = (SELECT MIN(id) FROM {TOTALS})",
        f"DELETE FROM {TOTALS}",
    ],
)
def test_a_changed_total_is_found(statement: str) -> None:
    run(statement)
    assert [one.code for one in totals_broken()][:1] == ["totals-differ"]
    assert {one.code for one in verify(OFFICE)[1]} == {"totals-differ"}


@pytest.mark.parametrize(
    ("statement", "row"),
    [
        (f"UPDATE {MOVEMENTS} SET low = 1 WHERE id = 2", 2),
        (f"UPDATE {MOVEMENTS} SET to_stage = 'accepted' WHERE id = 1", 1),
        (f"UPDATE {MOVEMENTS} SET release = 'owner:NO' WHERE id = 3", 3),
        (f"UPDATE {MOVEMENTS} SET day = '2024-01-11' WHERE id = 1", 1),
        (f"DELETE FROM {MOVEMENTS} WHERE id = 3", 3),
    ],
)
def test_a_changed_movement_is_named(statement: str, row: int) -> None:
    without_triggers(MOVEMENTS)
    run(statement)
    broken = [one for one in verify(OFFICE)[1] if one.code == "chain-broken"]
    assert [one.evidence for one in broken] == [(f"{MOVEMENTS}:{row}",)]


def test_a_movement_that_was_made_up_shows_in_chain_and_totals() -> None:
    copied = "commitment_id, account_id, from_stage, to_stage, low, high, day, date, release, recorded_at, recorded_by"
    run(f"INSERT INTO {MOVEMENTS} (id, {copied}, hash) SELECT 4, {copied}, 'made up' FROM {MOVEMENTS} WHERE id = 1")
    assert {one.code for one in verify(OFFICE)[1]} == {"chain-broken", "totals-differ"}


def test_a_quote_that_moved_in_its_document_is_found() -> None:
    without_triggers("evidence_document")
    run("UPDATE evidence_document SET text = 'x' || text")
    assert {"quote-moved", "chain-broken"} <= {one.code for one in verify(OFFICE)[1]}
