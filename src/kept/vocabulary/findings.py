"""Findings: problems in the data as values, with stable codes that messages, tests and pages cite."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Code:
    """One row of findings.csv: what the code means and what a person can do."""

    code: str
    severity: Severity
    meaning: str
    hint: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem: what was found and expected (message), what to do (hint), and where (evidence)."""

    code: str
    severity: Severity
    message: str
    hint: str
    evidence: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        return {
            "code": self.code,
            "severity": self.severity.value,
            "message": self.message,
            "hint": self.hint,
            "evidence": list(self.evidence),
        }


@cache
def codes() -> dict[str, Code]:
    """Every finding code, in the order of the documentation."""
    text = resources.files("kept.vocabulary").joinpath("findings.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["code"]: Code(row["code"], Severity(row["severity"]), row["meaning"], row["hint"]) for row in rows}


def finding(code: str, message: str, *evidence: str) -> Finding:
    """A finding of a known code; an unknown code is a programming mistake and raises KeyError."""
    kind = codes()[code]
    return Finding(code, kind.severity, message, kind.hint, evidence)
