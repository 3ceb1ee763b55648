"""The rule reader: a document and the tables of its language give claims, each with its exact quote, and findings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kept.reading.actors import actors
from kept.reading.documents import Document
from kept.reading.folding import lowered, plain, without_tags
from kept.reading.merging import merge
from kept.reading.numbers import quantities
from kept.reading.periods import periods
from kept.reading.rules import asked
from kept.reading.scene import Scene
from kept.reading.sentences import LONGEST, Sentence, sentences, share
from kept.reading.spans import CALENDAR, CUE, CURRENCY, NUMBER, Span, spot
from kept.reading.tables import Tables, load_tables
from kept.vocabulary.claims import Claim
from kept.vocabulary.findings import Finding, finding

__all__ = ["READER", "VERSION", "Reading", "Tables", "load_tables", "read"]

READER = "rules"
VERSION = "1"
CROWDED = 300
"""Spans of a sentence that is still read: what holds more is a table, and its rules would take too long."""


@dataclass(frozen=True, slots=True)
class Reading:
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]


def read(document: Document, tables: Tables) -> Reading:
    """Every claim of the document in order of place, and what could not be settled."""
    scene = _scene(document, tables)
    claims: list[tuple[Claim, bool]] = []
    findings: list[Finding] = []
    for sentence in scene.sentences:
        if sentence.end - sentence.start > LONGEST or len(sentence.spans) > CROWDED:
            findings.append(_unread(document, sentence))
            continue
        if not sentence.spans:
            scene.remember(sentence)
            continue
        for rule in asked(sentence.kinds):
            found, wrong = rule.read(sentence, scene)
            claims += [(claim, sentence.headline or sentence.aside) for claim in found]
            findings += wrong
        scene.remember(sentence)
    return Reading(merge(claims, tables), tuple(findings))


def _scene(document: Document, tables: Tables) -> Scene:
    text = without_tags(document.text)
    low = lowered(text)
    named, people = actors(text, low, spot(text, plain(text), tables), tables)
    times = periods(low, named, document.date, tables)
    spans = [s for s in named if s.kind not in (NUMBER, CURRENCY, CALENDAR)]
    numbers = _outside(quantities(low, named, tables), times)
    found = sentences(text, document.body, tables)
    if document.title and document.title_start < document.body:
        found.insert(0, Sentence(document.title_start, document.title_start + len(document.title), -1, headline=True))
        for number, sentence in enumerate(found):
            sentence.number = number
    share(sorted([*spans, *numbers, *times], key=lambda s: (s.start, -s.end)), found)
    for sentence in found:
        sentence.aside = any(
            s.kind == CUE and s.value == "aside" and s.start - sentence.start < 4 for s in sentence.spans
        )
    return Scene(document.name, document.text, low, tables, found, people, _iso(document.date))


def _outside(numbers: list[Span], times: list[Span]) -> list[Span]:
    """The numbers that are no part of a date."""
    kept, at = [], 0
    for number in numbers:
        while at < len(times) and times[at].end <= number.start:
            at += 1
        if at == len(times) or number.start < times[at].start:
            kept.append(number)
    return kept


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _unread(document: Document, sentence: Sentence) -> Finding:
    place = f"{sentence.start}:{sentence.end}"
    message = (
        f"{document.name}: a stretch of {sentence.end - sentence.start:,} characters without a full stop was not read"
    )
    return finding("sentence-unread", message, document.name, place)
