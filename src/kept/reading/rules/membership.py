"""Memberships: who founds, leads, joins, holds or leaves a coalition."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kept.reading.givers import OBJECTS, groups
from kept.reading.scene import Scene
from kept.reading.sentences import Sentence
from kept.reading.spans import COALITION, CUE, VERB, WHEN, Span
from kept.vocabulary.claims import Claim, Membership
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.findings import Finding

BACK = re.compile(
    r"\b(?:the|this|an? international|an? new|international|new) (?:\w+ )?coalition\b|\bjoined it\b"
    r"|\bthe initiative\b|\bin this (?:matter|area|field|direction)\b|\b(?:its|their) leadership\b"
    r"|\bco-?lead"
)
NONE = re.compile(
    r"\b(?:support(?:s|ed)? the idea|propos\w+|invit\w+|called on|urged|consider\w*|discuss\w*|could|might"
    r"|may|would like|interested|not|hope[sd]?|ask(?:s|ed)?)\b"
)
LED = re.compile(r"\b([a-z. ]+?)(?:- and ([a-z. ]+))?-(?:co-)?led\b")
LIST_AFTER = re.compile(
    r"^[a-z ,'\"()-]{0,60}(?::|-|\b(?:are|is|including|include|includes|such as|by|of|with|alongside"
    r"|together with|namely))[ \"a-z]{0,24}$"
)
PART = re.compile(r"\b(?:including|among them|in particular|such as)\b")
ROLL = re.compile(r"\b(?:members?|countries|states|nations|participants|joined|includes?|consists of|united)\b")
MEMBERS = re.compile(
    r"\b(?:includes?|comprises?|consists? of|unites?|brings together|members? (?:are|include"
    r"|of the coalition are)|members:|participants:|made up of|composed of|part of the|is a member of"
    r"|are members of|bec[ao]me (?:an? |the )?(?:\w+ ){0,2}(?:member|country)|becoming (?:an? |the )?"
    r"(?:\w+ ){0,2}(?:member|country)|membership includes|participating countries|joined by)\b"
)


@dataclass(frozen=True, slots=True)
class _Place:
    sentence: Sentence
    scene: Scene
    coalition: str


def read(sentence: Sentence, scene: Scene) -> tuple[list[Claim], list[Finding]]:
    """One claim for each party; 'it' and 'the coalition' are the last one named."""
    told = scene.low[sentence.start : sentence.end]
    named = [s for s in sentence.spans if s.kind == COALITION]
    if not named and not BACK.search(told):
        return [], []
    coalition = named[0].value if named else scene.memory.coalition
    if coalition is None or told.rstrip('"').endswith("?"):
        return [], []
    place = _Place(sentence, scene, coalition)
    parties = groups(sentence, scene.low)
    claims: list[Claim] = []
    for shape in (_thanked, _leading, _led_by, _hyphen_led, _joining, _members, _listed, _titled, _leaving):
        claims += [c for c in shape(place, parties, named) if not any(_same(c, known) for known in claims)]
    return claims, []


def _same(one: Claim, other: Claim) -> bool:
    return (
        isinstance(one, Membership)
        and isinstance(other, Membership)
        and (one.party, one.coalition) == (other.party, other.coalition)
    )


def _thanked(place: _Place, parties: list[list[Span]], named: list[Span]) -> list[Claim]:
    """'I am grateful to Latvia for its leadership'."""
    spans = place.sentence.spans
    thanks = [s for s in spans if s.kind == CUE and s.value == "gratitude"]
    leading = [s for s in spans if s.kind == CUE and s.value == "leadership"]
    if not thanks or not leading:
        return []
    own = [s for s in named if s.start > leading[-1].start]
    coalition = own[0].value if own else place.coalition
    inside = [g for g in parties if thanks[0].end <= g[0].start and g[-1].end <= leading[-1].start]
    return [_made(place, p, ("lead", "holds"), coalition=coalition) for g in inside for p in g]


def _leading(place: _Place, parties: list[list[Span]], named: list[Span]) -> list[Claim]:
    """'Latvia leads the drone coalition', 'London is joining Latvia in leading it'."""
    low, claims = place.scene.low, []
    for verb in place.sentence.spans:
        if verb.kind != VERB or not verb.form.endswith(":lead"):
            continue
        coalition = _object(place, verb, named)
        if coalition is None or NONE.search(low[place.sentence.start : verb.start]):
            continue
        before = [g for g in parties if g[-1].end <= verb.start and verb.start - g[-1].end < 70]
        if not before:
            continue
        change = (
            "joins"
            if re.search(r"\b(?:will|to|plans?|is joining|are joining)\b", low[before[-1][-1].end : verb.start])
            else "holds"
        )
        joined = [
            v
            for v in place.sentence.spans
            if v.kind == VERB and v.form.endswith(":join") and v.end <= before[-1][0].start
        ]
        if joined and before[-1][0].start - joined[-1].end <= 6 and len(before) > 1:
            claims += [_made(place, p, ("lead", "joins"), coalition=coalition) for p in before[-2]]
            change = "holds"
        claims += [_made(place, p, ("lead", change), coalition=coalition) for p in before[-1]]
    return claims


def _object(place: _Place, verb: Span, named: list[Span]) -> str | None:
    """The coalition that a verb has as its object."""
    after = [s for s in named if s.start >= verb.end and s.start - verb.end <= 40]
    if after:
        return after[0].value
    gap = place.scene.low[verb.end : verb.end + 60]
    if re.match(r" (?:the |this |an? )?(?:\w+ ){0,2}(?:coalition|initiative)\b(?! (?:of|for)\b)|,? it\b", gap):
        return place.scene.memory.coalition or place.coalition
    owner = re.search(r"\b(?:which|that)(?: is| are)?$", place.scene.low[max(0, verb.start - 10) : verb.start].rstrip())
    near = [s for s in named if s.end <= verb.start and verb.start - s.end <= 14]
    return near[0].value if owner and near else None


def _led_by(place: _Place, parties: list[list[Span]], named: list[Span]) -> list[Claim]:
    """'the drone coalition led by Latvia and the UK'."""
    claims = []
    for cue in place.sentence.spans:
        if cue.kind != CUE or cue.value != "ledby":
            continue
        own = [s for s in named if s.end <= cue.start and cue.start - s.end <= 40] or [
            s for s in named if 0 <= s.start - cue.end <= 60
        ]
        back = re.search(r"\bcoalition\b", place.scene.low[max(place.sentence.start, cue.start - 40) : cue.start])
        if not own and not back:
            continue
        coalition = own[-1].value if own else place.coalition
        claims += [
            _made(place, p, ("lead", "holds"), coalition=coalition)
            for g in parties
            if 0 <= g[0].start - cue.end <= 8
            for p in g
        ]
    return claims


def _hyphen_led(place: _Place, parties: list[list[Span]], named: list[Span]) -> list[Claim]:
    """'the Latvia-led drone coalition', 'the UK- and Latvia-led coalition'."""
    low, claims = place.scene.low, []
    for group in parties:
        for span in group:
            if (
                re.match(
                    r"(?:-and |- and |-)?(?:[a-z]+)?-?(?:co-)?led (?:\w+ ){0,2}",
                    low[span.end : span.end + 30],
                )
                and low[span.end] == "-"
            ):
                near = [s for s in named if 0 <= s.start - span.end <= 40]
                if near:
                    claims.append(_made(place, span, ("lead", "holds"), coalition=near[0].value))
    return claims


def _joining(place: _Place, parties: list[list[Span]], named: list[Span]) -> list[Claim]:
    """'Norway has joined the drone coalition', 'eight countries have joined it: Sweden, …'."""
    low, claims = place.scene.low, []
    for verb in place.sentence.spans:
        if verb.kind != VERB or not verb.form.endswith(":join"):
            continue
        if NONE.search(low[place.sentence.start : verb.start]) or re.match(r" forces\b", low[verb.end : verb.end + 8]):
            continue
        after = [s for s in named if s.start >= verb.end and s.start - verb.end <= 60]
        back = re.match(
            r" (?:the (?:\w+ )?coalition|it|the initiative|this coalition)\b", low[verb.end : verb.end + 30]
        )
        if not after and not back:
            continue
        for coalition in list(dict.fromkeys(s.value for s in after[:1])) or [place.coalition]:
            claims += _joiners(place, verb, parties, coalition)
    return claims


def _joiners(place: _Place, verb: Span, parties: list[list[Span]], coalition: str) -> list[Claim]:
    low = place.scene.low
    colon = low.find(":", verb.end, place.sentence.end)
    part = PART.search(low, verb.end, place.sentence.end)
    listed = [g for g in parties if (colon >= 0 and g[0].start > colon) or (part and 0 < g[0].start - part.end() <= 12)]
    if listed:
        return [_made(place, p, ("member", "joins"), coalition=coalition) for g in listed for p in g]
    before = [
        g for g in parties if g[-1].end <= verb.start and verb.start - g[-1].end < 60 and _free(g, low, place.sentence)
    ]
    return [_made(place, p, ("member", "joins"), coalition=coalition) for p in (before[-1] if before else [])]


def _free(group: list[Span], low: str, sentence: Sentence) -> bool:
    words = low[max(sentence.start, group[0].start - 20) : group[0].start].replace(" the ", " ").split()
    return not words or words[-1].strip('"(') not in OBJECTS or words[-1] in ("told",)


def _members(place: _Place, parties: list[list[Span]], named: list[Span]) -> list[Claim]:
    """'the coalition includes …', 'members are …', 'Canada is part of the drone coalition'."""
    low, sentence = place.scene.low, place.sentence
    match = MEMBERS.search(low, sentence.start, sentence.end)
    if match is None or NONE.search(low[sentence.start : sentence.end]):
        return []
    if re.search(r"part of the|member of|members of|bec[ao]m", match[0]):
        after = [s for s in named if 0 <= s.start - match.end() <= 40]
        before = [
            g
            for g in parties
            if g[-1].end <= match.start() and match.start() - g[-1].end < 40 and _free(g, low, sentence)
        ]
        name = (
            after[0].value
            if after
            else place.scene.memory.coalition
            if BACK.search(low, match.end(), match.end() + 30)
            else None
        )
        finite = re.search(
            r"\b(?:is|are|be|been|became|become|becomes|remains?) (?:a |an |also |already |now )*$|bec[ao]m|is a"
            r"|are members",
            low[max(sentence.start, match.start() - 14) : match.end()],
        )
        change = "joins" if match[0].startswith("bec") else "holds"
        return (
            [_made(place, p, ("member", change), coalition=name) for p in before[-1]]
            if name and before and finite
            else []
        )
    own = [s for s in named if s.end <= match.start()]
    subject = bool(own and match.start() - own[-1].end <= 50) or re.search(
        r"\b(?:coalition|initiative|its members|it now|it)\b[^,.;]{0,24}$",
        low[sentence.start : match.start()],
    )
    if not subject:
        return []
    listed = [g for g in parties if g[0].start >= match.end()]
    return [
        _made(place, p, ("member", "holds"), coalition=own[-1].value if own else place.coalition)
        for g in listed[:1]
        if g[0].start - match.end() <= 60
        for p in g
    ]


def _listed(place: _Place, parties: list[list[Span]], named: list[Span]) -> list[Claim]:
    """'14 countries are members of the coalition: Australia, Canada, …'."""
    low, sentence = place.scene.low, place.sentence
    colon = low.find(":", sentence.start, sentence.end)
    if colon < 0 or not ROLL.search(low, sentence.start, colon) or NONE.search(low[sentence.start : colon]):
        return []
    listed = [g for g in parties if g[0].start > colon]
    if not listed or len(listed[0]) < 2 or listed[0][0].start - colon > 12:
        return []
    own = [s for s in named if s.end <= colon]
    return [
        _made(place, p, ("member", "holds"), coalition=own[-1].value if own else place.coalition) for p in listed[0]
    ]


def _titled(place: _Place, parties: list[list[Span]], named: list[Span]) -> list[Claim]:
    """'Latvia is the leader of the coalition', 'the lead nations, Latvia and the UK'."""
    low, sentence = place.scene.low, place.sentence
    claims = []
    for cue in sentence.spans:
        if cue.kind != CUE or cue.value != "lead" or NONE.search(low[sentence.start : cue.start]):
            continue
        near = [s for s in named if abs(s.start - cue.end) <= 40 or abs(cue.start - s.end) <= 30]
        if not near:
            continue
        before = [
            g
            for g in parties
            if g[-1].end <= cue.start
            and re.fullmatch(
                r",? (?:is|are|as|became|was|were|will be|will become|remains?|being)?(?: also| now| one of)?(?: the"
                r"| a| its)?(?: two| new| joint)? ?",
                low[g[-1].end : cue.start],
            )
        ]
        after = [
            g
            for g in parties
            if g[0].start >= cue.end
            and re.fullmatch(r"[a-z ]{0,40}?(?:,|:| -| are| is|) (?:the )?", low[cue.end : g[0].start])
        ]
        chosen = before[-1] if before else after[0] if after else []
        claims += [_made(place, p, ("lead", "holds"), coalition=near[0].value) for p in chosen]
    return claims


def _leaving(place: _Place, parties: list[list[Span]], named: list[Span]) -> list[Claim]:
    """'Slovakia has left the coalition'."""
    low, claims = place.scene.low, []
    for verb in place.sentence.spans:
        if verb.kind == VERB and verb.form.endswith(":quit"):
            after = [s for s in named if 0 <= s.start - verb.end <= 20]
            before = [
                g
                for g in parties
                if g[-1].end <= verb.start and verb.start - g[-1].end < 40 and _free(g, low, place.sentence)
            ]
            if after and before and not NONE.search(low[place.sentence.start : verb.start]):
                claims += [_made(place, p, ("member", "leaves"), coalition=after[0].value) for p in before[-1]]
    return claims


def _made(place: _Place, party: Span, what: tuple[str, str], *, coalition: str) -> Claim:
    sentence, scene = place.sentence, place.scene
    said = scene.speech.speaker(sentence, party.start)
    days = [s for s in sentence.spans if s.kind == WHEN and s.form != "since" and len(s.value) > 4]
    return Membership(
        party=party.value, coalition=coalition, role=what[0], change=what[1],
        quote=scene.text[sentence.start : sentence.end], start=sentence.start,
        speaker=said.name if said else None, date=PartialDate(days[0].value) if days else None,
    )  # fmt: skip
