"""Who does an act: subjects, 'by' phrases, possessives and pronouns as party codes; unresolved stays unresolved."""

from __future__ import annotations

import re

from kept.reading.acts import INCLUDED, Act
from kept.reading.scene import Scene
from kept.reading.sentences import Sentence
from kept.reading.spans import COALITION, PARTY, Span
from kept.reading.tables import PERSON

LINK = re.compile(
    r"[.\"')]*(?:,| and| &|, and| or| as well as|, as well as| together with|, together with| along with"
    r"|, along with| plus) (?:also |both )?(?:the )?\"?"
)
LAST_WORD = re.compile(r"([a-z']+)[ \"(]*(?:the )?(?:\w+-)?\"?$")
PRONOUN = re.compile(
    r"\b(it|he|she|they|we|i|the country|the government|the minister|the ministry|the president"
    r"|the prime minister|the alliance|the bloc|the coalition|the initiative|the kingdom|this country"
    r"|our country|my country|my administration|our government|my government|our ministry)\b(?!['’]s)"
)
THANKED = re.compile(r"\.? for (?:the|its|their|this|these|that|providing|donating)?(?: \w+){0,2} ?")
TOLD_OF = re.compile(
    r"\b(?:the|this|that)(?: (?:new|latest|aid|military|support|assistance|whole|entire|same))* $",
    re.IGNORECASE,
)
FROM = re.compile(r" (?:from|by) (?:the )?")
BEFORE = re.compile(r"(?: -|:| \(|,)? (?:- )?|: | \(")
PERSONS = frozenset({PERSON, "actor"})
PLACED = re.compile(r"\b(?:to|for|in|from|with|of|by|at) (?:the )?$")
GOES_ON = re.compile(r"[.\")]*(?:,| and\b| &| as well\b)")
ADDED = re.compile(r"\"?(?:in addition|additionally|moreover|besides|furthermore|also)\b,?")
SELF = frozenset(
    {
        "we",
        "i",
        "our country",
        "my country",
        "my administration",
        "our government",
        "my government",
        "our ministry",
    }
)
UNDER = re.compile(
    r"\b(?:under|within|as part of|in the framework of|within the framework of|through|via|by|thanks to"
    r"|from|of)(?: the)?(?: [a-z-]+)? ?\"?$"
)
NAMES = frozenset({"name", "seat", "body", "group", "company", "actor", PERSON})


def groups(sentence: Sentence, low: str, *, demonyms: bool = False) -> list[list[Span]]:
    """Parties that stand together as a list, each list in order; worked out once for a sentence."""
    known = sentence.lists.get(demonyms)
    if known is not None:
        return known
    found: list[list[Span]] = sentence.lists.setdefault(demonyms, [])
    for span in sentence.spans:
        if span.kind != PARTY or (span.form == "demonym" and not demonyms):
            continue
        last = found[-1][-1] if found else None
        if last is not None and LINK.fullmatch(low[last.end : span.start]) and not _apart(last, span, low):
            found[-1].append(span)
        else:
            found.append([span])
    return found


def _apart(one: Span, other: Span, low: str) -> bool:
    """'Minister X, Ukraine can' and 'for Ukraine, Norway gave': the two sides of such a comma are no list."""
    if "and" in low[one.end : other.start]:
        return False
    if PLACED.search(low, max(0, one.start - 16), one.start) and not GOES_ON.match(low, other.end):
        return True
    return one.form in PERSONS and other.form not in PERSONS


def codes(group: list[Span]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(span.value for span in group))


