"""What holds for any text: reading never raises, every quote stands at its place, and the same text reads the same."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.reading.documents import Document, open_document
from kept.reading.folding import lowered, plain, without_tags
from kept.reading.reader import load_tables, read
from kept.vocabulary.claims import from_json, to_json

VOCABULARY = """Ukraine Latvia the UK's Dutch government drone coalition drones 500 1,000 a million thousands
of more than €45 million $ will has delivered pledged said joined led by , . : " “ ” ( ) and to for
from 19th meeting Ramstein on schedule 99% military aid in 2024 June Minister Grant Shapps it he we <b> İ
F-16 155mm shells worth including goal plans produce capacity not if asked"""
WORDS = st.sampled_from(["\n", "\n\n", *VOCABULARY.split()])
SENTENCES = st.lists(WORDS, max_size=40).map(" ".join)


@given(st.one_of(st.text(), SENTENCES))
def test_every_quote_stands_at_its_place_and_reading_never_raises(text: str) -> None:
    document = Document("any", text, date(2024, 2, 15))
    reading = read(document, load_tables())
    for claim in reading.claims:
        assert claim.quote
        assert text[claim.start : claim.end] == claim.quote
        assert from_json(to_json(claim), claim.start) == claim
    assert read(document, load_tables()) == reading


@given(st.binary(max_size=400))
def test_any_bytes_are_a_document_or_a_finding(raw: bytes) -> None:
    document, findings = open_document("any", raw, today=date(2024, 2, 15))
    assert document is not None or findings
    if document is not None:
        read(document, load_tables())


@given(st.text())
def test_folding_keeps_every_place(text: str) -> None:
    assert len(lowered(text)) == len(plain(text)) == len(without_tags(text)) == len(text)


def test_a_paragraph_of_many_claims_ends() -> None:
    said = (f'"Latvia sent {number} drones to Ukraine," Andris Spruds said.' for number in range(1, 4_001))
    document = Document("long", " ".join(said), date(2024, 2, 15))
    assert len(read(document, load_tables()).claims) > 3_900


@pytest.mark.parametrize(
    "text",
    [
        ", ".join(str(number) for number in range(10_000)) + " drones were sent by Latvia.",
        "1,000," * 20_000,
        '"' * 50_000,
        " " * 500_000 + "x",
        "." * 100_000,
        "<a " * 50_000,
        "goal of " * 20_000,
        "President " * 20_000,
        "Ukraine received 500 drones from Latvia. " * 5_000,
    ],
    ids=["numbers", "groups", "quotes", "spaces", "dots", "tags", "aims", "offices", "claims"],
)
def test_a_text_of_one_thing_over_and_over_ends(text: str) -> None:
    assert len(read(Document("long", text, date(2024, 2, 15)), load_tables()).claims) <= 1
