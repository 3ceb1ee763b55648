"""Pages over a large ledger, through HTTP on one worker: against a limit of 100 ms each, and a bare page.

    python -m benchmarks.pages [--commitments 100000] [--movements 1000000] [--folder KEEP]

The ledger is made by rule from a seed. A page is asked once to warm the process, then twenty times; the median counts.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from datetime import date, timedelta
from pathlib import Path

from benchmarks import world

PORT = 8791
LIMIT_SECONDS = 0.1
TIMES = 20
PAGES = (
    "/",
    "/goals/g-0",
    "/coalitions/coalition-0",
    "/promises",
    "/promises?coalition=coalition-1&sort=donor&page=40",
)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--commitments", type=int, default=100_000)
    arguments.add_argument("--movements", type=int, default=1_000_000)
    arguments.add_argument("--folder", type=Path, help="keep the store here, and use it again where it is there")
    told = arguments.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = told.folder or Path(made)
        if not (folder / "kept.sqlite3").exists():
            folder.mkdir(parents=True, exist_ok=True)
            world.open_folder(folder)
            build(told.commitments, told.movements)
        measure(folder)


def build(commitments: int, movements: int) -> None:
    """Registry, commitment records on the accounts of the world, goals, and movements."""
    from kept.access.journal import append
    from kept.ledger.models import Commitment
    from kept.outlook.models import Goal
    from kept.registry.models import Coalition, Item, Membership, Party

    stamp = world.stamp()
    donors = [f"D{n:02}" for n in range(world.DONORS)]
    append(Party, [{"slug": d, "name": f"Donor {d}", "kind": "country"} for d in [*donors, "UA"]], stamp)
    items = [{"slug": f"item-{n:03}", "name": f"item {n}", "unit": "piece"} for n in range(world.ITEMS)]
    append(Item, items, stamp)
    slugs = [f"coalition-{n}" for n in range(world.COALITIONS)]
    append(Coalition, [{"slug": s, "name": s, "launched": "2023"} for s in slugs], stamp)
    joined = [
        {"coalition": s, "party": d, "role": "member", "change": "joins", "date": "2023"} for s in slugs for d in donors
    ]
    append(Membership, joined, stamp)
    made = world.found(seed=1)
    first = date(2023, 1, 1)
    more = [made.accounts[n % len(made.accounts)] for n in range(commitments - len(made.accounts))]
    rows = [
        {"code": f"m-{n}", "donor": d, "coalition": c, "recipient": "UA", "item": i}
        | {"announced": (first + timedelta(days=n % 1000)).isoformat()}
        for n, (d, c, i) in enumerate(more)
    ]
    append(Commitment, rows, stamp)
    goals = [
        {"code": f"g-{n}", "owner": f"D{n:02}", "coalition": slugs[n % 10], "item": f"item-{n:03}", "unit": "piece"}
        | {"low": 10**9, "high": 10**9, "told_stage": "delivered", "stage": "dispatched", "deadline": "2026-12-31"}
        for n in range(20)
    ]
    append(Goal, goals, stamp)
    world.record(world.movements(made, movements, seed=2), movements)


def measure(folder: Path) -> None:
    command = [sys.executable, "-m", "kept.cli", "serve", "--port", str(PORT)]
    with subprocess.Popen(command, env=world.environment(folder), stdout=subprocess.DEVNULL) as server:
        try:
            wait()
            bare = median("/about")
            print(f"a bare page: {bare * 1000:.0f} ms")
            for path in PAGES:
                cold = once(path)
                warm = median(path)
                words = f"median {warm * 1000:.0f} ms, ratio {warm / LIMIT_SECONDS:.2f} of the limit"
                print(f"{path}: {words}, {warm / bare:.1f} times the bare page; first answer {cold * 1000:,.0f} ms")
        finally:
            server.terminate()


def wait() -> None:
    for _ in range(100):
        try:
            once("/about")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("the server did not start")


def once(path: str) -> float:
    start = time.perf_counter()
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}") as answer:
        answer.read()
    return time.perf_counter() - start


def median(path: str) -> float:
    once(path)
    return statistics.median(once(path) for _ in range(TIMES))


if __name__ == "__main__":
    main()
