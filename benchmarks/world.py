"""A large ledger made by rule from a seed: the same for every benchmark, recorded the way an import records."""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

COALITIONS, ITEMS, DONORS, DONORS_EACH = 10, 300, 40, 2
FIRST_DAY, DAYS = date(2023, 1, 1), 36 * 30
AT = datetime(2026, 1, 1, tzinfo=UTC)
BATCH = 50_000

Row = tuple[Any, ...]


@dataclass(frozen=True)
class World:
    """Accounts as (donor, coalition, item), with the id of each in the store."""

    accounts: list[tuple[str, str, str]]
    ids: list[int]


def open_folder(folder: Path) -> None:
    """Ready a store in a folder, before anything of it is imported."""
    os.environ["KEPT_DATA"] = str(folder)
    os.environ.pop("DATABASE_URL", None)
    from kept.access.store import open_store

    open_store()


def environment(folder: Path) -> dict[str, str]:
    """The environment of a program that is to work on the store of a folder."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, "KEPT_DATA": str(folder)}


def found(seed: int) -> World:
    """Record the accounts, and one commitment record for each."""
    from kept.access.journal import append
    from kept.ledger.models import Commitment
    from kept.ledger.recording import Scope, open_accounts

    draw = random.Random(seed)
    accounts = [
        (f"D{donor:02}", f"coalition-{c}", f"item-{i:03}")
        for c in range(COALITIONS)
        for i in range(ITEMS)
        for donor in draw.sample(range(DONORS), DONORS_EACH)
    ]
    scopes = [Scope(donor, coalition, "UA", item, "piece") for donor, coalition, item in accounts]
    known = open_accounts(scopes, stamp())
    rows = [
        {"code": f"c-{n}", "donor": donor, "coalition": coalition, "recipient": "UA", "item": item}
        for n, (donor, coalition, item) in enumerate(accounts)
    ]
    append(Commitment, rows, stamp())
    return World(accounts, [known[scope] for scope in scopes])


def stamp() -> Any:
    from kept.access.actors import Actor, Role
    from kept.access.journal import Stamp

    return Stamp(Actor("benchmark", Role.OFFICE), AT)


def movements(world: World, count: int, seed: int) -> Iterator[list[Row]]:
    """Batches of movements in order of their days, each a step of the six-stage way; one in twenty is open above."""
    stages = ["outside", "pledged", "committed", "allocated", "contracted", "produced", "dispatched"]
    draw = random.Random(seed)
    batch: list[Row] = []
    for number in range(count):
        account = draw.randrange(len(world.ids))
        step = draw.randrange(6)
        low = draw.randrange(1, 5000) * 1000
        kind = draw.random()
        high = None if kind < 0.05 else low + (draw.randrange(100) * 1000 if kind < 0.15 else 0)
        day = FIRST_DAY + timedelta(days=number * DAYS // count)
        legs = (stages[step], stages[step + 1])
        batch.append((account + 1, world.ids[account], *legs, low, high, day, day.isoformat(), None, None, "public"))
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def record(batches: Iterator[list[Row]], whole: int) -> float:
    """Record batches, each durable at its end; returns the seconds that the recording alone took."""
    from kept.ledger.recording import record_rows

    seconds, done = 0.0, 0
    for batch in batches:
        start = time.perf_counter()
        record_rows(batch, stamp())
        seconds += time.perf_counter() - start
        done += len(batch)
        if sys.stderr.isatty() or done % (10 * BATCH) == 0:
            print(f"\r{done:,} of {whole:,} recorded, {done / seconds:,.0f} a second", end="", file=sys.stderr)
    print(file=sys.stderr)
    return seconds


def best_of(times: int, work: Any) -> tuple[float, Any]:
    """(shortest seconds, last result) of several runs."""
    shortest, result = float("inf"), None
    for _ in range(times):
        start = time.perf_counter()
        result = work()
        shortest = min(shortest, time.perf_counter() - start)
    return shortest, result
