"""Text made plain for matching without moving a character: every place in the plain text is one in the original."""

from __future__ import annotations

import re
import unicodedata

MARKS = {
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "`": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "–": "-",
    "—": "-",
    "‑": "-",
    "‐": "-",
    "−": "-",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\n": " ",
    "\r": " ",
    "\t": " ",
}
TAG = re.compile(r"<(?:!--[^>]{0,2000}-->|/?[a-zA-Z][^<>]{0,2000}>)")
SCRIPT = re.compile(r"<(script|style)\b[^<>]{0,2000}>", re.IGNORECASE)


def _lowered(char: str) -> str:
    """One lower-case character without its accent where that is one character; else the character itself (İ, ß)."""
    low = char.lower()
    low = low if len(low) == 1 else char
    base = unicodedata.normalize("NFD", low)
    return base[0] if len(base) > 1 and base[0].isalnum() else low


class _Low(dict[int, str]):
    """Lower case, plain quotes and dashes, spaces for line ends; characters are worked out when first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = folded = MARKS.get(char) or _lowered(char)
        return folded


class _Plain(dict[int, str]):
    """As `_Low`, with a space for everything that is no letter or digit."""

    def __missing__(self, code: int) -> str:
        folded = LOW[code]
        self[code] = plain = folded if folded.isalnum() else " "
        return plain


LOW = _Low()
PLAIN = _Plain()
BEYOND_ASCII = re.compile(r"([^\x00-\x7f]+)")
"""Bytes are translated far faster than characters, and most of a text is ASCII; the group keeps what is not."""


def _bytes(fold: dict[int, str]) -> bytes:
    return bytes(ord(fold[code]) for code in range(128)) + bytes(range(128, 256))


LOW_BYTES = _bytes(LOW)
PLAIN_BYTES = _bytes(PLAIN)


def _folded(text: str, fold: dict[int, str], ascii_fold: bytes) -> str:
    pieces = BEYOND_ASCII.split(text)
    if len(pieces) > len(text) // 8:
        return text.translate(fold)
    pieces[::2] = [piece.encode("ascii").translate(ascii_fold).decode("ascii") for piece in pieces[::2]]
    pieces[1::2] = [piece.translate(fold) for piece in pieces[1::2]]
    return "".join(pieces)


def lowered(text: str) -> str:
    """`text` in lower case with plain punctuation, of the same length."""
    return _folded(text, LOW, LOW_BYTES)


def plain(text: str) -> str:
    """`text` as lower-case words and single characters of space, of the same length."""
    return _folded(text, PLAIN, PLAIN_BYTES)


def without_tags(text: str) -> str:
    """HTML tags, and what stands inside scripts and styles, replaced by as many spaces."""
    if "<" not in text:
        return text
    pieces, at = [], 0
    for match in SCRIPT.finditer(text):
        if match.start() < at:
            continue
        end = text.lower().find(f"</{match[1].lower()}", match.end()) if len(text) < 10**6 else match.end()
        end = end if end >= 0 else match.end()
        pieces += [text[at : match.start()], " " * (end - match.start())]
        at = end
    cut = "".join(pieces) + text[at:]
    return TAG.sub(lambda tag: " " * len(tag[0]), cut if len(cut) == len(text) else text)
