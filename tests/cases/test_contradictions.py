"""Every contradiction that the example is known to hold ends as a finding, or as figures side by side."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import MappingProxyType

import pytest
from pytest_django import DjangoDbBlocker

from kept.access import door
from kept.access.journal import Stamp
from kept.importing.facts import read_folder
from kept.ledger.balances import balance_rows
from kept.ledger.flows import Only
from kept.ledger.models import Assertion
from kept.outlook import intake
from kept.outlook.checks import check
from kept.vocabulary.findings import Finding
from kept.vocabulary.quantity import exactly
from tests.worlds import OFFICE, RECORDED, undone, view_of

FACTS = Path(__file__).resolve().parents[2] / "examples" / "coalitions-for-ukraine"


@cache
def _sources() -> MappingProxyType[str, str]:
    """The place of each coded row: 'commitments.csv, row 7' → 'c-lv-10m-2024'."""
    found = {}
    for name in ("commitments", "goals", "contracts", "meetings"):
        lines = (FACTS / f"{name}.csv").read_text(encoding="utf-8").splitlines()
        found.update({f"{name}.csv, row {number}": line.partition(",")[0] for number, line in enumerate(lines, 1)})
    return MappingProxyType(found)


@pytest.fixture(scope="module")
def findings(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> list[Finding]:
    """The findings of a store that holds the example alone; it is taken in once for all tests of this file."""
    with django_db_blocker.unblock(), undone():
        stamp = Stamp(OFFICE, RECORDED)
        intake.take_tables(read_folder(FACTS), stamp)
        codes = {f"assertion {a.id} ({a.code})": a.code for a in door.rows(Assertion, OFFICE)}
        return [with_codes(one, codes) for one in check(view_of())]


def with_codes(found: Finding, codes: dict[str, str]) -> Finding:
    """The finding with the codes of the rows that it rests on as its evidence."""
    told = tuple(codes.get(place) or _sources().get(place) or place for place in found.evidence)
    return Finding(found.code, found.severity, found.message, found.hint, told)


def rest_on(findings: list[Finding], *codes: str) -> set[str]:
    """The codes of the findings whose evidence names every one of the rows."""
    return {one.code for one in findings if set(codes) <= set(one.evidence)}


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (("g-drone-1m", "g-drone-1m-fpv"), "goals-overlap"),
        (("g-drone-1m", "g-nato-1m-2024"), "goals-overlap"),
        (("g-drone-1m", "g-dc-1m-2025"), "goals-overlap"),
        (("g-drone-1m-fpv", "g-dk-1m-drones"), "goals-overlap"),
        (("c-dc-30000",), "reports-differ"),
        (("c-eu-330k",), "not-itemised"),
        (("c-eu-524k",), "not-itemised"),
        (("c-cz-500k-apr24",), "not-itemised"),
        (("c-cz-4.4m",), "not-itemised"),
        (("c-dc-2bn-year1",), "not-itemised"),
        (("c-gb-85k",), "not-itemised"),
        (("g-eu-2m-2025", "g-eu-2m-oct25"), "goals-overlap"),
        (("g-eu-2m-2025",), "goal-missed"),
        (("c-no-14-f16", "c-no-0-f16"), "total-falls"),
        (("c-dm-230-trucks",), "reports-differ"),
        (("c-jp-4-nikken",), "reports-differ"),
        (("c-gb-350m-drones-2025", "c-gb-100k-2025"), "possible-duplicate"),
        (("c-gb-350m-drones-2025",), "reports-differ"),
        (("udcg-leader-2024",), "meeting-unnumbered"),
    ],
)
def test_the_contradiction_is_a_finding_that_names_its_rows(
    findings: list[Finding], rows: tuple[str, ...], code: str
) -> None:
    assert code in rest_on(findings, *rows)


@pytest.mark.parametrize("party", ["NO", "BE", "TR"])
def test_sources_that_differ_on_the_day_of_joining_stand_side_by_side(findings: list[Finding], party: str) -> None:
    told = [
        one for one in findings if one.code == "membership-differs" and one.message.startswith(f"{party} joined drone")
    ]
    assert len(told) == 1
    assert len(set(told[0].evidence)) >= 2


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("c-ca-800-skyranger", "the same number in another currency"),
        ("c-ca-60m-f16", "the same number in another currency"),
        ("c-dc-2bn-year1", "a slip of scale"),
    ],
)
def test_what_a_page_got_wrong_is_named_as_what_it_is(findings: list[Finding], row: str, told: str) -> None:
    (found,) = [one for one in findings if one.code == "reports-differ" and row in one.evidence]
    assert told in found.message


def test_shares_of_one_thing_that_differ_within_a_month_stand_side_by_side(findings: list[Finding]) -> None:
    (found,) = [one for one in findings if one.code == "shares-differ" and "two-million-round" in one.message]
    assert len(found.evidence) == 2


def test_totals_of_one_pledge_are_told_side_by_side_and_never_added(django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock(), undone():
        intake.take_tables(read_folder(FACTS), Stamp(OFFICE, RECORDED))
        rows = balance_rows(
            view_of("2024-03-31"), ("stage",), only=Only({"donor": ["eu"], "item": ["artillery-shell-155mm"]})
        )
        told = {row.key["stage"]: row.line.best for row in rows}
        assert told["dispatched"] == exactly(330000)
        assert told["pledged"] == exactly(524000)


def test_aircraft_that_two_pages_tell_differently_are_never_one_givers_sum(django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock(), undone():
        intake.take_tables(read_folder(FACTS), Stamp(OFFICE, RECORDED))
        rows = balance_rows(view_of("2024-08-31"), ("donor", "stage"), only=Only({"item": ["f-16"]}))
        told = {(row.key["donor"], row.key["stage"]): row.line.best for row in rows if row.unit == "aircraft"}
        assert told["udcg", "dispatched"] == exactly(10, "aircraft")
        assert told["NL", "dispatched"] == exactly(6, "aircraft")
