"""What the checks of the evidence find, and to whom they tell it."""

from __future__ import annotations

import pytest

from kept.access import door
from kept.evidence.actions import NewReport, keep_claims, keep_reports, review
from kept.evidence.checks import difference, open_claims, quotes_moved, reports_differ
from kept.evidence.models import Claim, Document
from kept.vocabulary.quantity import Quantity, at_least, between, exactly
from tests.behind_the_back import drop_triggers, ready, run
from tests.cast import OFFICE, STAMP, STRANGER
from tests.evidence.conftest import TEXT, Keep, new_claim

GOOD = "Norway will give 2,000 drones."


def note(words: str, event: str = "c-1") -> NewReport:
    quote = "Latvia has sent 500."
    return NewReport(event=event, start=TEXT.index(quote), quote=quote, place="row 7", note=words)


def test_pages_that_tell_another_figure_stand_beside_the_event(document: Document) -> None:
    keep_claims(document, [new_claim(GOOD, code="c-1")], STAMP)
    keep_reports(document, [note("the page tells 3,000 drones")], STAMP)
    (found,) = reports_differ(OFFICE)
    assert found.code == "reports-differ"
    assert found.evidence == ("character 0", "row 7")
    assert "3,000" in found.message


@pytest.mark.parametrize("words", ["the page tells 2,000 drones", "the page is a copy", ""])
def test_pages_that_tell_the_same_figure_or_none_are_no_finding(document: Document, words: str) -> None:
    keep_claims(document, [new_claim(GOOD, code="c-1")], STAMP)
    keep_reports(document, [note(words)], STAMP)
    assert reports_differ(OFFICE) == []


def test_a_page_of_another_event_is_no_finding(document: Document) -> None:
    keep_claims(document, [new_claim(GOOD, code="c-1")], STAMP)
    keep_reports(document, [note("the page tells 3,000 drones", event="c-2")], STAMP)
    assert reports_differ(OFFICE) == []


def test_claims_that_wait_are_counted_by_document_until_somebody_judges_them(keep: Keep) -> None:
    one, other = keep(), keep(TEXT + "more", name="other.txt")
    keep_claims(one, [new_claim(GOOD), new_claim("Latvia has sent 500.")], STAMP)
    keep_claims(other, [new_claim(GOOD, code="other")], STAMP)
    assert [(found.code, found.evidence) for found in open_claims(OFFICE)] == [
        ("claim-open", ("claim 1", "claim 2")),
        ("claim-open", ("claim 3",)),
    ]
    review([door.rows(Claim, OFFICE).get(id=1)], "rejected", STAMP)
    review([door.rows(Claim, OFFICE).get(id=3)], "accepted", STAMP)
    assert [found.evidence for found in open_claims(OFFICE)] == [("claim 2",)]


def test_claims_of_a_closed_document_are_told_to_nobody_else(keep: Keep) -> None:
    keep_claims(keep(release="owner:GB"), [new_claim(GOOD)], STAMP)
    assert open_claims(STRANGER) == []
    assert len(open_claims(OFFICE)) == 1


def test_a_quote_that_no_longer_stands_at_its_place_is_named(document: Document) -> None:
    keep_claims(document, [new_claim(GOOD), new_claim("Latvia has sent 500.")], STAMP)
    assert quotes_moved(OFFICE) == []
    drop_triggers("evidence_document")
    run("UPDATE evidence_document SET text = REPLACE(text, '500', '501')")
    ready()
    assert [(found.code, found.evidence) for found in quotes_moved(OFFICE)] == [("quote-moved", ("claim 2",))]


@pytest.mark.parametrize(
    ("figure", "own", "reason"),
    [
        (exactly(2000), [exactly(2000)], ""),
        (exactly(2000), [between(1500, 2500)], ""),
        (exactly(2500), [exactly(2000), at_least(2400)], ""),
        (exactly(5, "EUR"), [exactly(2000)], ""),
        (exactly(2), [exactly(2000)], "1000 times apart: a slip of scale"),
        (exactly(2_000_000_000, "EUR"), [exactly(2000, "EUR")], "1000000 times apart: a slip of scale"),
        (exactly(2000, "USD"), [exactly(2000, "EUR")], "the same number in another currency"),
        (exactly(2100, "USD"), [exactly(2000, "EUR")], ""),
        (exactly(2100), [exactly(2000)], "another number"),
    ],
)
def test_a_figure_departs_from_those_of_the_event_in_a_way_that_is_named(
    figure: Quantity, own: list[Quantity], reason: str
) -> None:
    assert difference(figure, own) == reason
