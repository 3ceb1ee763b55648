"""The example's tables are read whole, and are the shared facts where those are at hand."""

from __future__ import annotations

import csv
import os
from collections import Counter
from pathlib import Path

import pytest

from kept.importing.facts import read_folder
from kept.importing.rows import Import
from kept.vocabulary.claims import KINDS, Meeting, from_json, to_json

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "coalitions-for-ukraine"
FACTS = Path(os.environ.get("KEPT_SHARED", ROOT.parent / "shared")) / "facts"

ROWS = {
    "coalitions.csv": 11,
    "memberships.csv": 200,
    "headcounts.csv": 75,
    "goals.csv": 54,
    "commitments.csv": 409,
    "contracts.csv": 24,
    "production.csv": 23,
    "meetings.csv": 52,
    "shares.csv": 29,
}
FINDINGS = {
    "goal-without-number": 8,
    "share-is-change": 6,
    "cell-missing": 3,
    "period-open": 2,
    "event-unknown": 2,
    "coalition-unknown": 1,
}


@pytest.fixture(scope="module")
def example() -> Import:
    return read_folder(EXAMPLE)


def test_every_row_of_the_example_is_a_claim_or_a_finding(example: Import) -> None:
    assert (len(example.parties), len(example.items), len(example.coalitions)) == (66, 42, 11)
    assert {name: len(rows) for name, rows in example.claims.items()} == ROWS
    assert len(example.reports) == 427
    assert Counter(each.code for each in example.findings) == FINDINGS


def test_every_quote_of_the_example_stands_at_its_place(example: Import) -> None:
    texts = {file.name: file.text for file in example.files}
    for rows in example.claims.values():
        for row in rows:
            assert texts[row.place.file][row.claim.start : row.claim.end] == row.claim.quote


def test_every_claim_of_the_example_is_one_of_the_codebook(example: Import) -> None:
    for rows in example.claims.values():
        for row in rows:
            assert row.claim.kind in KINDS
            assert from_json(to_json(row.claim), row.claim.start) == row.claim


def test_every_coalition_that_meets_in_the_example_is_recognised(example: Import) -> None:
    bodies = {row.claim.body for row in example.claims["meetings.csv"] if isinstance(row.claim, Meeting)}
    coalitions = {body for body in bodies if body.startswith("coalition:")}
    names = {"armour", "artillery", "demining", "drone", "ew", "iamd", "it"}
    assert coalitions == {f"coalition:{name}" for name in names}


@pytest.mark.skipif(not FACTS.is_dir(), reason="the shared facts are not at hand (KEPT_SHARED)")
def test_the_example_holds_the_shared_facts_and_further_names_of_coalitions() -> None:
    for path in sorted(FACTS.glob("*.csv")):
        if path.name != "coalitions.csv":
            assert (EXAMPLE / path.name).read_bytes() == path.read_bytes()
    with (FACTS / "coalitions.csv").open(encoding="utf-8", newline="") as file:
        shared = list(csv.DictReader(file))
    with (EXAMPLE / "coalitions.csv").open(encoding="utf-8", newline="") as file:
        ours = list(csv.DictReader(file))
    assert all(row.pop("aliases") for row in ours)
    assert ours == shared
