"""Documents are kept once, under the SHA-256 of their bytes, with the text that was read from them."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from kept.access import door
from kept.access.verify import verify_chain
from kept.evidence.actions import raw_path
from kept.evidence.models import Document
from tests.cast import OFFICE, STRANGER
from tests.evidence.conftest import TEXT, Keep


@pytest.fixture(autouse=True)
def _folder_of_its_own(settings: Settings, tmp_path: Path) -> None:
    settings.KEPT_DATA = tmp_path


def test_a_document_is_kept_under_the_digest_of_its_bytes(keep: Keep) -> None:
    kept = keep(publisher="A ministry", address="https://example.org/a", date="2024-02", language="en")
    assert kept.sha256 == sha256(TEXT.encode()).hexdigest()
    assert (kept.text, kept.size, kept.publisher, kept.date) == (TEXT, len(TEXT.encode()), "A ministry", "2024-02")
    assert raw_path(kept.sha256).read_bytes() == TEXT.encode()
    assert verify_chain(Document) == (1, [])


def test_the_same_bytes_twice_are_one_document_and_the_first_stands(keep: Keep) -> None:
    first = keep(name="first.txt")
    again = keep(name="second.txt", title="another title")
    assert (again.id, again.name, again.title) == (first.id, "first.txt", "")
    assert door.rows(Document, OFFICE).count() == 1


def test_documents_that_differ_in_one_byte_are_two(keep: Keep) -> None:
    assert keep(TEXT).id != keep(TEXT + " ").id


def test_no_half_document_is_left_beside_a_whole_one(keep: Keep, tmp_path: Path) -> None:
    kept = keep()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [raw_path(kept.sha256)]


def test_zero_characters_give_way_to_a_stand_in_and_every_place_holds(keep: Keep) -> None:
    kept = keep("nought \x00 here", name="n\x00te.txt", title="a\x00b", publisher="\x00")
    assert (kept.text, kept.name) == ("nought \ufffd here", "n\ufffdte.txt")
    assert (kept.title, kept.publisher) == ("a\ufffdb", "\ufffd")
    assert kept.text.index("here") == "nought \x00 here".index("here")
    assert raw_path(kept.sha256).read_bytes() == b"nought \x00 here"
    assert verify_chain(Document) == (1, [])


def test_a_document_is_shown_to_whom_it_is_released(keep: Keep) -> None:
    keep(release="owner:GB")
    assert door.rows(Document, STRANGER).count() == 0
    assert door.rows(Document, OFFICE).count() == 1


@pytest.mark.parametrize("text", ["", "\u202eمرحبا e\u0301", "a\r\nb\rc\u2028d", "x" * 1_000_000])
def test_a_text_of_any_kind_comes_back_to_the_letter(keep: Keep, text: str) -> None:
    assert keep(text).text == text
