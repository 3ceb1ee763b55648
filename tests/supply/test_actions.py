"""Contracts and production lines: what they hold, and that they move nothing by themselves."""

from __future__ import annotations

import pytest

from kept.access import door
from kept.ledger.models import Movement
from kept.supply.models import Contract, ProductionEntry
from kept.vocabulary.quantity import exactly
from tests.worlds import OFFICE, world

pytestmark = pytest.mark.django_db


def test_a_contract_holds_its_figures_and_moves_nothing() -> None:
    told = world("2024-02-15 NO contracts 2000 drone for 500 EUR by 2024-12-31 as k-1 table contracts from 2024-06")
    contract = door.rows(Contract, OFFICE).get()
    assert (contract.code, contract.buyer, contract.item, contract.unit) == ("k-1", "NO", "drone", "piece")
    assert (contract.low, contract.high, contract.amount, contract.currency) == (2000000, 2000000, 500000, "EUR")
    assert (contract.signed, contract.delivery_start) == ("2024-02-15", "2024-06")
    assert told.line("contracted").best == exactly(0)
    assert door.rows(Movement, OFFICE).count() == 0


@pytest.mark.parametrize(
    ("promise", "fulfils"),
    [
        ("2024-02-01 NO allocates 2000 drone as c-1", "c-1"),
        ("2024-02-01 NO allocates 2000 fpv-drone as c-1", "c-1"),
        ("2024-02-01 LV allocates 2000 drone as c-1", ""),
        ("2024-02-01 NO allocates 2000 shell as c-1", ""),
        ("2024-03-01 NO allocates 2000 drone as c-1", ""),
        ("2024-02-01 NO allocates 7 drone as c-1 \n 2024-02-02 NO allocates 9 drone as c-2", ""),
    ],
)
def test_a_contract_names_the_promise_that_it_fulfils_only_where_there_is_just_one(promise: str, fulfils: str) -> None:
    world(f"{promise} \n 2024-02-15 NO contracts 2000 drone as k-1 table contracts")
    assert door.rows(Contract, OFFICE).get().commitment == fulfils


@pytest.mark.parametrize(("verb", "kind"), [("plans", "planned"), ("can", "capacity"), ("makes", "produced")])
def test_a_production_line_holds_what_is_planned_possible_and_made(verb: str, kind: str) -> None:
    told = world(f"2024-02 maker {verb} 100 drone as p-1")
    entry = door.rows(ProductionEntry, OFFICE).get()
    assert (entry.code, entry.producer, entry.kind, entry.start, entry.end) == (
        "p-1",
        "maker",
        kind,
        "2024-02",
        "2024-02",
    )
    assert told.line("produced").best == exactly(100 if kind == "produced" else 0)


def test_a_plan_and_a_capacity_are_never_counted_as_made() -> None:
    told = world("""
        2024-02 maker makes 100 drone
        2024-02 maker plans 500 drone
        2024-02 maker can 900 drone
    """)
    assert told.line("produced", donor="maker").best == exactly(100)


def test_the_output_of_a_year_and_of_its_months_never_add() -> None:
    told = world("""
        2024-01 maker makes 100 drone
        2024-02 maker makes 100 drone
        - maker makes 1000 drone from 2024-01 until 2024-12
    """)
    assert told.line("produced", donor="maker").best == exactly(1000)
