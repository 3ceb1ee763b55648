"""Bytes become text only in an encoding that can be named."""

from __future__ import annotations

import pytest

from kept.importing.decoding import decode

UKRAINIAN = "Україна, Латвія; дрони для оборони\n"
WESTERN = "Türkiye, Côte d’Azur, façade, 5 € à Besançon\n"


@pytest.mark.parametrize("text", [UKRAINIAN, WESTERN, "plain\n", "שלום, e\u0301\u0323\n"])
def test_utf_8_is_taken_in_silence_with_and_without_its_mark(text: str) -> None:
    for encoding in ("utf-8", "utf-8-sig"):
        decoded = decode(text.encode(encoding))
        assert decoded is not None
        assert (decoded.text, decoded.taken) == (text, "")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_recognised_and_named(encoding: str) -> None:
    decoded = decode(WESTERN.encode(encoding))
    assert decoded is not None
    assert (decoded.text, decoded.taken) == (WESTERN, "UTF-16")


def test_cyrillic_words_in_one_byte_each_are_windows_1251() -> None:
    decoded = decode(UKRAINIAN.encode("cp1251"))
    assert decoded is not None
    assert decoded.text == UKRAINIAN
    assert "1251" in decoded.taken


def test_single_accents_in_one_byte_each_are_windows_1252() -> None:
    decoded = decode(WESTERN.encode("cp1252"))
    assert decoded is not None
    assert decoded.text == WESTERN
    assert "1252" in decoded.taken


def test_utf_8_that_was_cut_off_in_a_letter_stays_utf_8_and_is_named() -> None:
    decoded = decode(UKRAINIAN.encode()[:-2])
    assert decoded is not None
    assert decoded.text.startswith("Україна, Латвія")
    assert decoded.text.endswith("\ufffd")
    assert "unreadable" in decoded.taken


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"PK\x03\x04\x14\x00\x06\x00",
        b"\xff\xd8\xff\xe0\x01\x02\x03\x9d\x81",
        b"id,name\nUA,\x00\n",
        b"\xff\xfei\x00d\x00\xff",
        "a\x00b".encode("utf-16"),
        b"\x81\x8d\x98",
    ],
)
def test_bytes_that_are_no_text_are_none(raw: bytes) -> None:
    assert decode(raw) is None
