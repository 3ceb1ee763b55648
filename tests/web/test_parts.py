"""The parts of pages: told in words, counted right, and safe with any text that was stored."""

from __future__ import annotations

from types import SimpleNamespace as Told
from typing import Any

import pytest
from django.template import engines

from kept.vocabulary.findings import codes
from kept.vocabulary.findings import finding as made
from kept.vocabulary.stages import Stage
from kept.web.jinja import web_address

EVIL = "<script>alert(1)</script>"


def drawn(call: str, **given: object) -> str:
    template = '{% import "parts.html" as parts %}{{ parts.' + call + " }}"
    return str(engines["jinja2"].from_string(template).render(given))


def cell(text: str, **more: str) -> Told:
    return Told(**{"text": text, "href": None, "small": None, "tag": None, **more})


def table(**changed: Any) -> Told:
    """A listing of one row on page 2 of 3."""
    told = {
        "columns": [("who", "Who", False, "?sort=who", None), ("n", "How much", True, "?sort=-n", "descending")],
        "rows": [[cell("Norway", href="/p/1", small="12 June"), cell("1,500", tag="pledged")]],
        "page": 2,
        "pages": 3,
        "total": 1234,
        "previous_href": "?page=1",
        "next_href": "?page=3",
        "csv_href": "/p.csv",
        "xlsx_href": "",
        "filters": [("Stage", "stage", "paid", [("", "any"), ("paid", "paid")])],
        "query": EVIL,
        "action": "/promises",
    }
    return Told(**{**told, **changed})


def test_a_bar_shows_its_parts_side_by_side_and_never_more_than_the_whole() -> None:
    parts = [("handed_over", 0.25, "at least 5", None), ("pledged", 0.9, "18", None), ("lost", 0.1, "2", None)]
    text = drawn("bar(given, 'How far')", given=parts)
    assert 'x="0.00%" width="25.00%"' in text
    assert 'x="25.00%" width="75.00%"' in text
    assert text.count("<rect") == 2
    assert 'role="img" aria-label="How far"' in text
    assert "style=" not in text


def test_a_part_too_small_to_see_is_still_drawn_and_an_empty_one_is_not() -> None:
    text = drawn("bar(given, '')", given=[("paid", 0.00001, "1", None), ("spent", 0.0, "0", None)])
    assert 'width="0.40%"' in text
    assert text.count("<rect") == 1


def test_a_bar_with_links_is_no_picture() -> None:
    text = drawn("bar(given, 'How far')", given=[("paid", 0.5, "7", "/behind/1")])
    assert 'role="group"' in text
    assert '<a href="/behind/1" aria-label="paid: 7">' in text


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.OUTSIDE])
def test_every_stage_has_a_word_and_a_place_on_the_ramp(stage: Stage) -> None:
    text = drawn("stage_tag(stage)", stage=stage)
    assert "s-none" not in text
    assert "_" not in text


def test_a_listing_tells_its_heads_in_every_cell_and_which_way_it_is_sorted() -> None:
    text = drawn("listing(told)", told=table())
    assert '<td data-label="Who"><a href="/p/1">Norway</a><span class="sub">12 June</span></td>' in text
    assert '<td data-label="How much" class="num">' in text
    assert 'aria-sort="descending"' in text
    assert '<option value="paid" selected>' in text
    assert "1,234 rows · page 2 of 3" in text
    assert EVIL not in text


def test_a_listing_without_rows_says_what_to_do() -> None:
    text = drawn("listing(told)", told=table(rows=[], total=0, page=1, pages=1))
    assert "Nothing fits." in text
    assert "<table" not in text
    assert "Download" not in text


def test_a_quote_and_its_place_are_words_and_lead_only_to_the_web_or_to_a_page() -> None:
    text = drawn("quote(text, who, where, href)", text=EVIL, who=EVIL, where=EVIL, href="javascript:alert(1)")
    assert EVIL not in text
    assert "<a " not in text
    assert 'rel="noreferrer"' in drawn("quote('so', 'she', 'there', 'https://example.org/')")


@pytest.mark.parametrize(
    ("address", "shown"),
    [("/p/1", True), ("https://a.b/", True), ("//a.b/", False), ("/\\a.b", False), ("data:x", False), (None, False)],
)
def test_only_an_address_of_ours_or_of_the_web_is_one(address: str | None, shown: bool) -> None:
    assert web_address(address) == (address if shown else "")


def test_a_finding_tells_what_was_found_what_to_do_and_where() -> None:
    code = next(iter(codes()))
    text = drawn("finding(found)", found=made(code, "15 against 17", "row 3"))
    for words in (code, "15 against 17", "row 3", codes()[code].severity.value):
        assert words in text


def test_what_is_left_out_is_told_with_its_reason() -> None:
    text = drawn("left_out(items)", items=["two totals", Told(reason="bought by the fund", count=30000)])
    assert "two totals" in text
    assert "bought by the fund" in text
    assert "(30,000)" in text
    assert not drawn("left_out(items)", items=[]).strip()
