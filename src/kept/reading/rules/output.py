"""Outputs told by a noun: 'drone production reached 200,000 a month', 'a capacity of 4 million drones a year'."""

from __future__ import annotations

import re

from kept.reading.deeds import is_cumulative, when
from kept.reading.givers import codes, groups
from kept.reading.scene import Scene
from kept.reading.sentences import Sentence
from kept.reading.spans import ITEM, QUANTITY, Span
from kept.vocabulary.claims import Claim, Output
from kept.vocabulary.findings import Finding


def read(sentence: Sentence, scene: Scene) -> tuple[list[Claim], list[Finding]]:
    """One claim for a number right behind 'production' or 'capacity' that a verb of reaching joins to it."""
    low = scene.low
    noun = scene.shapes["output-noun"].search(low, sentence.start, sentence.end)
    if noun is None or low[sentence.start : sentence.end].rstrip('"').endswith("?"):
        return [], []
    for span in sentence.spans:
        if (
            span.kind == QUANTITY
            and 0 < span.start - noun.end() <= 90
            and scene.shapes["output-reached"].search(low[noun.end() : span.start])
        ):
            items = [
                s
                for s in sentence.spans
                if (s.kind == ITEM and abs(s.start - noun.start()) <= 40)
                or (s.kind == ITEM and 0 <= s.start - span.end <= 20)
            ]
            parties = [g for g in groups(sentence, scene, demonyms=True) if g[0].start < span.start]
            if items and parties and span.quantity is not None:
                return [_made(span, items[-1], noun, (parties[-1], sentence, scene))], []
    return [], []


def _made(number: Span, item: Span, noun: re.Match[str], where: tuple[list[Span], Sentence, Scene]) -> Claim:
    parties, sentence, scene = where
    before = scene.low[sentence.start : number.start]
    stage = (
        "capacity"
        if "capacity" in noun[0]
        else "planned"
        if scene.shapes["output-ahead"].search(before)
        else "produced"
    )
    day, due = when(sentence, scene, future=stage == "planned")
    start, end = min(noun.start(), item.start, parties[0].start), max(number.end, item.end)
    said = scene.speech.speaker(sentence, number.start)
    return Output(
        producer=codes(parties), item=item.value, quantity=number.quantity, stage=stage, period=due or day,
        mode="cumulative" if is_cumulative(sentence, scene) else "increment",
        quote=scene.text[start:end], start=start, speaker=said.name if said else None,
    )  # fmt: skip