def donors(act: Act, sentence: Sentence, scene: Scene) -> tuple[str, ...]:
    """The givers of an act; empty where the sentence and those before it do not tell."""
    if act.kind == INCLUDED:
        return scene.memory.doers
    if act.kind == "depart":
        found = next((codes(g) for g in groups(sentence, scene.low) if 0 < g[0].start - act.end <= 5), ())
    elif act.kind in ("receive", "arrive"):
        found = _after(act, sentence, scene, ("from", "by", "of"))
    elif act.passive:
        found = _after(act, sentence, scene, ("by",)) or _after(act, sentence, scene, ("from",))
    elif act.noun:
        found = (
            _owner(act, sentence, scene)
            or _after(act, sentence, scene, ("from", "by"))
            or subject(act, sentence, scene)
        )
    else:
        found = subject(act, sentence, scene)
    if not found and act.noun and TOLD_OF.search(scene.low[max(sentence.start, act.start - 40) : act.start]):
        found = scene.memory.doers
    if not found and act.kind == "receive" and ADDED.match(scene.low, sentence.start):
        found = scene.memory.doers
    if not found and act.sense == "ready":
        found = subject(act, sentence, scene)
    if not found and act.sense == "aim" and scene.memory.giver:
        found = (scene.memory.giver,)
    if not found and (act.passive or act.kind in ("receive", "arrive") or act.noun):
        found = _coalition(sentence, scene)
        if not found and act.kind != "receive":
            found = _official(act, sentence, scene)
    return found


def beside(end: int, sentence: Sentence, scene: Scene) -> tuple[str, ...]:
    """The parties right behind goods: '£100 million from Norway'."""
    if not FROM.match(scene.low, end):
        return ()
    for group in groups(sentence, scene.low):
        if 0 < group[0].start - end <= 12 and scene.tables.standing(group[0].value) != "recipient":
            return codes(group)
    return ()


def leading(start: int, sentence: Sentence, scene: Scene) -> tuple[str, ...]:
    """The party right before a sum in a list: 'Norway gave NOK 1 billion, Canada CAD 40 million'."""
    for group in groups(sentence, scene.low):
        if BEFORE.fullmatch(scene.low[group[-1].end : start]) and scene.tables.standing(group[-1].value) == "giver":
            return codes(group)
    return ()


def subject(act: Act, sentence: Sentence, scene: Scene) -> tuple[str, ...]:
    """The party before a verb, or what the pronoun there means."""
    low = scene.low
    before = [g for g in groups(sentence, low) if g[-1].end <= act.start]
    last = next((g for g in reversed(before) if _stands_free(g, sentence, low)), None)
    place = last[-1].end if last else sentence.start
    pronoun = [
        p
        for p in PRONOUN.finditer(low, place, act.start)
        if _leads(low[max(sentence.start, p.start() - 24) : p.start()])
    ]
    named = [
        s
        for s in sentence.spans
        if s.kind == COALITION and place <= s.start and s.end <= act.start and _is_subject(s, sentence, low)
    ]
    if pronoun and not (named and named[-1].start > pronoun[-1].start()):
        return _meant(pronoun[-1][1], pronoun[-1].start(), (sentence, scene), last)
    if named:
        return (f"coalition:{named[-1].value}",)
    return codes(last) if last else ()


def _leads(before: str) -> bool:
    """Whether a pronoun can be a subject: no preposition before it."""
    word = LAST_WORD.search(before)
    return word is None or word[1] not in OBJECTS or word[1] in ("as", "than")


def _is_subject(span: Span, sentence: Sentence, low: str) -> bool:
    word = LAST_WORD.search(low[max(sentence.start, span.start - 24) : span.start])
    return word is None or word[1] not in (
        "of",
        "in",
        "under",
        "within",
        "to",
        "for",
        "through",
        "framework",
        "join",
        "joined",
        "joining",
        "by",
        "from",
    )


def _stands_free(group: list[Span], sentence: Sentence, low: str) -> bool:
    """Whether a party can be a subject: no preposition before it and no possessive behind it."""
    before = low[max(sentence.start, group[0].start - 30) : group[0].start]
    word = LAST_WORD.search(before)
    if word is not None and word[1] in OBJECTS and not before.rstrip(' "').endswith(","):
        return False
    after = low[group[-1].end : group[-1].end + 3]
    return not after.startswith(("'s", "' ", ".'s")) or group[-1].form == "company"


