"""Claims are kept once, and only where their quotes stand in the document to the letter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.access import door
from kept.access.verify import verify_chain
from kept.errors import QuoteNotFound
from kept.evidence.actions import (
    NewClaim,
    NewDocument,
    NewReport,
    canonical,
    context,
    keep_claims,
    keep_document,
    keep_reports,
    said,
)
from kept.evidence.models import Claim, Document, Report
from kept.vocabulary.claims import KINDS
from tests.behind_the_back import undone
from tests.cast import DONOR, OFFICE, STAMP, STRANGER
from tests.evidence.conftest import TEXT, Keep, new_claim, transfer
from tests.properties.strategies import BY_KIND

GOOD = "Norway will give 2,000 drones."


def kept() -> list[Claim]:
    return list(door.rows(Claim, OFFICE))


def test_a_claim_comes_back_with_its_quote_its_place_and_what_its_row_told(document: Document) -> None:
    new = new_claim(GOOD, code="c-1", note="by sea")
    assert keep_claims(document, [new], STAMP) == [1]
    (claim,) = kept()
    assert said(claim) == new.said
    assert context(claim) == {"code": "c-1", "note": "by sea"}
    assert (claim.quote, claim.start, claim.document_id, claim.reader) == (GOOD, 0, document.id, "test")


@pytest.mark.parametrize(
    ("quote", "start"),
    [
        ("Norway will give 3,000 drones.", 0),
        (GOOD, 1),
        (GOOD, -1),
        (GOOD.lower(), 0),
        ("Norway will give 2,000 drones. ", 0),
        ("", 0),
        ("drones", len(TEXT) + 5),
        ("Kyiv.\n\n", len(TEXT) - 6),
    ],
)
def test_a_quote_that_does_not_stand_at_its_place_is_refused_and_nothing_is_kept(
    document: Document, quote: str, start: int
) -> None:
    with pytest.raises(QuoteNotFound):
        keep_claims(document, [new_claim("Latvia has sent 500."), new_claim(quote, start)], STAMP)
    assert kept() == []


def test_a_quote_that_stands_elsewhere_than_it_says_is_refused(keep: Keep) -> None:
    document = keep("500 and 500")
    with pytest.raises(QuoteNotFound):
        keep_claims(document, [new_claim("500", 7)], STAMP)
    assert keep_claims(document, [new_claim("500", 8), new_claim("500", 0)], STAMP) == [1, 2]


def test_a_claim_is_kept_once_however_often_it_is_told(document: Document) -> None:
    one, other = new_claim(GOOD), new_claim("Latvia has sent 500.")
    assert keep_claims(document, [one, one], STAMP) == [1]
    assert keep_claims(document, [one, other], STAMP) == [2]
    assert keep_claims(document, [one, other], STAMP) == []
    assert len(kept()) == 2


def test_what_differs_in_place_words_or_context_is_another_claim() -> None:
    one = new_claim(GOOD)
    others = [
        new_claim(GOOD, code="c-1"),
        NewClaim(said=one.said, place=one.place, anchor="elsewhere"),
        NewClaim(said=transfer(GOOD, count=3000), place=one.place, anchor=one.anchor),
    ]
    assert len({each.identity for each in (one, *others)}) == 4
    assert NewClaim(said=one.said, place="told otherwise", anchor=one.anchor).identity == one.identity


def test_the_identity_of_a_claim_is_that_of_its_content_in_any_order() -> None:
    assert canonical({"b": 1, "a": [2, "é"]}) == canonical({"a": [2, "é"], "b": 1}) == '{"a":[2,"é"],"b":1}'
    assert new_claim(GOOD, a="1", b="2").identity == new_claim(GOOD, b="2", a="1").identity


def test_a_claim_is_released_as_its_document_is_unless_it_has_a_mark_of_its_own(keep: Keep) -> None:
    document = keep(release="owner:GB")
    keep_claims(document, [new_claim(GOOD), new_claim("Latvia has sent 500.", release="public")], STAMP)
    assert [claim.release for claim in kept()] == ["owner:GB", "public"]
    assert door.rows(Claim, STRANGER).count() == 1
    assert door.rows(Claim, DONOR).count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data(), before=st.text(st.characters(codec="utf-8"), max_size=20))
def test_a_claim_of_any_kind_comes_back_as_it_went(kind: str, data: st.DataObject, before: str) -> None:
    told = replace(data.draw(BY_KIND[kind]), start=len(before))
    text = before + told.quote
    with undone():
        raw = text.encode()
        new = NewDocument(name="n", raw=raw, text=text, reader="test", reader_version="1")
        keep_claims(keep_document(new, STAMP), [NewClaim(said=told, place="p", anchor="a")], STAMP)
        (claim,) = kept()
        assert said(claim) == told
        assert verify_chain(Claim) == (1, [])


def report(quote: str = "Latvia has sent 500.", start: int | None = None, event: str = "c-1") -> NewReport:
    place = TEXT.index(quote) if start is None else start
    return NewReport(event=event, start=place, quote=quote, place="character", note="tells 600")


def test_a_report_is_kept_once_and_only_where_its_quote_stands(document: Document) -> None:
    assert keep_reports(document, [report(), report()], STAMP) == [1]
    assert keep_reports(document, [report(), report(event="c-2")], STAMP) == [2]
    with pytest.raises(QuoteNotFound):
        keep_reports(document, [report(event="c-3"), report(start=1)], STAMP)
    assert door.rows(Report, OFFICE).count() == 2


def test_a_report_is_released_as_its_document_is(keep: Keep) -> None:
    keep_reports(keep(release="coalition:drone"), [report()], STAMP)
    assert door.rows(Report, STRANGER).count() == 0
    assert door.rows(Report, OFFICE).get().release == "coalition:drone"


def test_claims_and_reports_stand_in_their_chains(document: Document) -> None:
    keep_claims(document, [new_claim(GOOD)], STAMP)
    keep_reports(document, [report()], STAMP)
    assert verify_chain(Claim) == (1, [])
    assert verify_chain(Report) == (1, [])
