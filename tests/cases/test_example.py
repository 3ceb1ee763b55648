"""The example's tables taken in whole: counts, a second time, and balances against sums made without the product."""

from __future__ import annotations

import csv
import shutil
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kept.access import door
from kept.access.journal import Stamp
from kept.access.verify import chained_models
from kept.evidence.models import Claim, Document
from kept.importing.facts import read_folder
from kept.ledger.balances import balance_rows
from kept.ledger.flows import Only
from kept.ledger.models import Assertion, Commitment, Movement
from kept.ledger.proof import verify
from kept.outlook import intake
from kept.outlook.models import Goal
from kept.registry.models import Entry, Membership
from kept.supply.models import Contract, ProductionEntry
from tests.worlds import OFFICE, RECORDED, view_of

pytestmark = pytest.mark.django_db

FACTS = Path(__file__).resolve().parents[2] / "examples" / "coalitions-for-ukraine"
DONORS = ("NO", "LV", "GB", "NL", "DE")
# The stages at which the ledger books the words of the table, told here again so that a slip there shows.
GOODS = ("pledged", "allocated", "contracted", "produced", "dispatched")
MONEY = {"pledged": "pledged", "allocated": "committed", "contracted": "obligated", "dispatched": "paid"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in FACTS.glob("*.csv"):
        shutil.copy(path, tmp_path)
    return tmp_path


def take(folder: Path) -> list[str]:
    """Take the folder in; the codes of what was wrong."""
    stamp = Stamp(OFFICE, RECORDED)
    found = intake.take_tables(read_folder(folder, known=intake.known(stamp)), stamp)
    return [one.code for one in found]


def rows(name: str) -> list[dict[str, str]]:
    with (FACTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_row_of_the_example_arrives_where_it_belongs(folder: Path) -> None:
    codes = take(folder)
    assert not {"party-unknown", "item-unknown", "row-changed", "stage-unknown"} & set(codes)
    increments = [row for row in rows("commitments.csv") if row["mode"] == "increment"]
    made = [row["id"] for row in rows("production.csv") if row["kind"] == "actual"]
    records = set(door.rows(Commitment, OFFICE).values_list("code", flat=True))
    assert {row["id"] for row in increments} <= records <= {row["id"] for row in increments} | set(made)
    legs = sum(bool(row["quantity_low"] or row["quantity_high"]) + bool(row["amount"]) for row in increments)
    assert door.rows(Movement, OFFICE).exclude(to_stage="produced").count() + produced(increments) == legs
    totals = [row for row in rows("commitments.csv") if row["mode"] == "cumulative"]
    told = set(door.rows(Assertion, OFFICE).filter(kind="balance").values_list("code", flat=True))
    assert {row["id"] for row in totals} <= told
    assert door.rows(Goal, OFFICE).count() == len(rows("goals.csv"))
    assert door.rows(ProductionEntry, OFFICE).count() == len(rows("production.csv"))
    assert door.rows(Contract, OFFICE).count() == sum(bool(row["buyer"]) for row in rows("contracts.csv"))
    assert door.rows(Membership, OFFICE).count() >= len(rows("memberships.csv"))


def produced(increments: list[dict[str, str]]) -> int:
    """Gifts told as produced stand beside the output of makers."""
    return sum(row["stage"] == "produced" for row in increments)


def test_every_figure_of_the_example_leads_to_its_row(folder: Path) -> None:
    take(folder)
    texts = {document.id: document.text for document in door.rows(Document, OFFICE)}
    claims = {claim.id: claim for claim in door.rows(Claim, OFFICE)}
    entries: list[Entry | Movement | Assertion] = [*door.rows(Commitment, OFFICE), *door.rows(Goal, OFFICE)]
    entries += [*door.rows(Contract, OFFICE), *door.rows(ProductionEntry, OFFICE), *door.rows(Membership, OFFICE)]
    entries += [*door.rows(Movement, OFFICE), *door.rows(Assertion, OFFICE)]
    for number in [row.claim_id for row in entries]:
        assert number is not None
        claim = claims[number]
        assert texts[claim.document_id][claim.start :].startswith(claim.quote)


def test_taking_in_the_example_twice_changes_nothing(folder: Path) -> None:
    take(folder)
    counts, findings = verify(OFFICE)
    assert findings == []
    take(folder)
    assert verify(OFFICE) == (counts, [])
    assert counts == {model._meta.db_table: door.rows(model, OFFICE).count() for model in chained_models()}


def test_a_row_that_was_changed_is_told_and_the_record_stands(folder: Path) -> None:
    take(folder)
    before = balances("NO")
    path = folder / "commitments.csv"
    text = path.read_text(encoding="utf-8")
    changed = text.replace(
        "c-no-6-f16,2024-07-10,NO,airforce,UA,f-16,6,6", "c-no-6-f16,2024-07-10,NO,airforce,UA,f-16,9,9"
    )
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    assert take(folder).count("row-changed") == 1
    assert balances("NO") == before
    assert verify(OFFICE)[1] == []


def test_a_folder_with_only_some_of_the_tables_goes_in_and_the_rest_later(folder: Path) -> None:
    later = {
        path.name: path.read_bytes() for path in folder.glob("*.csv") if path.name in ("shares.csv", "reports.csv")
    }
    for name in later:
        (folder / name).unlink()
    assert take(folder).count("table-missing") == 2
    for name, raw in later.items():
        (folder / name).write_bytes(raw)
    assert "table-missing" not in take(folder)
    assert verify(OFFICE)[1] == []


# --- five donors, by csv and Decimal alone ----------------------------------------------------------------------------


def bounds(row: dict[str, str], unit: str) -> tuple[Decimal, Decimal | None]:
    if unit == row["currency"] != "":
        return Decimal(row["amount"]), Decimal(row["amount"])
    high = row["quantity_high"]
    return Decimal(row["quantity_low"] or 0), Decimal(high) if high else None


def independent(donor: str) -> dict[tuple[str, str, str], tuple[Decimal, Decimal | None]]:
    """(item, stage, unit) → (low, high), summed over the increments of the table; money and numbers apart."""
    units = {row["slug"]: row["unit"] for row in rows("items.csv")}
    sums: dict[tuple[str, str, str], tuple[Decimal, Decimal | None]] = defaultdict(lambda: (Decimal(0), Decimal(0)))
    for row in rows("commitments.csv"):
        if row["donor"] != donor or row["mode"] != "increment":
            continue
        stage = (MONEY if row["item"] == "money" else dict.fromkeys(GOODS)).get(row["stage"]) or row["stage"]
        if stage == "delivered":
            stage = "paid" if row["item"] == "money" else "dispatched"
        told = [units[row["item"]]] if row["quantity_low"] or row["quantity_high"] else []
        for unit in told + ([row["currency"]] if row["amount"] else []):
            low, high = bounds(row, unit)
            known = sums[row["item"], stage, unit]
            top = None if high is None or known[1] is None else known[1] + high
            sums[row["item"], stage, unit] = (known[0] + low, top)
    return dict(sums)


def balances(donor: str) -> dict[tuple[str, str, str], tuple[Decimal | None, Decimal | None]]:
    """What the product says was itemised, zeros left out."""
    found = balance_rows(view_of(), ("item", "stage"), only=Only({"donor": [donor]}))
    told = {(row.key["item"], row.key["stage"], row.unit): row.line.itemised for row in found}
    return {key: (itemised.low, itemised.high) for key, itemised in told.items() if itemised.high != 0}


@pytest.mark.parametrize("donor", DONORS)
def test_a_donors_balances_are_the_sums_of_its_rows(folder: Path, donor: str) -> None:
    take(folder)
    expected = {key: value for key, value in independent(donor).items() if value[1] != 0}
    assert len(expected) > 5
    assert balances(donor) == expected


@pytest.mark.parametrize("donor", DONORS)
def test_a_running_total_never_slips_into_the_itemised_sum(folder: Path, donor: str) -> None:
    take(folder)
    totals = [row for row in rows("commitments.csv") if row["donor"] == donor and row["mode"] == "cumulative"]
    codes = set(door.rows(Commitment, OFFICE).filter(donor=donor).values_list("code", flat=True))
    assert not codes & {row["id"] for row in totals}


def test_no_movement_is_dated_later_than_its_row_tells(folder: Path) -> None:
    take(folder)
    told = {row["id"]: row for row in rows("commitments.csv")}
    for movement in door.rows(Movement, OFFICE):
        record = door.rows(Commitment, OFFICE).get(id=movement.commitment_id)
        row = told.get(record.code)
        if row and len(row["announced"]) == 10:
            assert movement.day == date.fromisoformat(row["announced"])
