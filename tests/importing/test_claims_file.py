"""Claims that somebody wrote down get the place at which their quote stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.errors import FileUnreadable
from kept.importing.claims_file import find_quote, read_claims
from kept.vocabulary.claims import Headcount

TEXT = "date 2024-02-15 Today, 15 countries\n   have joined the drone coalition. More will follow."
CLAIM = {
    "kind": "headcount",
    "coalition": "drone",
    "quantity": {"low": 15, "high": 15},
    "speaker": None,
    "date": None,
    "quote": "15 countries have joined the drone coalition",
}


def written(folder: Path, *lines: object, text: str = TEXT) -> Path:
    (folder / "note.txt").write_text(text, encoding="utf-8", newline="")
    path = folder / "claims.jsonl"
    path.write_text("\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines), encoding="utf-8")
    return path


def found(path: Path) -> list[tuple[str, str]]:
    return [(each.code, each.evidence[0]) for each in read_claims(path)[1]]


def test_a_quote_is_the_text_s_own_slice_whatever_white_space_it_was_written_with(tmp_path: Path) -> None:
    ((doc, claim),), findings = read_claims(written(tmp_path, {"doc": "note", "claims": [CLAIM]}))
    assert not findings
    assert doc == "note"
    assert isinstance(claim, Headcount)
    assert claim.quote == "15 countries\n   have joined the drone coalition"
    assert TEXT[claim.start : claim.end] == claim.quote


def test_the_texts_may_lie_in_another_folder(tmp_path: Path) -> None:
    path = written(tmp_path, {"doc": "note", "claims": [CLAIM]})
    (tmp_path / "texts").mkdir()
    (tmp_path / "note.txt").rename(tmp_path / "texts" / "note.txt")
    assert found(path) == [("document-missing", "claims.jsonl, row 1")]
    claims, findings = read_claims(path, tmp_path / "texts")
    assert len(claims) == 1
    assert not findings


def test_a_quote_that_does_not_stand_there_is_told_and_the_others_are_kept(tmp_path: Path) -> None:
    path = written(tmp_path, {"doc": "note", "claims": [CLAIM | {"quote": "16 countries"}, CLAIM]})
    assert found(path) == [("quote-not-found", "claims.jsonl, row 1, column claim 1")]
    assert len(read_claims(path)[0]) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "rumour"},
        {"colour": "red"},
        {"quantity": {"low": 9, "high": 1}},
        {"quantity": {"low": -1, "high": None}},
        {"quantity": 15},
        {"date": "yesterday"},
        {"quote": None},
        {"speaker": "\ud800"},
        {"speaker": "a\x00b"},
        {"coalition": None},
        {"kind": "share", "subject": ["UA"], "percent": "NaN"},
        {"kind": "meeting", "body": "udcg", "number": "1e9"},
    ],
)
def test_a_claim_that_the_codebook_does_not_know_is_refused_and_the_others_are_kept(
    tmp_path: Path, change: dict[str, Any]
) -> None:
    path = written(tmp_path, {"doc": "note", "claims": [CLAIM | change, CLAIM]})
    assert found(path) == [("claim-refused", "claims.jsonl, row 1, column claim 1")]
    assert len(read_claims(path)[0]) == 1


@pytest.mark.parametrize(
    "line",
    [
        "no JSON",
        "[]",
        '{"doc": "note"}',
        '{"doc": "../note", "claims": []}',
        '{"doc": 5, "claims": []}',
        '{"doc": "note", "claims": [{"percent": 1e999999999}]}',
        '{"doc": "note", "claims": [NaN]}',
        '{"doc": "note", "claims": [' + "9" * 5000 + "]}",
        "[" * 100_000,
    ],
)
def test_a_line_that_cannot_be_read_is_told_and_the_next_one_kept(tmp_path: Path, line: str) -> None:
    path = written(tmp_path, line, {"doc": "note", "claims": [CLAIM]})
    assert found(path) == [("claim-refused", "claims.jsonl, row 1")]
    assert len(read_claims(path)[0]) == 1


def test_a_file_that_is_missing_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        read_claims(tmp_path / "nowhere.jsonl")


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_a_quote_cut_from_any_text_is_found_with_its_own_words(text: str, start: int, length: int) -> None:
    quote = text[start : start + length]
    for written_down in (quote, " ".join(quote.split())):
        place = find_quote(written_down, text)
        if quote.split():
            assert place is not None
            assert text[slice(*place)].split() == quote.split()
        else:
            assert place is None
