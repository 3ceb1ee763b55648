"""Meetings of the bodies that deal with the aid: their number, day and place."""

from __future__ import annotations

import re

from kept.reading.periods import SINCE
from kept.reading.scene import Scene
from kept.reading.sentences import Sentence
from kept.reading.spans import BODY, COALITION, CUE, PARTY, WHEN, Span
from kept.vocabulary.claims import Claim, Meeting
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.findings import Finding

NUMBERED = re.compile(r"^[- ]?#?(\d{1,3})\b")
NEAR = 60


def read(sentence: Sentence, scene: Scene) -> tuple[list[Claim], list[Finding]]:
    """One claim for each body whose meeting the sentence names."""
    claims: list[Claim] = []
    meetings = [s for s in sentence.spans if s.kind == CUE and s.value == "meeting"]
    done: set[str] = set()
    dated = any(s.kind == WHEN and len(s.value) == 10 for s in sentence.spans)
    for span in sentence.spans:
        if span.kind not in (BODY, COALITION):
            continue
        body = span.value if span.kind == BODY else f"coalition:{span.value}"
        number, start, end = _numbered(span, meetings, sentence, scene)
        met = [m for m in meetings if _of(m, span, scene, dated=dated)]
        if body in done or (number is None and not met and not _met_in(span, sentence, scene)):
            continue
        done.add(body)
        start, end = min([start, *(m.start for m in met)]), max([end, *(m.end for m in met)])
        claims.append(_made(body, number, (start, end), (sentence, scene)))
    return claims, []


def _of(meeting: Span, body: Span, scene: Scene, *, dated: bool) -> bool:
    """'meeting of the Contact Group', 'Contact Group meeting', 'meeting in the Ramstein format'."""
    low = scene.low
    if meeting.end <= body.start:
        gap = low[meeting.end : body.start]
        return (
            len(gap) <= 40
            and bool(scene.shapes["meeting-of-body"].fullmatch(gap))
            and (dated or not scene.shapes["meeting-other"].search(low[max(0, meeting.start - 30) : meeting.start]))
        )
    gap = low[body.end : meeting.start]
    return (
        len(gap) <= 24
        and bool(
            scene.shapes["body-then-meeting"].fullmatch(
                gap,
            )
        )
        and (dated or not scene.shapes["meeting-other"].search(low[max(0, body.start - 30) : body.start]))
    )


def _met_in(body: Span, sentence: Sentence, scene: Scene) -> bool:
    """'we met in the NATO-Ukraine Council'."""
    before = scene.low[max(sentence.start, body.start - 40) : body.start]
    dated = any(s.kind == WHEN and len(s.value) == 10 for s in sentence.spans)
    met = dated and scene.shapes["body-met"].match(scene.low, body.end)
    return body.kind == BODY and bool(met or scene.shapes["met-in"].search(before))


def _numbered(span: Span, meetings: list[Span], sentence: Sentence, scene: Scene) -> tuple[int | None, int, int]:
    """The number of the meeting with the place of the words that tell it."""
    low = scene.low
    begin = max(sentence.start, span.start - NEAR)
    before = low[begin : span.start]
    match = scene.shapes["meeting-ordinal"].search(before)
    near = any(abs(m.start - span.start) < NEAR + 20 for m in meetings)
    if match and (near or span.value == "udcg") and not re.search(r"[,;:.]", before[match.end() :]):
        return int(match[1]), begin + match.start(), span.end
    word = scene.shapes["meeting-word"].search(before)
    if word and near:
        return scene.tables.ordinals[word[1]], begin + word.start(), span.end
    after = (
        NUMBERED.match(low[span.end : span.end + 5])
        if low[span.start : span.end] in scene.words["numbered-body"]
        else None
    )
    if after:
        return int(after[1]), span.start, span.end + after.end()
    return None, span.start, span.end


def _made(body: str, number: int | None, place: tuple[int, int], where: tuple[Sentence, Scene]) -> Claim:
    sentence, scene = where
    start, end = place
    days = [s for s in sentence.spans if s.kind == WHEN and len(s.value) > 4 and s.form != SINCE]
    seats = [
        s
        for s in sentence.spans
        if s.kind == PARTY and s.form == "seat" and scene.shapes["in"].search(scene.low[max(0, s.start - 9) : s.start])
    ]
    said = scene.speech.speaker(sentence, start)
    return Meeting(
        body=body, number=number, place=scene.text[seats[0].start : seats[0].end] if seats else None,
        quote=scene.text[start:end], start=start, speaker=said.name if said else None,
        date=PartialDate(days[0].value) if days else None,
    )  # fmt: skip
