"""Who does an act: subjects, 'by' phrases, possessives and pronouns as party codes; unresolved stays unresolved."""

from __future__ import annotations

import re

from kept.reading.acts import INCLUDED, Act
from kept.reading.scene import Scene
from kept.reading.sentences import Sentence
from kept.reading.spans import COALITION, PARTY, VERB, Span
from kept.reading.tables import PERSON

BEFORE = re.compile(r"(?: -|:| \(|,)? (?:- )?|: | \(")
PERSONS = frozenset({PERSON, "actor"})
NAMES = frozenset({"name", "seat", "body", "group", "company", "actor", PERSON})


def groups(sentence: Sentence, scene: Scene, *, demonyms: bool = False) -> list[list[Span]]:
    """Parties that stand together as a list, each list in order; worked out once for a sentence."""
    known = sentence.lists.get(demonyms)
    if known is not None:
        return known
    found: list[list[Span]] = sentence.lists.setdefault(demonyms, [])
    for span in sentence.spans:
        if span.kind != PARTY or (span.form == "demonym" and not demonyms and not _is_people(span, sentence, scene)):
            continue
        last = found[-1][-1] if found else None
        gap = scene.low[last.end : span.start] if last is not None else ""
        if last is not None and scene.shapes["givers-link"].fullmatch(gap) and not _apart(last, span, scene):
            found[-1].append(span)
        else:
            found.append([span])
    return found


def _is_people(span: Span, sentence: Sentence, scene: Scene) -> bool:
    """'the Dutch will', 'Norwegian instructors have': a demonym that acts for its country."""
    low = scene.low
    acting = scene.shapes["people-act"].match(low, span.end)
    if acting is None:
        return False
    return bool(acting["office"]) or bool(
        scene.shapes["the"].search(low, max(sentence.start, span.start - 5), span.start)
    )


def word_before(group: list[Span], sentence: Sentence, scene: Scene) -> str:
    """The word before a list of parties, articles passed over; empty at the start of the sentence."""
    words = scene.low[max(sentence.start, group[0].start - 20) : group[0].start].split()
    while words and words[-1] in scene.words["article"]:
        words.pop()
    return words[-1].strip('"(') if words else ""


def _apart(one: Span, other: Span, scene: Scene) -> bool:
    """'Minister X, Ukraine can' and 'for Ukraine, Norway gave': the two sides of such a comma are no list."""
    low, shapes = scene.low, scene.shapes
    if shapes["and"].search(low, one.end, other.start):
        return False
    placed = shapes["givers-placed"].search(low, max(0, one.start - 16), one.start)
    if placed and not shapes["givers-goes-on"].match(low, other.end):
        return True
    return one.form in PERSONS and other.form not in PERSONS


def codes(group: list[Span]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(span.value for span in group))


def donors(act: Act, sentence: Sentence, scene: Scene) -> tuple[str, ...]:
    """The givers of an act; empty where the sentence and those before it do not tell."""
    if act.kind == INCLUDED:
        return scene.memory.doers
    if act.kind == "depart":
        found = next((codes(g) for g in groups(sentence, scene) if 0 < g[0].start - act.end <= 5), ())
    elif act.kind in ("receive", "arrive"):
        found = _after(act, sentence, scene, "from-received")
    elif act.passive:
        found = _after(act, sentence, scene, "by") or _after(act, sentence, scene, "from")
    elif act.noun:
        found = (
            _owner(act, sentence, scene) or _after(act, sentence, scene, "from-noun") or subject(act, sentence, scene)
        )
    else:
        found = subject(act, sentence, scene)
    if (
        not found
        and act.noun
        and scene.shapes["givers-told-of"].search(scene.low[max(sentence.start, act.start - 40) : act.start])
    ):
        found = scene.memory.doers
    if not found and act.kind == "receive" and scene.shapes["givers-added"].match(scene.low, sentence.start):
        found = scene.memory.doers
    if not found and act.sense == "ready":
        found = subject(act, sentence, scene)
    if not found and act.sense == "aim" and scene.memory.giver:
        found = (scene.memory.giver,)
    if not found and (act.passive or act.kind in ("receive", "arrive", "depart", "train") or act.noun):
        found = _coalition(sentence, scene)
        if not found and act.kind != "receive":
            found = _official(act, sentence, scene)
    return found


def beside(end: int, sentence: Sentence, scene: Scene) -> tuple[str, ...]:
    """The parties right behind goods: '£100 million from Norway'."""
    if not scene.shapes["givers-from"].match(scene.low, end):
        return ()
    for group in groups(sentence, scene):
        if 0 < group[0].start - end <= 12 and scene.tables.standing(group[0].value) != "recipient":
            return codes(group)
    return ()


def leading(start: int, sentence: Sentence, scene: Scene) -> tuple[str, ...]:
    """The party right before a sum in a list: 'Norway gave NOK 1 billion, Canada CAD 40 million'."""
    for group in groups(sentence, scene):
        if BEFORE.fullmatch(scene.low[group[-1].end : start]) and scene.tables.standing(group[-1].value) == "giver":
            return codes(group)
    return ()


def subject(act: Act, sentence: Sentence, scene: Scene) -> tuple[str, ...]:
    """The party before a verb, or what the pronoun there means."""
    low = scene.low
    before = [g for g in groups(sentence, scene) if g[-1].end <= act.start]
    last = next(
        (g for g in reversed(before) if _stands_free(g, sentence, scene) and not _leads_it(g, sentence, scene)), None
    )
    place = last[-1].end if last else sentence.start
    pronoun = [
        p
        for p in scene.shapes["givers-pronoun"].finditer(low, place, act.start)
        if _leads(low[max(sentence.start, p.start() - 24) : p.start()], scene)
    ]
    named = [
        s
        for s in sentence.spans
        if s.kind == COALITION and place <= s.start and s.end <= act.start and _is_subject(s, sentence, scene)
    ]
    if pronoun and not (named and named[-1].start > pronoun[-1].start()):
        return _meant(pronoun[-1][1], pronoun[-1].start(), (sentence, scene), last)
    if named:
        return (f"coalition:{named[-1].value}",)
    return codes(last) if last else ()


