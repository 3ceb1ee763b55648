"""Verbs and nouns of giving, buying and making in a sentence, with tense, voice and what undoes them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kept.reading.scene import Scene
from kept.reading.sentences import Sentence
from kept.reading.spans import ACT, AMOUNT, CUE, ITEM, PARTY, QUANTITY, VERB, Span

ACTING = frozenset({"give", "tell", "receive", "arrive", "collect", "sign", "train", "make", "permit", "depart"})
WORD = re.compile(r"[a-z']+(?:-[a-z]+)?")
WINDOW = 90
"""Characters before a verb in which its auxiliaries stand."""
INCLUDED = "include"
"""The kind of an act that only goes on with the last one: 'it also includes'."""
UNDONE = frozenset({"negation", "request", "consideration", "condition"})


@dataclass(frozen=True, slots=True)
class Act:
    """`sense` is done, future, plan, aim, would, ongoing, capacity or purpose; `undone` says why it gives no claim.

    `start` is where its auxiliaries begin, so that its subject stands before it.
    """

    start: int
    verb: int
    end: int
    stage: str
    kind: str
    sense: str = "done"
    passive: bool = False
    undone: str = ""
    form: str = ""
    noun: bool = False
    had: bool = False


def acts(sentence: Sentence, scene: Scene) -> list[Act]:
    """Every act of the sentence in order; 'announced the delivery of' is one act with the stage of the first word."""
    found: list[Act] = []
    cues = [s for s in sentence.spans if s.kind == CUE and s.value in ("request", "consideration", "rumour")]
    conditional = any(s.kind == CUE and s.value == "condition" for s in sentence.spans)
    taken: set[int] = set()
    for span in sentence.spans:
        act = None
        if span.kind == VERB and span.form.partition(":")[2] in ACTING:
            act = _verb(sentence, scene, span)
        if (
            span.kind == VERB
            and span.form.endswith(":include")
            and scene.shapes["acts-it"].fullmatch(scene.low, sentence.start, span.start)
        ):
            act = Act(sentence.start, span.start, span.end, "pledged", INCLUDED, form="noun", noun=True)
        if act is None and span.kind == ACT and span.start not in taken:
            act = _noun(sentence, scene, span)
        if act is None or span.start in taken:
            continue
        taken.add(span.start)
        act = _doubted(act, cues, found, scene)
        if conditional and act.sense in ("future", "plan", "would") and not act.undone:
            act = replace(act, undone="condition")
        joined = _joined(found[-1], act, sentence, scene) if found else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(act)
    return found


def _verb(sentence: Sentence, scene: Scene, span: Span) -> Act | None:
    """The act of a verb form, or None where the word is a noun here."""
    form, _, kind = span.form.partition(":")
    senses, start = _auxiliaries(sentence, scene, span.start)
    low = scene.low
    if form == "base" and not senses:
        senses, start = _shared(sentence, scene, span.start)
    if (
        form in ("base", "s")
        and not senses
        and scene.shapes["acts-noun-before"].search(low[max(sentence.start, span.start - 14) : span.start].rstrip())
    ):
        return None
    if form in ("base", "s") and not senses and scene.shapes["noun-then"].match(low, span.end):
        return None
    if (
        form == "ing"
        and not senses
        and scene.shapes["acts-thing-before"].search(low[max(sentence.start, span.start - 14) : span.start].rstrip())
    ):
        return None
    undone = next((s for s in senses if s in UNDONE), "")
    sense = next((s for s in senses if s in ("aim", "plan", "future", "ready", "would", "capacity", "ongoing")), "")
    firsts = [s for s in senses if s not in ("skip", "done")]
    be = bool(firsts) and firsts[0] == "be"
    if not sense:
        sense = "purpose" if "infinitive" in senses else "done"
        if sense == "purpose" and _heads(sentence, scene, start):
            sense = "future"
    if sense == "would" and not any(
        s.kind == VERB and s.form.endswith((":say", ":tell")) and s.end <= start for s in sentence.spans
    ):
        undone = undone or "condition"
    if sense == "plan" and form == "ing":
        sense = "future"
    aimed = scene.shapes["aims-to-have"].search(low, max(sentence.start, span.start - WINDOW), span.start)
    if form in ("ed", "en") and not senses and aimed:
        return Act(aimed.start(), span.start, span.end, span.value, kind, "aim", form=form, had=True)
    passive = be and form in ("ed", "en")
    if form in ("ed", "en") and not senses:
        passive = bool(scene.shapes["by"].match(low, span.end))
    return Act(
        start,
        span.start,
        span.end,
        span.value,
        kind,
        sense,
        passive,
        undone,
        "progressive" if be and form == "ing" else form,
    )


def _heads(sentence: Sentence, scene: Scene, start: int) -> bool:
    """Whether a bare 'to' follows the subject of the sentence, as headlines have it: 'Ukraine to produce'."""
    parties = [s for s in sentence.spans if s.end <= start and s.kind == PARTY]
    if not parties or scene.low[parties[-1].end : start].strip():
        return False
    head = scene.low[sentence.start : parties[-1].start]
    head = head[max(head.rfind(mark) for mark in ":;") + 1 :]
    return not scene.shapes["acts-placed"].search(head) and all(
        s.kind == PARTY for s in sentence.spans if sentence.end - len(head) < s.start < start
    )


def _auxiliaries(sentence: Sentence, scene: Scene, place: int) -> tuple[list[str], int]:
    """Senses of the words right before `place`, nearest first, and where they begin."""
    begin = max(sentence.start, place - WINDOW)
    before = scene.low[begin:place]
    cut = max(before.rfind(mark) for mark in ',;:()"') + 1
    words = WORD.findall(before, cut)
    senses: list[str] = []
    at, inside = len(words), 0
    while at > 0:
        length, sense = _auxiliary(words[:at], scene)
        if sense == "request" and length == 1 and senses and "infinitive" not in senses:
            break
        if not length:
            suffix = "'" + words[at - 1].rpartition("'")[2] if "'" in words[at - 1] else ""
            if suffix in scene.tables.auxiliaries and suffix not in scene.words["possessive"]:
                senses.append(scene.tables.auxiliaries[suffix])
                inside = len(suffix)
            break
        senses += [sense] if sense else []
        at -= length
    if at == len(words) and not inside:
        return senses, place
    places = list(WORD.finditer(before, cut))
    return senses, begin + (places[at - 1].end() - inside if inside else places[at].start())


def _auxiliary(words: list[str], scene: Scene) -> tuple[int, str]:
    """How many of the last words are one auxiliary, and its sense; adverbs in -ly are passed over without one."""
    tail = words[-1]
    if tail in scene.tables.auxiliary_ends:
        for length in (3, 2, 1):
            sense = scene.tables.auxiliaries.get(" ".join(words[-length:])) if len(words) >= length else None
            if sense is not None:
                return length, sense
    if scene.shapes["negated"].search(tail):
        return 1, "negation"
    return (1, "") if scene.shapes["adverb"].search(tail) else (0, "")


def _shared(sentence: Sentence, scene: Scene, place: int) -> tuple[list[str], int]:
    """The auxiliaries of an earlier verb that 'and' carries on: 'plan to join forces and supply'."""
    before = scene.low[max(sentence.start, place - WINDOW) : place]
    carries = scene.shapes["carries-on"].search(before)
    if carries is None:
        return [], place
    return _auxiliaries(sentence, scene, place - len(before) + carries.end(1))


def _noun(sentence: Sentence, scene: Scene, span: Span) -> Act | None:
    """'the delivery of', 'a package worth', 'contracts for'; or 'a €20 million contribution' behind its sum."""
    after = scene.low[span.end : span.end + 40]
    opens = scene.shapes["noun-opens"].match(after)
    behind = any(s.kind in (AMOUNT, QUANTITY) and 0 < span.start - s.end <= 30 for s in sentence.spans)
    if not opens and not behind:
        return None
    senses, _ = _auxiliaries(sentence, scene, span.start)
    undone = next((s for s in senses if s in UNDONE), "")
    to_come = span.value in ("delivered", "dispatched") and scene.shapes["acts-coming"].match(
        scene.low, span.end, min(sentence.end, span.end + 120)
    )
    sense = "future" if "future" in senses or "plan" in senses or to_come else "done"
    return Act(span.start, span.start, span.end, span.value, "give", sense, False, undone, "noun", noun=True)


def _doubted(act: Act, cues: list[Span], found: list[Act], scene: Scene) -> Act:
    """An act behind 'asked', 'discussed' or 'reportedly' in its own clause gives nothing."""
    if act.undone:
        return act
    for cue in cues:
        if cue.end > act.verb:
            break
        between = any(cue.end <= other.verb < act.verb and not other.noun for other in found)
        loose = act.sense in ("purpose", "would") or act.noun or act.form in ("ing", "base")
        semicolon = ";" in scene.low[cue.end : act.verb]
        if not between and not semicolon and (loose or cue.value == "rumour") and cue.start != act.verb:
            return replace(act, undone=cue.value)
    return act


def _joined(one: Act, other: Act, sentence: Sentence, scene: Scene) -> Act | None:
    """Two acts told as one: 'announced the delivery of', 'approved sending', 'signed a contract to supply'."""
    gap = scene.low[one.end : other.verb]
    if (
        len(gap) > 48
        or any(mark in gap for mark in ',;:"')
        or (one.noun and not (other.sense == "purpose" and one.stage == "contracted"))
    ):
        return None
    if any(one.end <= s.start < other.verb and s.kind in (QUANTITY, AMOUNT, PARTY, ITEM) for s in sentence.spans):
        return None
    linked = other.noun or other.sense == "purpose" or other.form == "ing"
    if (
        not linked
        or one.kind not in ("give", "tell", "sign", "receive", "collect", "permit")
        or scene.shapes["and"].search(gap)
    ):
        return None
    if one.kind == "sign" and other.stage not in ("contracted", "delivered", "produced"):
        return None
    if one.kind == "receive" and other.stage == "contracted":
        return replace(one, end=other.end, stage="contracted", undone=one.undone or other.undone)
    return replace(
        one,
        end=other.end,
        undone=one.undone or (other.undone if other.undone != "rumour" else ""),
        kind="give" if one.kind in ("tell", "sign", "permit") and other.kind != "permit" else one.kind,
    )
