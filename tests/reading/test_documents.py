"""Files as documents: forms, encodings, and what is refused with a finding."""

from __future__ import annotations

from datetime import date

import pytest

from kept.reading import documents
from kept.reading.documents import open_document
from kept.reading.reader import load_tables, read

TODAY = date(2025, 1, 1)
BODY = "Norway will give 2,000 drones to Ukraine."


def opened(raw: bytes) -> tuple[documents.Document | None, list[str]]:
    document, findings = open_document("note.txt", raw, today=TODAY)
    return document, [finding.code for finding in findings]


def test_a_note_begins_with_its_date() -> None:
    document, codes = opened(f" date 2024-02-15 {BODY}".encode())
    assert document is not None
    assert (document.date, document.text[document.body :], codes) == (date(2024, 2, 15), BODY, [])


def test_header_lines_tell_source_date_and_title_and_places_hold_in_the_whole_text() -> None:
    raw = f"source: https://example.org/a\ndate: 2024-02-15\ntitle: A note\n\n{BODY}\n".encode()
    document, codes = opened(raw)
    assert document is not None
    assert (document.source, document.title, codes) == ("https://example.org/a", "A note", [])
    claim = read(document, load_tables()).claims[0]
    assert raw.decode()[claim.start : claim.end] == claim.quote


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "document-empty"),
        (b" \n\t ", "document-empty"),
        (b"%PDF-1.7 and so on", "document-binary"),
        (bytes(range(256)) * 4, "document-binary"),
    ],
)
def test_what_is_no_text_is_refused(raw: bytes, code: str) -> None:
    document, codes = opened(raw)
    assert document is None
    assert codes == [code]


def test_a_file_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "LARGEST_BYTES", 10)
    assert opened(b"date: 2024-02-15\n\nmore than ten bytes")[1] == ["document-too-large"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "windows-1252"])
def test_another_encoding_is_found_out_and_said(encoding: str) -> None:
    text = f"date: 2024-02-15\n\nSébastien Lecornu — “{BODY}”"
    document, codes = opened(text.encode(encoding))
    assert document is not None
    assert document.text.removeprefix("\ufeff") == text
    assert codes == ["document-encoding"]


def test_cyrillic_bytes_are_read_as_windows_1251() -> None:
    text = "date: 2024-02-15\n\nУкраїна отримала двадцять гаубиць від партнерів"
    document, codes = opened(text.encode("windows-1251"))
    assert document is not None
    assert document.text == text
    assert codes == ["document-encoding"]


def test_a_mark_of_utf_8_is_no_finding() -> None:
    document, codes = opened(b"\xef\xbb\xbf" + f" date 2024-02-15 {BODY}".encode())
    assert document is not None
    assert codes == []


def test_a_document_without_a_readable_date_is_read_and_told() -> None:
    assert opened(BODY.encode())[1] == ["document-undated"]
    assert opened(f"date: soon\n\n{BODY}".encode())[1] == ["document-undated"]


def test_a_date_after_today_is_told() -> None:
    assert opened(f"date: 2030-01-01\n\n{BODY}".encode())[1] == ["document-future"]


def test_tags_are_passed_over_and_places_hold() -> None:
    raw = b"date: 2024-02-15\n\n<p>Norway will <b>give</b> 2,000 drones.</p><script>Latvia sent 5 tanks.</script>"
    document, codes = opened(raw)
    assert document is not None
    assert codes == ["document-html"]
    claims = read(document, load_tables()).claims
    assert len(claims) == 1
    assert document.text[claims[0].start : claims[0].end] == claims[0].quote


def test_letters_that_grow_in_lower_case_move_no_place() -> None:
    document, _ = opened(f"date: 2024-02-15\n\nİİİ İstanbul. \u202eabc\u202c e\u0301. {BODY}".encode())
    assert document is not None
    claim = read(document, load_tables()).claims[0]
    assert document.text[claim.start : claim.end] == claim.quote
    assert claim.quote.startswith("Norway will give")