def _leads_it(group: list[Span], sentence: Sentence, scene: Scene) -> bool:
    """'the coalition that Latvia and the UK lead': a subject of its own clause only."""
    clause = scene.shapes["relative-before"].search(scene.low, max(sentence.start, group[0].start - 12), group[0].start)
    return clause is not None and any(
        s.kind == VERB and s.form.endswith(":lead") and 0 < s.start - group[-1].end <= 12 for s in sentence.spans
    )


def _leads(before: str, scene: Scene) -> bool:
    """Whether a pronoun can be a subject: no preposition before it."""
    word = scene.shapes["givers-last-word"].search(before)
    return word is None or word[1] not in scene.words["object"] or word[1] in scene.words["compares"]


def _is_subject(span: Span, sentence: Sentence, scene: Scene) -> bool:
    before = scene.low[max(sentence.start, span.start - 40) : span.start]
    word = scene.shapes["givers-last-word"].search(before)
    if scene.shapes["members-of"].search(before):
        return True
    return word is None or word[1] not in scene.words["no-subject"]


def _stands_free(group: list[Span], sentence: Sentence, scene: Scene) -> bool:
    """Whether a party can be a subject: no preposition before it and no possessive behind it."""
    low = scene.low
    before = low[max(sentence.start, group[0].start - 30) : group[0].start]
    word = scene.shapes["givers-last-word"].search(before)
    if word is not None and word[1] in scene.words["object"] and not before.rstrip(' "').endswith(","):
        return False
    after = low[group[-1].end : group[-1].end + 3]
    return not scene.shapes["possessive"].match(after) or group[-1].form == "company"


def _meant(word: str, place: int, where: tuple[Sentence, Scene], last: list[Span] | None) -> tuple[str, ...]:
    sentence, scene = where
    memory = scene.memory
    if scene.shapes["givers-self"].match(word):
        said = scene.speech.speaker(sentence, place)
        party = said.party if said is not None else scene.speech.voice
        return (party,) if party else ()
    if word in scene.words["the-coalition"]:
        return (f"coalition:{memory.coalition}",) if memory.coalition else ()
    several = word in scene.words["several"]
    if last and (len(last) > 1 or last[-1].form == "demonym" if several else word not in scene.words["person"]):
        return codes(last)
    if word in scene.words["person"] or word in scene.words["the-person"]:
        said = scene.speech.last_person(sentence)
        code = said.party if said else memory.person
        return (code,) if code else ()
    return (memory.giver,) if memory.giver and word not in scene.words["several"] else ()


def _after(act: Act, sentence: Sentence, scene: Scene, listed: str) -> tuple[str, ...]:
    """The parties behind 'by' or 'from' after the act."""
    words = scene.words[listed]
    if listed == "by" and scene.memory.coalition and scene.shapes["by-coalition"].match(scene.low, act.end):
        return (f"coalition:{scene.memory.coalition}",)
    for group in groups(sentence, scene, demonyms=True):
        if group[0].start < act.end or group[-1].form == "demonym":
            continue
        word = scene.shapes["givers-last-word"].search(scene.low[act.verb : group[0].start])
        if word is not None and word[1] in words and scene.tables.standing(group[0].value) != "recipient":
            return codes(group)
    for span in sentence.spans:
        if span.kind == COALITION and span.start >= act.end:
            word = scene.shapes["givers-last-word"].search(scene.low[act.verb : span.start])
            if word is not None and word[1] in words:
                return (f"coalition:{span.value}",)
    return ()


def _owner(act: Act, sentence: Sentence, scene: Scene) -> tuple[str, ...]:
    """'Spain's pledge', 'the Dutch donation': the party right before a noun."""
    for group in reversed(groups(sentence, scene, demonyms=True)):
        gap = scene.low[group[-1].end : act.start]
        near = group[-1].end <= act.start and len(gap) <= 60
        described = group[-1].form == "demonym" and gap.count(" ") <= 5 and "," not in gap
        owns = described or scene.shapes["possessive"].match(gap) or scene.shapes["givers-thanked"].fullmatch(gap)
        if near and owns and scene.tables.standing(group[-1].value) != "recipient":
            return codes(group)
    return ()


def _coalition(sentence: Sentence, scene: Scene) -> tuple[str, ...]:
    """The coalition under which something is given without a named giver."""
    for span in sentence.spans:
        fund = scene.shapes["into-fund"].search(scene.low, max(sentence.start, span.start - 40), span.start)
        if (
            span.kind == COALITION
            and not fund
            and scene.shapes["givers-under"].search(scene.low[max(sentence.start, span.start - 40) : span.start])
        ):
            return (f"coalition:{span.value}",)
    return ()


def _official(act: Act, sentence: Sentence, scene: Scene) -> tuple[str, ...]:
    """A minister of a giver tells of the gift of his country: 'the vehicles were sent, the Danish minister said'.

    So does a document that is a giver's own.
    """
    said = scene.speech.speaker(sentence, act.verb)
    party = said.party if said is not None else scene.speech.voice if act.noun else scene.speech.house
    return (party,) if len(party) == 2 and scene.tables.standing(party) == "giver" else ()
