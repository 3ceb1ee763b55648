"""Claims written down as JSON lines get their place: each quote is found in its document's text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from kept.errors import FileUnreadable
from kept.importing.remarks import Remarks, Spot, shown
from kept.importing.tables import BREAK, LARGEST_BYTES, read_text
from kept.vocabulary.claims import Claim, ClaimRefused, Share, from_json
from kept.vocabulary.findings import Finding

LONGEST_NUMBER = 40
"""Digits of a number in a file; '1e999999999' is six bytes of text and a gigabyte of digits."""

LARGEST_PERCENT = Decimal(10_000)
UNKEPT = re.compile("[\x00\ud800-\udfff]")
"""Characters that JSON can name and no store keeps: NUL and halves of surrogate pairs."""


def read_claims(path: Path, texts: Path | None = None) -> tuple[list[tuple[str, Claim]], list[Finding]]:
    """The claims of a file of {"doc", "claims"} lines, with the name of the document that each stands in.

    The documents' texts are `DOC.txt` in the folder `texts`, or beside the file. A quote is found with any
    white space between its words, and the claim then holds the text's own. What cannot be read or found is
    a finding. Raises FileUnreadable where the file itself cannot be opened.
    """
    remarks = Remarks()
    folder = texts or path.parent
    try:
        with path.open("rb") as opened:
            raw = opened.read(LARGEST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise FileUnreadable(path, f"cannot be opened: {error}") from error
    source = read_text(path.name, raw, remarks=remarks)
    lines = BREAK.split(source.text) if source else []
    found = [
        placed
        for number, line in enumerate(lines, 1)
        if line.strip()
        for placed in _line_claims(line, Spot(path.name, number), folder=folder, remarks=remarks)
    ]
    return found, remarks.findings()


def _line_claims(line: str, at: Spot, *, folder: Path, remarks: Remarks) -> Iterator[tuple[str, Claim]]:
    """The claims of one line, placed in the text of its document."""
    try:
        shown_line = json.loads(line, parse_float=_number, parse_int=_whole, parse_constant=_number)
    except (ValueError, RecursionError) as error:
        remarks.add("claim-refused", f"the line is no JSON that can be read: {error}", at=at)
        return
    if not isinstance(shown_line, dict) or not isinstance(shown_line.get("claims"), list):
        remarks.add("claim-refused", 'expected an object {"doc": …, "claims": […]}', at=at)
        return
    doc = shown_line.get("doc")
    text = _text_of(doc, at, folder=folder, remarks=remarks)
    if text is None:
        return
    for position, each in enumerate(shown_line["claims"], 1):
        claim = _claim(each, Spot(at.file, at.line, f"claim {position}"), text=text, remarks=remarks)
        if claim is not None:
            yield str(doc), claim


def _text_of(doc: object, at: Spot, *, folder: Path, remarks: Remarks) -> str | None:
    """The text of a document; its name may not lead out of the folder."""
    if not isinstance(doc, str) or UNKEPT.search(doc) or Path(doc).name != doc or "\\" in doc:
        remarks.add("claim-refused", f"doc is {shown(str(doc))}, expected the name of a file without its ending", at=at)
        return None
    name = f"{doc}.txt"
    try:
        with (folder / name).open("rb") as opened:
            raw = opened.read(LARGEST_BYTES + 1)
    except OSError as error:
        remarks.add("document-missing", f"the document {shown(name)} cannot be opened: {error.strerror}", at=at)
        return None
    source = read_text(name, raw, remarks=remarks)
    return source.text if source else None


def _claim(shown_claim: object, at: Spot, *, text: str, remarks: Remarks) -> Claim | None:
    """One claim with its quote as the text has it; None, with a finding, where it is none."""
    if not isinstance(shown_claim, dict) or not isinstance(shown_claim.get("quote"), str):
        remarks.add("claim-refused", "expected an object with a kind and a quote", at=at)
        return None
    try:
        _refuse_unkept(shown_claim)
        claim = from_json(shown_claim)
        if isinstance(claim, Share) and not 0 <= claim.percent <= LARGEST_PERCENT:
            raise ClaimRefused(f"percent is {claim.percent:E}, expected 0 to {LARGEST_PERCENT}")
    except (ValueError, ArithmeticError, RecursionError) as error:
        remarks.add("claim-refused", f"{error}; the claim is left out", at=at)
        return None
    place = find_quote(claim.quote, text)
    if place is None:
        message = f"the quote {shown(claim.quote)} does not stand in the document; the claim is left out"
        remarks.add("quote-not-found", message, at=at)
        return None
    start, end = place
    return replace(claim, quote=text[start:end], start=start)


def find_quote(quote: str, text: str) -> tuple[int, int] | None:
    """Where a quote stands in a text, with any white space between its words; None where it does not.

    To the letter wins over the tolerant search.
    """
    words = quote.split()
    if not words:
        return None
    exact = text.find(quote)
    if exact >= 0:
        return exact, exact + len(quote)
    found = re.search(r"\s+".join(map(re.escape, words)), text)
    return found.span() if found else None


def _refuse_unkept(value: object) -> None:
    """Refuse characters that cannot be kept, anywhere in a claim."""
    if isinstance(value, str) and UNKEPT.search(value):
        raise ClaimRefused(f"{shown(value)} holds a character that cannot be kept")
    inner: list[Any] = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    for each in inner:
        _refuse_unkept(each)


def _number(digits: str) -> Decimal:
    number = Decimal(digits) if len(digits) <= LONGEST_NUMBER else Decimal("NaN")
    if not number.is_finite() or abs(number.adjusted()) > LONGEST_NUMBER:
        raise ValueError(f"{shown(digits)} is no number of at most {LONGEST_NUMBER} digits")
    return number


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise ValueError(f"{shown(digits)} is no number of at most {LONGEST_NUMBER} digits")
    return int(digits)
