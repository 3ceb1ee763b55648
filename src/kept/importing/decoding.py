"""The bytes of a text file become text: UTF-8 in silence, another encoding with its name, no text as None."""

from __future__ import annotations

import re
from dataclasses import dataclass

MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
NAMES = {
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1251": "Windows-1251 (Cyrillic)",
    "cp1252": "Windows-1252 (Western European)",
}
SAMPLE_BYTES = 4096
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
HIGH_RUN = re.compile(rb"[\x80-\xff]+")
WORD_BYTES = 3
"""Three letters beyond ASCII in a row are a Cyrillic word; Western accents stand alone or in pairs."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, without its byte order mark, and the encoding that was taken ('' where UTF-8 was)."""

    text: str
    taken: str = ""


def decode(raw: bytes) -> Decoded | None:
    """The text of a file; None where the bytes are no text in any known encoding.

    A NUL character means a binary file: no table or note holds one, and not every store can keep it. Other
    control characters mean one where the encoding is a guess.
    """
    for encoding in _candidates(raw):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            mended = _mended(raw) if encoding == "utf-8" else None
            if mended is not None:
                return Decoded(mended, "UTF-8 with unreadable bytes, which stand as \ufffd")
            continue
        if "\x00" not in text and (encoding == "utf-8" or not CONTROL.search(text)):
            return Decoded(text.removeprefix("\ufeff"), "" if encoding == "utf-8" else NAMES[encoding])
    return None


def _candidates(raw: bytes) -> tuple[str, ...]:
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return (encoding,)
    if b"\x00" in raw[:SAMPLE_BYTES]:
        return _wide(raw[:SAMPLE_BYTES])
    return ("utf-8", *_narrow(raw))


def _mended(raw: bytes) -> str | None:
    """UTF-8 text with a few damaged bytes (a file cut off); None where it looks like another encoding."""
    text = raw.decode("utf-8", errors="replace").removeprefix("\ufeff")
    damaged = text.count("\ufffd")
    beyond_ascii = len(text) - len(text.encode("ascii", errors="ignore")) - damaged
    return text if beyond_ascii > damaged and not CONTROL.search(text) else None


def _wide(sample: bytes) -> tuple[str, ...]:
    """UTF-16 without a mark: every second byte of Latin text is zero."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 3 < len(sample[1::2]):
        return ()
    return ("utf-16-le",) if odd > even else ("utf-16-be",)


def _narrow(raw: bytes) -> tuple[str, ...]:
    """The one-byte encodings, likelier first."""
    runs = [len(run) for run in HIGH_RUN.findall(raw)]
    in_words = sum(length for length in runs if length >= WORD_BYTES)
    return ("cp1251", "cp1252") if in_words * 2 > sum(runs) else ("cp1252", "cp1251")
