"""Status: a coalition that starts, deliveries that are on schedule, late, done or called off."""

from __future__ import annotations

from kept.reading.scene import Scene
from kept.reading.sentences import Sentence
from kept.reading.spans import COALITION, CUE, ITEM, VERB, WHEN, Span
from kept.reading.tables import PERSON
from kept.vocabulary.claims import WORDS, Claim, Status
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.findings import Finding


def read(sentence: Sentence, scene: Scene) -> tuple[list[Claim], list[Finding]]:
    """At most one state of each coalition or item that the sentence is about."""
    claims: list[Claim] = []
    done: set[str] = set()
    for span in sentence.spans:
        state = _state(span)
        if state is None or scene.shapes["status-denied"].search(
            scene.low[max(sentence.start, span.start - 50) : span.start]
        ):
            continue
        subject = _starting(span, sentence, scene) if state == "started" else _lasting(span, sentence, scene)
        if subject is not None and subject.value not in done:
            done.add(subject.value)
            claims.append(_made(subject, span, state, (sentence, scene)))
    return claims, []


def _state(span: Span) -> str | None:
    if span.kind == CUE and span.value in WORDS["state"]:
        return span.value
    if span.kind == VERB and span.form.startswith("ed:") and span.form.endswith(":start"):
        return "started"
    return None


def _starting(span: Span, sentence: Sentence, scene: Scene) -> Span | None:
    """The coalition, or the goods on delivery, right before 'has officially launched'; background launches are none."""
    if _is_past(sentence, scene):
        return None
    for named in sentence.spans:
        gap = scene.low[named.end : span.start]
        if named.end > span.start or len(gap) > 100:
            continue
        if named.kind == COALITION and scene.shapes["status-auxiliary"].match(gap):
            return named
        flows = named.kind == ITEM and scene.shapes["status-flow"].search(scene.low, sentence.start, named.start)
        if flows and scene.shapes["status-auxiliary"].match(scene.shapes["status-to"].sub("", gap)):
            return named
    return None


def _is_past(sentence: Sentence, scene: Scene) -> bool:
    """Whether the sentence tells of a day long before the document's."""
    for span in sentence.spans:
        if (
            span.kind == WHEN
            and scene.today is not None
            and PartialDate(span.value).last.isoformat()[:7] < scene.today[:7]
        ):
            return True
    return False


def _lasting(span: Span, sentence: Sentence, scene: Scene) -> Span | None:
    """The goods or coalition that is on schedule or late: named in the sentence, or the topic before it."""
    before = scene.low[max(sentence.start, span.start - 40) : span.start]
    if not scene.shapes["status-finite"].search(before) and not scene.shapes["status-own-verb"].match(
        scene.low, span.start
    ):
        return None
    named = [s for s in sentence.spans if s.kind in (ITEM, COALITION) and s.value != PERSON and s.end <= span.start]
    if named and span.start - named[-1].end <= 60:
        return named[-1]
    return scene.memory.topic if not named else None


def _made(subject: Span, span: Span, state: str, where: tuple[Sentence, Scene]) -> Claim:
    sentence, scene = where
    days = [s for s in sentence.spans if s.kind == WHEN and len(s.value) == 10]
    start, end = min(subject.start, *(d.start for d in days), span.start), span.end
    if days:
        start, end = min(start, days[0].start), max(end, days[0].end)
    said = scene.speech.speaker(sentence, span.start)
    return Status(
        subject=subject.value, state=state, quote=scene.text[start:end], start=start,
        speaker=said.name if said else None, date=PartialDate(days[0].value) if days else None,
    )  # fmt: skip
