"""The two labelled texts that stand beside the repository: every claim found and nothing else."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from kept.reading.documents import open_document
from kept.reading.reader import load_tables, read
from tests.reading.shorthand import line

SHARED = Path(os.environ.get("KEPT_SHARED") or Path(__file__).resolve().parents[3] / "shared")
LABELLED = SHARED / "claims" / "dev"


@pytest.mark.skipif(not LABELLED.is_dir(), reason="../shared is not there (KEPT_SHARED)")
def test_the_labelled_texts_are_read_without_a_miss_or_a_slip() -> None:
    from kept.vocabulary.claims import from_json

    rows = [
        json.loads(row) for row in (LABELLED / "gold.jsonl").read_text(encoding="utf-8").splitlines() if row.strip()
    ]
    for row in rows:
        raw = (LABELLED / f"{row['doc']}.txt").read_bytes()
        document, _ = open_document(row["doc"], raw, today=date(2024, 12, 31))
        assert document is not None
        wanted = sorted(line(from_json(claim)) for claim in row["claims"])
        assert sorted(line(claim) for claim in read(document, load_tables()).claims) == wanted
