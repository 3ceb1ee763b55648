"""A balance holds what is released to the one who asks, and nothing else."""

from __future__ import annotations

import pytest

from kept.access.actors import PUBLIC, Actor, Role
from kept.ledger.balances import balance_rows
from kept.ledger.checks import assertions, duplicates, in_the_future, overdrawn, shares, totals_differ
from kept.ledger.flows import View
from kept.vocabulary.quantity import exactly
from tests.worlds import LATEST, OFFICE, World, world

pytestmark = pytest.mark.django_db

CAST = {
    "office": OFFICE,
    "auditor": Actor("auditor", Role.AUDITOR),
    "donor": Actor("a Norwegian", Role.DONOR, "NO"),
    "member": Actor("a Latvian", Role.DONOR, "LV", frozenset({"drone"})),
    "like in name": Actor("nobody", Role.DONOR, "no", frozenset({"drones"})),
    "any letter": Actor("nobody", Role.DONOR, "_O"),
    "any word": Actor("nobody", Role.DONOR, "%"),
    "analyst": Actor("analyst", Role.ANALYST),
    "stranger": PUBLIC,
}
TOLD = """
    2024-01-01 NO pledges 1 drone
    2024-01-02 NO pledges 10 drone released owner:NO
    2024-01-03 NO pledges 100 drone released coalition:drone
    2024-01-04 NO pledges 1000 drone released parties:,LV,NO,
"""
SEEN = {
    "office": 1111,
    "auditor": 1111,
    "donor": 1011,
    "member": 1101,
    "like in name": 1,
    "any letter": 1,
    "any word": 1,
    "analyst": 1,
    "stranger": 1,
}


@pytest.fixture
def told() -> World:
    return world(TOLD)


@pytest.mark.parametrize("name", CAST)
def test_each_reader_gets_the_sum_of_what_is_released_to_it(told: World, name: str) -> None:
    assert told.line("pledged", by=CAST[name]).itemised == exactly(SEEN[name])
    rows = balance_rows(View(CAST[name], LATEST), ("donor", "item", "stage"))
    assert [row.line.best for row in rows] == [exactly(SEEN[name])]


@pytest.mark.parametrize("name", CAST)
def test_the_days_within_a_month_are_released_alike(told: World, name: str) -> None:
    after = told.line("pledged", by=CAST[name], as_of="2024-01-20").itemised
    assert after == exactly(SEEN[name])
    before = told.line("pledged", by=CAST[name], as_of="2024-01-02").itemised
    assert before == exactly(11 if SEEN[name] % 100 == 11 else 1)


def test_a_total_that_is_not_released_is_not_reported() -> None:
    told = world("""
        2024-01-31 NO asserts 200 drone dispatched
        2024-02-28 NO asserts 900 drone dispatched released owner:NO
    """)
    assert told.line("dispatched", by=PUBLIC).reported == exactly(200)
    assert told.line("dispatched", by=CAST["donor"]).reported == exactly(900)


def test_a_total_is_not_explained_by_movements_that_are_not_released() -> None:
    told = world("""
        2024-01-10 NO dispatches 150 drone released owner:NO
        2024-01-31 NO asserts 200 drone dispatched
    """)
    assert told.line("dispatched", by=PUBLIC).not_itemised == exactly(200)
    assert told.line("dispatched", by=CAST["donor"]).not_itemised == exactly(50)


def test_findings_name_nothing_that_is_not_released() -> None:
    world("""
        2024-01-10 NO pledges 150 drone as c-1 released owner:NO
        2024-01-11 NO pledges 150 drone as c-2
        2024-01-12 c-1 moves 900 from pledged to dispatched
        2024-01-31 NO asserts 200 drone dispatched released owner:NO
        2024-01-31 NO asserts 300 drone dispatched
        2024-01-31 NO bears 50 of drone
        2024-01-31 NO bears 60 of drone released owner:NO
        2027-02-01 NO pledges 1 drone released owner:NO
    """)
    checks = (duplicates, overdrawn, totals_differ, shares, in_the_future)
    found = {
        name: [one.code for check in checks for one in check(View(CAST[name], LATEST))]
        for name in ("donor", "stranger")
    }
    assert found["stranger"] == []
    assert found["donor"] == [
        "possible-duplicate",
        "overdrawn",
        "totals-reported-differ",
        "shares-differ",
        "date-future",
    ]
    assert [one.evidence for one in assertions(View(PUBLIC, LATEST))] == [("assertion 2 (claim-4)",)]
