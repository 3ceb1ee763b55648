"""Shares: which part of help, cost or a promise a party accounts for, in percent."""

from __future__ import annotations

from decimal import Decimal

from kept.reading.givers import codes, groups, word_before
from kept.reading.scene import Scene
from kept.reading.sentences import Sentence
from kept.reading.spans import COALITION, ITEM, PARTY, PERCENT, Span
from kept.vocabulary.claims import Claim, Share
from kept.vocabulary.findings import Finding


def read(sentence: Sentence, scene: Scene) -> tuple[list[Claim], list[Finding]]:
    """'Allies account for 99% of military aid'; rises, falls and shares of an economy are no claims."""
    low = scene.low
    claims: list[Claim] = []
    for span in sentence.spans:
        if span.kind != PERCENT or not scene.shapes["share-of"].match(low[span.end : span.end + 10]):
            continue
        before, after = low[sentence.start : span.start], low[span.end : sentence.end]
        if scene.shapes["share-change"].search(before[-24:]) or (
            scene.shapes["share-change"].search(after[:60]) and not scene.shapes["share-by"].search(after)
        ):
            continue
        subject = _subject(span, sentence, scene, before)
        if subject:
            claims.append(_made(span, subject, sentence, scene))
    return claims, []


def _subject(span: Span, sentence: Sentence, scene: Scene, before: str) -> tuple[str, ...]:
    low = scene.low
    parties = groups(sentence, scene)
    made = scene.shapes["made-by"].search(low, span.end, sentence.end)
    if made is not None:
        return next((codes([g]) for g in sentence.spans if g.kind == PARTY and g.end == made.start()), ())
    by = scene.shapes["share-by"].search(low, span.end, sentence.end)
    if by is not None:
        return next((codes(g) for g in parties if 0 <= g[0].start - by.end() <= 6), ())
    if not scene.shapes["share-gives"].search(before):
        return ()
    named = [g for g in parties if g[-1].end <= span.start and _free(g, sentence, scene)]
    if named:
        return codes(named[-1])
    if scene.shapes["of-target"].match(low, span.end) and scene.memory.owner:
        return scene.memory.owner
    coalition = [s for s in sentence.spans if s.kind == COALITION and s.end <= span.start]
    return (f"coalition:{coalition[-1].value}",) if coalition else ()


def _free(group: list[Span], sentence: Sentence, scene: Scene) -> bool:
    return word_before(group, sentence, scene) not in scene.words["object"]


def _made(span: Span, subject: tuple[str, ...], sentence: Sentence, scene: Scene) -> Claim:
    items = [s for s in sentence.spans if s.kind == ITEM and s.start >= span.end]
    ends = [
        s.end for s in sentence.spans if s.kind in (ITEM, PARTY) and s.start >= span.end and s.start - span.end < 60
    ]
    starts = [s.start for s in sentence.spans if s.kind == PARTY and s.value in subject and s.end <= span.start]
    start, end = (starts[-1] if starts else span.start), max([span.end, *ends])
    said = scene.speech.speaker(sentence, span.start)
    return Share(
        subject=subject, item=items[0].value if items else None, percent=Decimal(span.value),
        quote=scene.text[start:end], start=start, speaker=said.name if said else None,
    )  # fmt: skip
