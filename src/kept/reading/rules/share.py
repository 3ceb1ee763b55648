"""Shares: which part of help, cost or a promise a party accounts for, in percent."""

from __future__ import annotations

import re
from decimal import Decimal

from kept.reading.givers import OBJECTS, codes, groups
from kept.reading.scene import Scene
from kept.reading.sentences import Sentence
from kept.reading.spans import COALITION, ITEM, PARTY, PERCENT, Span
from kept.vocabulary.claims import Claim, Share
from kept.vocabulary.findings import Finding

OF = re.compile(r"^ ?(?:of|share of|of the|for) ")
GIVES = re.compile(
    r"\b(?:account(?:s|ed|ing)? for|provid(?:e|es|ed|ing)|cover(?:s|ed|ing)?|suppl(?:y|ies|ied|ying)"
    r"|deliver(?:s|ed|ing)?|contribut(?:e|es|ed|ing)|financ(?:e|es|ed|ing)|fulfil(?:l|s|led)?"
    r"|represent(?:s|ed|ing)?|make up|makes up|made up|met|reach(?:ed|es)?|produc(?:e|es|ed|ing)|pledg(?:e"
    r"|ed)|pa(?:y|ys|id)(?: for)?|fund(?:s|ed)?|gave|given|give|responsible for)\b[^.;]{0,40}$"
)
BY = re.compile(
    r"\b(?:provided by|comes? from|came from|supplied by|delivered by|covered by|financed by|paid by"
    r"|given by|contributed by|produced by|made in|produced in|produced domestically in|paid for by"
    r"|funded by)\b"
)
CHANGE = re.compile(
    r"\b(?:increas\w+|decreas\w+|rose|risen|grew|grown|growth|fell|fallen|drop\w*|cut|up|down|by"
    r"|more than before|higher|lower|of (?:its|their|the) (?:own )?gdp|of gdp|probability|effective\w*"
    r"|intercept\w*|shot down|destroyed|territory|population|budget)\b"
)


def read(sentence: Sentence, scene: Scene) -> tuple[list[Claim], list[Finding]]:
    """'Allies account for 99% of military aid'; rises, falls and shares of an economy are no claims."""
    low = scene.low
    claims: list[Claim] = []
    for span in sentence.spans:
        if span.kind != PERCENT or not OF.match(low[span.end : span.end + 10]):
            continue
        before, after = low[sentence.start : span.start], low[span.end : sentence.end]
        if CHANGE.search(before[-24:]) or (CHANGE.search(after[:60]) and not BY.search(after)):
            continue
        subject = _subject(span, sentence, scene, before)
        if subject:
            claims.append(_made(span, subject, sentence, scene))
    return claims, []


def _subject(span: Span, sentence: Sentence, scene: Scene, before: str) -> tuple[str, ...]:
    low = scene.low
    parties = groups(sentence, low)
    by = BY.search(low, span.end, sentence.end)
    if by is not None:
        return next((codes(g) for g in parties if 0 <= g[0].start - by.end() <= 6), ())
    if not GIVES.search(before):
        return ()
    named = [g for g in parties if g[-1].end <= span.start and _free(g, low, sentence)]
    if named:
        return codes(named[-1])
    coalition = [s for s in sentence.spans if s.kind == COALITION and s.end <= span.start]
    return (f"coalition:{coalition[-1].value}",) if coalition else ()


def _free(group: list[Span], low: str, sentence: Sentence) -> bool:
    words = low[max(sentence.start, group[0].start - 20) : group[0].start].replace(" the ", " ").split()
    return not words or words[-1].strip('"(') not in OBJECTS


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
