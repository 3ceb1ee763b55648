"""Scoring a reader: claims found against claims that careful readers labelled, by the codebook's own comparison."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from kept.errors import FileUnreadable
from kept.reading.documents import open_document
from kept.reading.reader import read
from kept.reading.tables import load_tables
from kept.vocabulary.claims import ClaimRefused, from_json, to_json

COMPARED = {
    "membership": ("party", "coalition", "role"),
    "headcount": ("coalition", "quantity"),
    "transfer": ("donor", "item", "quantity", "amount", "stage"),
    "output": ("producer", "item", "quantity", "stage"),
    "target": ("item", "quantity", "amount", "stage"),
    "share": ("subject", "percent"),
    "status": ("subject", "state"),
}
Shown = dict[str, Any]


def evaluate(gold: Path, texts: Path, *, today: date) -> dict[str, dict[str, float | int]]:
    """Per kind, and 'all': precision, recall, F1, and the counts behind them."""
    tables = load_tables()
    counts: dict[str, Counter[str]] = {}
    for name, wanted in _labelled(gold):
        path = texts / f"{name}.txt"
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise FileUnreadable(path, error.strerror or "cannot be read") from error
        document, _ = open_document(path.name, raw, today=today)
        found = [to_json(claim) for claim in read(document, tables).claims] if document else []
        for kind, tally in compare(wanted, found).items():
            counts.setdefault(kind, Counter()).update(tally)
    everything: Counter[str] = Counter()
    for tally in counts.values():
        everything.update(tally)
    return {kind: _scores(tally) for kind, tally in [*sorted(counts.items()), ("all", everything)]}


def _labelled(gold: Path) -> Iterable[tuple[str, list[Shown]]]:
    try:
        lines = gold.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadable(gold, getattr(error, "strerror", None) or "is no text in UTF-8") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            name, claims = row["doc"], row["claims"]
            yield name, [to_json(from_json(claim)) for claim in claims]
        except (ValueError, KeyError, TypeError, ClaimRefused) as error:
            raise FileUnreadable(gold, f"line {number} is no labelled document: {error}") from error


def compare(wanted: list[Shown], found: list[Shown]) -> dict[str, Counter[str]]:
    """Counts of found, missed and wrong claims per kind; each labelled claim is found once."""
    waiting = Counter(key(claim) for claim in wanted)
    counts: dict[str, Counter[str]] = {}
    for claim in found:
        told = key(claim)
        hit = waiting[told] > 0
        waiting[told] -= hit
        counts.setdefault(claim["kind"], Counter())["found" if hit else "wrong"] += 1
    for told, left in waiting.items():
        counts.setdefault(told[0], Counter())["missed"] += left
    return counts


def key(claim: Shown) -> tuple[str, str]:
    """What two readers must agree on: the codebook's fields of the kind, lists in any order."""
    kind = claim["kind"]
    if kind == "meeting":
        told: list[Any] = [claim.get("body"), claim.get("number") or claim.get("date")]
    else:
        told = [_comparable(claim.get(name)) for name in COMPARED[kind]]
    return kind, json.dumps(told, sort_keys=True)


def _comparable(value: Any) -> Any:
    return sorted(value) if isinstance(value, list) else value


def _scores(tally: Counter[str]) -> dict[str, float | int]:
    found, missed, wrong = (tally[name] for name in ("found", "missed", "wrong"))
    precision = found / (found + wrong) if found + wrong else 0.0
    recall = found / (found + missed) if found + missed else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    scores = {"precision": precision, "recall": recall, "f1": f1}
    return {**scores, "found": found, "missed": missed, "wrong": wrong}
