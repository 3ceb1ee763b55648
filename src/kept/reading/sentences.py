"""Paragraphs, sentences and quotations of a text, by place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kept.reading.spans import BULLET, OPENING, Span
from kept.reading.tables import Tables

BREAK = re.compile(r"\n[ \t]*(?:\n\s*|(?=[-•*·▪–][ \t]))")
EVERY_LINE = re.compile(r"\n\s*")
END = re.compile(r"[.!?…](?<![.!?…]{2})[.!?…]*+[\"'”’»)\]]*+\s++(?=[\"'“‘«(\[]*[A-ZÀ-ŽА-Я0-9])")
LONG_LINE = 160
"""A text with a line longer than this is not wrapped, so that each of its lines is a paragraph."""
POINTS = "-•*·▪–"
HEADLINE = 220
LONGEST = 4000
"""Characters of a sentence that is still read; what is longer is a table or has no full stops."""


@dataclass(slots=True)
class Sentence:
    """`spans` are those inside it, in order; a `headline` stands alone without a full stop; `aside`: 'read also'.

    `marks` tell a point of a list and what opens one.
    """

    start: int
    end: int
    paragraph: int
    number: int = 0
    headline: bool = False
    aside: bool = False
    spans: list[Span] = field(default_factory=list)
    kinds: frozenset[str] = frozenset()
    marks: tuple[str, ...] = ()
    lists: dict[bool, list[list[Span]]] = field(default_factory=dict)


def paragraphs(text: str, body: int) -> list[tuple[int, int]]:
    """(start, end) of each paragraph from `body` on."""
    wrapped = max(map(len, text[body : body + 20000].split("\n")), default=0) <= LONG_LINE
    rule = BREAK if wrapped else EVERY_LINE
    found, at = [], body
    for match in rule.finditer(text, body):
        found.append((at, match.start()))
        at = match.end()
    found.append((at, len(text)))
    return [(start, end) for start, end in found if text[start:end].strip()]


def sentences(text: str, body: int, tables: Tables) -> list[Sentence]:
    """Every sentence of the text in order, without the space around it."""
    found: list[Sentence] = []
    for number, (start, end) in enumerate(paragraphs(text, body)):
        at = start
        for match in END.finditer(text, start, end):
            stop = match.start() + 1
            if (
                tables.shapes["sentences-short"].search(text[max(start, stop - 12) : stop])
                and text[match.start()] == "."
            ):
                continue
            _add(found, text, (at, match.end()), number)
            at = match.end()
        _add(found, text, (at, end), number)
    return found


def _add(found: list[Sentence], text: str, place: tuple[int, int], number: int) -> None:
    start, end = place
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        alone = end - start < HEADLINE and (not found or found[-1].paragraph != number)
        if alone:
            alone = text[start:end].rstrip("\"'”’»)]* ")[-1:] not in ".!?…:;"
        point = text[start] in POINTS and text[start + 1 : start + 2].isspace()
        marks = (BULLET,) if point else (OPENING,) if text[end - 1] == ":" else ()
        found.append(Sentence(start, end, number, len(found), headline=alone and not point, marks=marks))


def share(spans: list[Span], found: list[Sentence]) -> None:
    """Give each sentence its spans, and note which kinds it has."""
    at, last = 0, len(found) - 1
    for span in spans:
        while at < last and found[at + 1].start <= span.start:
            at += 1
        if at <= last and found[at].start <= span.start and span.end <= found[at].end:
            found[at].spans.append(span)
    for sentence in found:
        if sentence.spans:
            sentence.kinds = frozenset([*(s.kind for s in sentence.spans), *sentence.marks])


def quotations(low: str, place: tuple[int, int]) -> list[tuple[int, int]]:
    """(start, end) of what stands between quotation marks in a paragraph; an open one goes on to its end."""
    marks, at = [], low.find('"', *place)
    while at >= 0:
        marks.append(at)
        at = low.find('"', at + 1, place[1])
    pairs = list(zip(marks[::2], marks[1::2], strict=False))
    return [*pairs, (marks[-1], place[1])] if len(marks) % 2 else pairs
