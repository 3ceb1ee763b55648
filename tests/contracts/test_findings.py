"""Every finding code that the program uses is listed in findings.csv, and every listed one is used."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from kept.vocabulary.findings import codes
from tests.contracts.source_tree import PACKAGE, Source, listing, product

# What is called with a code as its first argument: a finding itself, or what collects findings.
TAKES_A_CODE = frozenset({"finding", "note", "CellRefused"})
# Methods of this name take a code where the object is called so: `remarks.add`.
COLLECTORS = frozenset({"remarks", "_remarks"})
# A column that refers to another table is refused with this ending behind the table's kind.
REFERS, UNKNOWN = "refers", "-unknown"


def takes_a_code(called: ast.expr) -> bool:
    match called:
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in TAKES_A_CODE:
            return True
        case ast.Attribute(value=ast.Name(id=name) | ast.Attribute(attr=name), attr="add"):
            return name in COLLECTORS
    return False


def codes_in(source: Source) -> Iterator[tuple[str, str]]:
    """(place, code) of every finding that a file makes, where the code stands in the call or in its `code=`."""
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call):
            continue
        told = [node.args[0]] if node.args and takes_a_code(node.func) else []
        told += [keyword.value for keyword in node.keywords if keyword.arg == "code"]
        referred = [keyword.value for keyword in node.keywords if keyword.arg == REFERS]
        yield from ((source.at(node.lineno), code) for value in told for code in constants(value))
        yield from ((source.at(node.lineno), f"{name}{UNKNOWN}") for value in referred for name in constants(value))


def constants(value: ast.expr) -> Iterator[str]:
    """The texts that an argument can be."""
    match value:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=other):
            yield from constants(body)
            yield from constants(other)


def used() -> list[tuple[str, str]]:
    return [found for source in product() for found in codes_in(source)]


def test_every_code_that_is_used_is_listed() -> None:
    offences = [f"{place} {code}" for place, code in used() if code not in codes()]
    assert not offences, listing(offences)


def test_every_code_that_is_listed_is_used() -> None:
    assert sorted(set(codes()) - {code for _, code in used()}) == []


def test_codes_are_listed_once() -> None:
    rows = (PACKAGE / "vocabulary" / "findings.csv").read_text("utf-8").splitlines()[1:]
    told = [row.partition(",")[0] for row in rows]
    assert len(told) == len(set(told)) == len(codes())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("finding('row-twice', 'message')", ["row-twice"]),
        ("findings.finding('row-twice', 'message')", ["row-twice"]),
        ("desk.note('row-changed', 'message', one)", ["row-changed"]),
        ("gathering.remarks.add('file-empty', 'message', at=at)", ["file-empty"]),
        ("names.add('GB')", []),
        ("finding('one' if empty else 'other', 'message')", ["one", "other"]),
        ("raise CellRefused('word-unknown', 'one of')", ["word-unknown"]),
        ("_matching(ID, cell, code='id-unreadable')", ["id-unreadable"]),
        ("Column(name='donor', refers='party')", ["party-unknown"]),
        ("finding(code, 'message')", []),
    ],
)
def test_the_check_sees_the_codes(text: str, expected: list[str]) -> None:
    assert [code for _, code in codes_in(Source(Path("src/kept/sample.py"), text))] == expected
