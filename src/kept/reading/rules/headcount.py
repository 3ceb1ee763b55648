"""Headcounts: how many countries stand in a coalition."""

from __future__ import annotations

import re
from decimal import Decimal

from kept.reading.scene import Scene
from kept.reading.sentences import Sentence
from kept.reading.spans import COALITION, QUANTITY, Span
from kept.vocabulary.claims import Claim, Headcount
from kept.vocabulary.findings import Finding
from kept.vocabulary.quantity import Quantity, QuantityRefused

NEAR = 110


def read(sentence: Sentence, scene: Scene) -> tuple[list[Claim], list[Finding]]:
    """One claim for the coalition of the sentence; those to come and those at a meeting are none."""
    low = scene.low
    told = low[sentence.start : sentence.end]
    named = [s for s in sentence.spans if s.kind == COALITION]
    for span in sentence.spans:
        if span.kind != QUANTITY or span.quantity is None:
            continue
        after = low[span.end : min(span.end + 50, sentence.end)]
        match = scene.shapes["headcount-counted"].match(after)
        near = low[max(sentence.start, span.start - 60) : span.start].rpartition(":")[2]
        near = scene.shapes["that"].split(near)[-1] + low[span.start : min(span.end + 60, sentence.end)]
        if (
            match is None
            or not scene.shapes["headcount-inside"].search(told)
            or scene.shapes["headcount-away"].search(scene.shapes["clause-end"].split(near, 1)[0])
        ):
            continue
        if scene.shapes["headcount-partial"].match(after) and _with_leads(span, sentence, scene) == span.quantity:
            continue
        coalition = _coalition(span, named, told, scene)
        if coalition is None:
            continue
        end = _end(span.end + match.end(), named, sentence, scene)
        start = min([span.start, *(c.start for c in named if c.value == coalition)])
        made = Headcount(
            coalition=coalition, quantity=_with_leads(span, sentence, scene), quote=scene.text[start:end], start=start,
            speaker=_speaker(sentence, scene, start),
        )  # fmt: skip
        return [made], []
    return [], []


def _coalition(span: Span, named: list[Span], told: str, scene: Scene) -> str | None:
    """The coalition named nearest to the number; 'it' and 'the coalition' are the last one named."""
    if scene.shapes["coalition-of"].search(scene.low[max(0, span.start - 13) : span.start]):
        named = [c for c in named if c.end <= span.start and span.start - c.end <= 30]
    else:
        named = [c for c in named if abs(c.start - span.start) <= NEAR]
    if named:
        return min(named, key=lambda c: abs(c.start - span.start)).value
    back = scene.shapes["coalition-meant"].search(
        told,
    )
    return scene.memory.coalition if back else None


def _end(end: int, named: list[Span], sentence: Sentence, scene: Scene) -> int:
    """The end of the clause that tells the count."""
    end = max([end, *(c.end for c in named if c.start > end - 1 and c.start - end < 80)])
    joined = re.compile(r"[^,;:.]{0,60}").match(scene.low, end, sentence.end)
    return joined.end() if joined and not named else end


def _with_leads(span: Span, sentence: Sentence, scene: Scene) -> Quantity:
    """'two leads and 12 other countries' added up."""
    quantity = span.quantity
    assert quantity is not None
    for other in sentence.spans:
        if (
            other.kind == QUANTITY
            and other.quantity
            and other.end < span.start
            and scene.shapes["leads-counted"].match(scene.low[other.end : other.end + 9])
        ):
            try:
                return Quantity(
                    (other.quantity.low or Decimal(0)) + (quantity.low or 0),
                    quantity.high and quantity.high + (other.quantity.high or 0),
                )
            except QuantityRefused:
                return quantity
    return quantity


def _speaker(sentence: Sentence, scene: Scene, place: int) -> str | None:
    said = scene.speech.speaker(sentence, place)
    return said.name if said else None