OBJECTS = frozenset(
    [
        "to",
        "for",
        "from",
        "with",
        "in",
        "of",
        "by",
        "against",
        "on",
        "at",
        "between",
        "among",
        "under",
        "than",
        "through",
        "near",
        "into",
        "over",
        "via",
        "like",
        "across",
        "within",
        "outside",
        "inside",
        "towards",
        "toward",
        "upon",
        "visiting",
        "help",
        "helping",
        "supporting",
        "support",
        "defending",
        "told",
        "asked",
        "urged",
        "thanked",
        "give",
        "gave",
        "giving",
        "provide",
        "provided",
        "providing",
        "supply",
        "supplied",
        "supplying",
        "send",
        "sent",
        "sending",
        "offer",
        "offered",
        "equip",
        "equipped",
        "grant",
        "granted",
    ]
)


def _meant(word: str, place: int, where: tuple[Sentence, Scene], last: list[Span] | None) -> tuple[str, ...]:
    sentence, scene = where
    memory = scene.memory
    if word in SELF:
        said = scene.speech.speaker(sentence, place)
        party = said.party if said is not None else scene.speech.voice
        return (party,) if party else ()
    if word in ("the coalition", "the initiative"):
        return (f"coalition:{memory.coalition}",) if memory.coalition else ()
    if last and word not in ("he", "she", "they"):
        return codes(last)
    if word in ("he", "she", "the minister", "the president", "the prime minister"):
        said = scene.speech.last_person(sentence)
        code = said.party if said else memory.person
        return (code,) if code else ()
    return (memory.giver,) if memory.giver and word != "they" else ()


def _after(act: Act, sentence: Sentence, scene: Scene, words: tuple[str, ...]) -> tuple[str, ...]:
    """The parties behind 'by' or 'from' after the act."""
    for group in groups(sentence, scene.low, demonyms=True):
        if group[0].start < act.end or group[-1].form == "demonym":
            continue
        word = LAST_WORD.search(scene.low[act.verb : group[0].start])
        if word is not None and word[1] in words and scene.tables.standing(group[0].value) != "recipient":
            return codes(group)
    for span in sentence.spans:
        if span.kind == COALITION and span.start >= act.end:
            word = LAST_WORD.search(scene.low[act.verb : span.start])
            if word is not None and word[1] in words:
                return (f"coalition:{span.value}",)
    return ()


def _owner(act: Act, sentence: Sentence, scene: Scene) -> tuple[str, ...]:
    """'Spain's pledge', 'the Dutch donation': the party right before a noun."""
    for group in reversed(groups(sentence, scene.low, demonyms=True)):
        gap = scene.low[group[-1].end : act.start]
        near = group[-1].end <= act.start and len(gap) <= 60
        described = group[-1].form == "demonym" and gap.count(" ") <= 5 and "," not in gap
        owns = described or gap.startswith(("'s", "' ", ".'s")) or THANKED.fullmatch(gap)
        if near and owns and scene.tables.standing(group[-1].value) != "recipient":
            return codes(group)
    return ()


def _coalition(sentence: Sentence, scene: Scene) -> tuple[str, ...]:
    """The coalition under which something is given without a named giver."""
    for span in sentence.spans:
        if span.kind == COALITION and UNDER.search(scene.low[max(sentence.start, span.start - 40) : span.start]):
            return (f"coalition:{span.value}",)
    return ()


def _official(act: Act, sentence: Sentence, scene: Scene) -> tuple[str, ...]:
    """A minister of a giver tells of the gift of his country: 'the vehicles were sent, the Danish minister said'.

    So does a document that is a giver's own.
    """
    said = scene.speech.speaker(sentence, act.verb)
    party = said.party if said is not None else scene.speech.voice if act.noun else ""
    return (party,) if len(party) == 2 and scene.tables.standing(party) == "giver" else ()
