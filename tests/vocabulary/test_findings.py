"""Findings have stable codes, each with a meaning and something to do."""

from __future__ import annotations

import re

import pytest

from kept.vocabulary.findings import Severity, codes, finding


def test_every_code_has_a_severity_a_meaning_and_a_hint() -> None:
    for code, row in codes().items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
        assert row.code == code
        assert row.severity in Severity
        assert row.meaning
        assert row.hint.endswith(".")


def test_a_finding_takes_severity_and_hint_from_its_code() -> None:
    found = finding("quote-not-found", "the quote is not there", "page 3", "row 4")
    assert found.as_json() == {
        "code": "quote-not-found",
        "severity": "error",
        "message": "the quote is not there",
        "hint": codes()["quote-not-found"].hint,
        "evidence": ["page 3", "row 4"],
    }


def test_a_code_that_is_not_listed_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        finding("no-such-code", "something")
