"""Files as documents: text, header and date, in two forms; a quote's place holds in the text for ever."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from datetime import date

from kept.reading.folding import TAG
from kept.vocabulary.findings import Finding, finding

LARGEST_BYTES = 50 * 1024 * 1024
"""A larger file is refused: it is no document that a person wrote."""

NOTE = re.compile(r"\s*date (\d{4}-\d\d-\d\d)(?:\s|$)")
FIELDS = ("source", "date", "title", "publisher", "language")
HEADER = re.compile(f"({'|'.join(FIELDS)}):[ \\t]*(.*)")
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 200_000
BINARY_MARKS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
)
HEADER_LINES = 12


@dataclass(frozen=True, slots=True)
class Document:
    """`text` is the whole decoded file, in which quote places hold; `body` is where its header ends."""

    name: str
    text: str
    date: date | None = None
    source: str | None = None
    title: str | None = None
    publisher: str | None = None
    language: str = "en"
    body: int = 0
    title_start: int = 0


def open_document(name: str, raw: bytes, *, today: date) -> tuple[Document | None, list[Finding]]:
    """The document in a file's bytes; None, with a finding that says why, where there is none."""
    refused = _refused(name, raw)
    if refused is not None:
        return None, [refused]
    text, findings = _decoded(name, raw)
    if text is None:
        return None, findings
    if not text.strip():
        return None, [*findings, finding("document-empty", f"{name} holds no text", name)]
    document, more = _with_header(name, text, today)
    findings += more
    if TAG.search(text, document.body):
        findings.append(
            finding("document-html", f"{name} is a text file with HTML tags in it; they are passed over", name)
        )
    return document, findings


def _refused(name: str, raw: bytes) -> Finding | None:
    if not raw:
        return finding("document-empty", f"{name} has no bytes", name)
    if len(raw) > LARGEST_BYTES:
        return finding("document-too-large", f"{name} has {len(raw):,} bytes, at most {LARGEST_BYTES:,} are read", name)
    if raw.startswith(BINARY_MARKS):
        return finding("document-binary", f"{name} is a binary file, expected text", name)
    return None


def _decoded(name: str, raw: bytes) -> tuple[str | None, list[Finding]]:
    """The text of a file: by its mark, as UTF-8, as UTF-16 by its zeros, else as a Windows code page by its letters."""
    for mark, encoding in BOMS:
        if raw.startswith(mark):
            return _by(name, raw, encoding)
    text = _utf8(raw)
    zeros = raw[:SAMPLE].count(b"\0")
    if text and not zeros and not _is_noise(text):
        return text, []
    if zeros:
        order = _utf16(raw)
        if order is not None:
            return _by(name, raw, order)
        return None, [finding("document-binary", f"{name} holds zero bytes, expected text", name)]
    if text or _is_noise(raw[:SAMPLE].decode("latin-1")):
        return None, [finding("document-binary", f"{name} is mostly control characters, expected text", name)]
    return _by(name, raw, _code_page(raw))


def _utf8(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _by(name: str, raw: bytes, encoding: str) -> tuple[str | None, list[Finding]]:
    text = raw.decode(encoding, errors="replace")
    if _is_noise(text):
        return None, [finding("document-binary", f"{name} is no readable text in {encoding}", name)]
    if encoding == "utf-8-sig" and "\ufffd" not in text:
        return text, []
    taken = finding("document-encoding", f"{name} was read as {encoding}; expected UTF-8", name)
    return text, [taken]


def _is_noise(text: str) -> bool:
    """Whether more than a tenth of the characters are controls that no text has, or were not decodable."""
    sample = text[:SAMPLE]
    odd = sum(1 for c in sample if (c < " " and c not in "\n\r\t\f\x0b") or c == "\ufffd" or "\x7f" <= c < "\xa0")
    return odd * 10 > len(sample)


def _utf16(raw: bytes) -> str | None:
    """The byte order of UTF-16 without a mark, where zeros stand on one side of each pair."""
    sample = raw[:SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 4 < len(sample) // 2 or min(even, odd) * 8 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _code_page(raw: bytes) -> str:
    """Windows-1251 where most letters beyond ASCII would be Cyrillic and stand in words, else Windows-1252."""
    high = [b for b in raw[:SAMPLE] if b >= 0x80]
    letters = sum(1 for b in high if b >= 0xC0)
    runs = len(re.findall(rb"[\xc0-\xff]{3,}", raw[:SAMPLE]))
    return "windows-1251" if letters and letters * 2 > len(high) and runs * 10 > letters // 3 else "windows-1252"


def _with_header(name: str, text: str, today: date) -> tuple[Document, list[Finding]]:
    start = 1 if text.startswith("\ufeff") else 0
    note = NOTE.match(text, start)
    if note is not None:
        day, findings = _day(name, note[1], today)
        return Document(name, text, day, body=note.end()), findings
    values, places, body = _header(text, start)
    day, findings = _day(name, values.get("date", ""), today)
    document = Document(
        name, text, day, values.get("source") or None, values.get("title") or None, values.get("publisher") or None,
        values.get("language") or "en", body, places.get("title", 0),
    )  # fmt: skip
    return document, findings


def _header(text: str, start: int) -> tuple[dict[str, str], dict[str, int], int]:
    """The header's values, where they begin, and where the body begins."""
    values: dict[str, str] = {}
    places: dict[str, int] = {}
    at = start
    for _ in range(HEADER_LINES):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        match = HEADER.match(text, at, end)
        if match is None:
            break
        values[match[1]], places[match[1]] = match[2].strip(), match.start(2)
        at = min(end + 1, len(text))
    return values, places, at


def _day(name: str, written: str, today: date) -> tuple[date | None, list[Finding]]:
    """The document's date; a missing or unreadable one leaves weekdays and 'today' without a date."""
    if not written:
        message = f"{name} has no date: weekdays, 'today' and 'this year' give none"
        return None, [finding("document-undated", message, name)]
    try:
        day = date.fromisoformat(written[:10])
    except ValueError:
        return None, [finding("document-undated", f"{name} has the date {written[:40]!r}, expected YYYY-MM-DD", name)]
    if day > today:
        return day, [finding("document-future", f"{name} is dated {day}, after today ({today})", name)]
    return day, []
