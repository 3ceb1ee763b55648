"""The example's notes as a person takes them in: read, kept, settled by rule, and taken in again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Ended, Kept

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "coalitions-for-ukraine"
NOTES = sorted(str(path) for path in (EXAMPLE / "documents").glob("*.txt"))


def counts(program: Kept) -> dict[str, int]:
    """Rows per table of a store that proves."""
    told = program("verify", "--json").json
    assert told["findings"] == []
    return dict(told["rows"])


@pytest.fixture
def store(program: Kept) -> Kept:
    """A store that holds the example's tables."""
    assert program("import", "facts", str(EXAMPLE)).status == 1
    return program


def clean(ended: Ended) -> Ended:
    assert ended.status in (0, 1), ended.err
    assert "Traceback" not in ended.err
    return ended


def test_notes_are_read_one_line_each_and_nothing_is_kept(program: Kept) -> None:
    assert len(NOTES) >= 10
    ended = clean(program("read", *NOTES, "--format", "jsonl"))
    lines = [json.loads(line) for line in ended.out.splitlines()]
    assert [line["doc"] for line in lines] == [Path(path).stem for path in NOTES]
    assert all(claim["quote"] for line in lines for claim in line["claims"])
    assert sum(counts(program).values()) == 0


def test_notes_wait_for_a_person_and_move_nothing_by_themselves(store: Kept) -> None:
    before = counts(store)
    clean(store("import", "documents", *NOTES))
    after = counts(store)
    grown = {table for table, count in after.items() if count != before[table]}
    assert grown == {"evidence_document", "evidence_claim"}
    assert after["evidence_document"] == before["evidence_document"] + len(NOTES)


def test_settling_by_rule_counts_no_promise_twice(store: Kept) -> None:
    before = counts(store)
    clean(store("import", "documents", "--settle", *NOTES))
    after = counts(store)
    for table in ("ledger_commitment", "ledger_movement", "outlook_goal", "supply_contract", "supply_productionentry"):
        assert after[table] == before[table]
    assert after["evidence_review"] > before["evidence_review"]


def test_taking_in_the_notes_twice_changes_nothing(store: Kept) -> None:
    clean(store("import", "documents", "--settle", *NOTES))
    before = counts(store)
    clean(store("import", "documents", "--settle", *NOTES))
    assert counts(store) == before


def test_a_claim_of_a_note_that_a_person_accepts_acts_on_the_ledger_with_its_words(store: Kept) -> None:
    clean(store("import", "documents", "--settle", *NOTES))
    waiting = store("claims", "--open", "--json").json["claims"]
    gifts = [row for row in waiting if row["kind"] == "transfer" and row["claim"]["mode"] == "increment"]
    before = counts(store)
    clean(store("review", str(gifts[0]["id"]), "accept"))
    assert counts(store)["ledger_commitment"] == before["ledger_commitment"] + 1
