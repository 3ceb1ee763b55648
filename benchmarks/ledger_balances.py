"""Recording and balancing ten million movements: against a limit of 15,000 a second, DuckDB on Parquet, and beancount.

    python -m benchmarks.ledger_balances [--movements 10000000] [--folder KEEP] [--beancount 20000]

Both sides answer the same question (every coalition × item × stage as of a day, low and high) and must agree.
beancount is GPL and no dependency: it is installed into an environment of its own, and asked by its command line.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks import world

AS_OF = date(2025, 6, 15)
LIMIT_PER_SECOND = 15_000
WANTED_AGAINST_DUCKDB = 0.5
WANTED_AGAINST_BEANCOUNT = 50

QUESTION = """
SELECT coalition, item, stage,
       greatest(0, sum(low_in) - CASE WHEN sum(open_out) > 0 THEN sum(low_in) ELSE sum(high_out) END) AS low,
       CASE WHEN sum(open_in) > 0 THEN NULL ELSE greatest(0, sum(high_in) - sum(low_out)) END AS high
FROM (
    SELECT coalition, item, to_stage AS stage, low AS low_in, coalesce(high, 0) AS high_in,
           CASE WHEN high IS NULL THEN 1 ELSE 0 END AS open_in, 0 AS low_out, 0 AS high_out, 0 AS open_out
    FROM read_parquet(?) WHERE day <= ?
    UNION ALL
    SELECT coalition, item, from_stage, 0, 0, 0, low, coalesce(high, 0), CASE WHEN high IS NULL THEN 1 ELSE 0 END
    FROM read_parquet(?) WHERE day <= ?
) GROUP BY ALL HAVING stage <> 'outside'
"""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--movements", type=int, default=10_000_000)
    arguments.add_argument("--folder", type=Path, help="keep the store here, and use it again where it is there")
    arguments.add_argument("--beancount", type=int, default=20_000, help="transactions in the journal; 0 leaves it out")
    told = arguments.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = told.folder or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        run(folder, told.movements, told.beancount)


def run(folder: Path, count: int, journal: int) -> None:
    parquet = folder / "movements.parquet"
    fresh = not parquet.exists()
    world.open_folder(folder)
    if fresh:
        recorded(parquet, count)
    ours, balances = world.best_of(5, all_balances)
    theirs, answer = world.best_of(5, lambda: in_duckdb(parquet))
    if balances != answer:
        wrong = sorted(set(balances.items()) ^ set(answer.items()), key=str)[:4]
        raise SystemExit(f"the two do not agree: {len(balances)} and {len(answer)} rows, for example {wrong}")
    print(f"all balances ({len(balances):,} of coalition × item × stage, as of {AS_OF}) over {count:,} movements:")
    print(f"  Kept on SQLite {ours * 1000:,.0f} ms, DuckDB on Parquet {theirs * 1000:,.0f} ms, same answer")
    print(f"  ratio {ours / theirs:.2f} of DuckDB's time (wanted: at most {WANTED_AGAINST_DUCKDB})")
    if journal:
        seconds = in_beancount(folder, journal)
        ratio = (seconds / journal) / (ours / count)
        print(f"beancount loads and balances {journal:,} transactions in {seconds:.1f} s")
        print(f"  ratio {ratio:,.0f} times Kept's time a transaction (wanted: at least {WANTED_AGAINST_BEANCOUNT})")


def recorded(parquet: Path, count: int) -> None:
    """Build the store through the same function as every import, and the same rows as Parquet."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    made = world.found(seed=1)
    names = ("coalition", "item", "from_stage", "to_stage", "low", "high", "day")
    types = (pa.string(), pa.string(), pa.string(), pa.string(), pa.int64(), pa.int64(), pa.date32())
    schema = pa.schema(list(zip(names, types, strict=True)))
    partial = parquet.with_suffix(".partial")
    with pq.ParquetWriter(partial, schema) as writer:

        def batches() -> Any:
            for rows in world.movements(made, count, seed=2):
                scopes = [made.accounts[row[0] - 1] for row in rows]
                columns = [[s[1] for s in scopes], [s[2] for s in scopes], *([r[n] for r in rows] for n in range(2, 7))]
                writer.write_batch(
                    pa.record_batch([pa.array(c, t) for c, t in zip(columns, types, strict=True)], schema)
                )
                yield rows

        seconds = world.record(batches(), count)
    partial.rename(parquet)
    rate = count / seconds
    print(f"recording with chain and totals, durable each {world.BATCH:,}: {rate:,.0f} movements a second")
    print(f"  ratio {rate / LIMIT_PER_SECOND:.1f} of the limit of {LIMIT_PER_SECOND:,}")


def all_balances() -> dict[tuple[str, str, str], tuple[int, int | None]]:
    """Every balance by Kept's own functions, as plain numbers."""
    from kept.ledger.flows import View, stage_balances

    view = View(world.stamp().by, AS_OF)
    return {
        (coalition, item, stage.value): (told.low, None if told.open else told.high)
        for (coalition, item), stages in stage_balances(view, ("coalition", "item")).items()
        for stage, told in stages.items()
    }


def in_duckdb(parquet: Path) -> dict[tuple[str, str, str], tuple[int, int | None]]:
    import duckdb

    connection = duckdb.connect()
    rows = connection.execute(QUESTION, [str(parquet), AS_OF, str(parquet), AS_OF]).fetchall()
    return {(c, i, s): (int(low), None if high is None else int(high)) for c, i, s, low, high in rows}


def in_beancount(folder: Path, count: int) -> float:
    """Seconds that beancount takes to load and check a journal of such movements, in its own environment."""
    home = folder / "beancount"
    python = home / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", "beancount"], check=True)
    journal = folder / "journal.beancount"
    made = world.World([("D00", "coalition-0", "item-000")] * 6000, list(range(1, 6001)))
    accounts: set[str] = set()
    lines = []
    for rows in world.movements(made, count, seed=3):
        for row in rows:
            legs = [f"Assets:C{row[0] % 10}:I{row[0] % 300}:{stage.capitalize()}" for stage in row[2:4]]
            accounts.update(legs)
            amount = row[4] // 1000
            lines.append(f'{row[6]} * "moved"\n  {legs[0]}  -{amount} PIECE\n  {legs[1]}  {amount} PIECE\n')
    opened = [f"2022-12-31 open {name}\n" for name in sorted(accounts)]
    journal.write_text("".join([*opened, *lines]), encoding="utf-8")
    balance = (
        "import sys; from beancount import loader; from beancount.core import realization;"
        "entries, errors, options = loader.load_file(sys.argv[1]);"
        "assert not errors, errors[:1]; realization.compute_balance(realization.realize(entries))"
    )
    start = time.perf_counter()
    subprocess.run([str(python), "-c", balance, str(journal)], check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
