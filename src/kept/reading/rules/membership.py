"""Memberships: who founds, leads, joins, holds or leaves a coalition."""

from __future__ import annotations

from dataclasses import dataclass

from kept.reading.givers import groups, word_before
from kept.reading.periods import SINCE
from kept.reading.scene import Scene
from kept.reading.sentences import Sentence
from kept.reading.spans import COALITION, CUE, VERB, WHEN, Span
from kept.vocabulary.claims import Claim, Membership
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.findings import Finding


@dataclass(frozen=True, slots=True)
class _Place:
    sentence: Sentence
    scene: Scene
    coalition: str


def read(sentence: Sentence, scene: Scene) -> tuple[list[Claim], list[Finding]]:
    """One claim for each party; 'it' and 'the coalition' are the last one named."""
    told = scene.low[sentence.start : sentence.end]
    named = [s for s in sentence.spans if s.kind == COALITION]
    if not named and not scene.shapes["membership-back"].search(told) and not scene.shapes["coalitions"].search(told):
        return [], []
    coalition = named[0].value if named else scene.memory.coalition or ""
    if told.rstrip('"').endswith("?"):
        return [], []
    several = _several(sentence, scene)
    if several:
        return several, []
    if not coalition:
        return [], []
    place = _Place(sentence, scene, coalition)
    parties = [g for g in groups(sentence, scene) if g[-1].form != "demonym"]
    claims: list[Claim] = []
    for shape in (_thanked, _leading, _led_by, _accession, _hyphen_led, _joining, _members, _listed, _titled, _leaving):
        claims += [c for c in shape(place, parties, named) if not any(_same(c, known) for known in claims)]
    return claims, []


def _same(one: Claim, other: Claim) -> bool:
    return (
        isinstance(one, Membership)
        and isinstance(other, Membership)
        and (one.party, one.coalition) == (other.party, other.coalition)
    )


def _several(sentence: Sentence, scene: Scene) -> list[Claim]:
    """'Canada is a member of the drone, armour and IT coalitions': each name with the noun that they share."""
    if scene.shapes["coalitions"].search(scene.low, sentence.start, sentence.end) is None:
        return []
    shape = scene.shapes["several"].search(scene.low, sentence.start, sentence.end)
    if shape is None or scene.shapes["membership-none"].search(scene.low, sentence.start, shape.start()):
        return []
    names = [f"{name.strip()} {shape['noun']}" for name in scene.shapes["list-parts"].split(shape["names"])]
    known = [scene.tables.coalitions[name] for name in names if name in scene.tables.coalitions]
    before = [g for g in groups(sentence, scene) if 0 <= shape.start() - g[-1].end <= 8]
    if len(known) != len(names) or not before or not _free(before[-1], sentence, scene):
        return []
    change = "joins" if shape["joins"] else "holds"
    role = "lead" if shape["leads"] else "member"
    return [
        _made(_Place(sentence, scene, slug), party, (role, change), coalition=slug)
        for slug in known
        for party in before[-1]
    ]


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
    scene, low = place.scene, place.scene.low
    claims: list[Claim] = []
    for verb in place.sentence.spans:
        if verb.kind != VERB or not verb.form.endswith(":lead"):
            continue
        coalition = _object(place, verb, named)
        if coalition is None or place.scene.shapes["membership-none"].search(low[place.sentence.start : verb.start]):
            continue
        before = [g for g in parties if g[-1].end <= verb.start and verb.start - g[-1].end < 70]
        if not before:
            continue
        change = "joins" if place.scene.shapes["lead-to-come"].search(low[before[-1][-1].end : verb.start]) else "holds"
        joined = [
            v
            for v in place.sentence.spans
            if v.kind == VERB and v.form.endswith(":join") and v.end <= before[-1][0].start
        ]
        if joined and before[-1][0].start - joined[-1].end <= 6 and len(before) > 1:
            claims += [_made(place, p, ("lead", "joins"), coalition=coalition) for p in before[-2]]
            change = "holds"
        own = next((s.end for s in named if 0 <= s.start - verb.end <= 8), verb.end)
        beside = scene.shapes["lead-together"].match(low, own)
        others = [g for g in parties if beside and 0 <= g[0].start - beside.end() <= 4]
        claims += [_made(place, p, ("lead", change), coalition=coalition) for g in [before[-1], *others] for p in g]
    return claims


def _object(place: _Place, verb: Span, named: list[Span]) -> str | None:
    """The coalition that a verb has as its object."""
    after = [s for s in named if s.start >= verb.end and s.start - verb.end <= 40]
    if after:
        return after[0].value
    gap = place.scene.low[verb.end : verb.end + 60]
    if place.scene.shapes["coalition-object"].match(gap):
        return place.scene.memory.coalition or place.coalition
    owner = place.scene.shapes["relative-subject"].search(
        place.scene.low[max(0, verb.start - 10) : verb.start].rstrip()
    )
    near = [s for s in named if s.end <= verb.start and verb.start - s.end <= 14]
    for span in named:
        clause = place.scene.shapes["relative-object"].match(place.scene.low, span.end)
        if clause and any(
            g[0].start == clause.end() and 0 < verb.start - g[-1].end <= 12 for g in groups(place.sentence, place.scene)
        ):
            return span.value
    return near[0].value if owner and near else None


def _accession(place: _Place, parties: list[list[Span]], named: list[Span]) -> list[Claim]:
    """'the accession of Croatia and Ireland to the coalition'."""
    scene, sentence = place.scene, place.sentence
    noun = scene.shapes["accession"].search(scene.low, sentence.start, sentence.end)
    if noun is None or scene.shapes["membership-none"].search(scene.low, sentence.start, noun.start()):
        return []
    after = [s for s in named if s.start >= noun.end()]
    joining = [g for g in parties if 0 <= g[0].start - noun.end() <= 5 and after and g[-1].end <= after[0].start]
    return [_made(place, p, ("member", "joins"), coalition=after[0].value) for g in joining for p in g]


def _led_by(place: _Place, parties: list[list[Span]], named: list[Span]) -> list[Claim]:
    """'the drone coalition led by Latvia and the UK'."""
    claims = []
    for cue in place.sentence.spans:
        if cue.kind != CUE or cue.value != "ledby":
            continue
        own = [s for s in named if s.end <= cue.start and cue.start - s.end <= 40] or [
            s for s in named if 0 <= s.start - cue.end <= 60
        ]
        back = place.scene.shapes["coalition-word"].search(
            place.scene.low[max(place.sentence.start, cue.start - 40) : cue.start]
        )
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
                place.scene.shapes["hyphen-led"].match(
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
        if place.scene.shapes["membership-none"].search(low[place.sentence.start : verb.start]) or place.scene.shapes[
            "join-forces"
        ].match(low[verb.end : verb.end + 8]):
            continue
        owned = place.scene.shapes["possessive"]
        after = [s for s in named if 0 <= s.start - verb.end <= 60 and not owned.match(low, s.end)]
        back = place.scene.shapes["joined-it"].match(low, verb.end)
        old = place.sentence.number - place.scene.memory.coalition_at > 2
        if not after and (not back or (old and not back[0])):
            continue
        for coalition in list(dict.fromkeys(s.value for s in after[:1])) or [place.coalition]:
            claims += _joiners(place, verb, parties, coalition)
    return claims


def _joiners(place: _Place, verb: Span, parties: list[list[Span]], coalition: str) -> list[Claim]:
    low = place.scene.low
    colon = low.find(":", verb.end, place.sentence.end)
    part = place.scene.shapes["membership-part"].search(low, verb.end, place.sentence.end)
    listed = [g for g in parties if (colon >= 0 and g[0].start > colon) or (part and 0 < g[0].start - part.end() <= 12)]
    if listed:
        return [_made(place, p, ("member", "joins"), coalition=coalition) for g in listed for p in g]
    before = [
        g
        for g in parties
        if g[-1].end <= verb.start and verb.start - g[-1].end < 60 and _free(g, place.sentence, place.scene)
    ]
    return [_made(place, p, ("member", "joins"), coalition=coalition) for p in (before[-1] if before else [])]


def _free(group: list[Span], sentence: Sentence, scene: Scene) -> bool:
    word = word_before(group, sentence, scene)
    return word not in scene.words["object"] or word in scene.words["told"]


def _members(place: _Place, parties: list[list[Span]], named: list[Span]) -> list[Claim]:
    """'the coalition includes …', 'members are …', 'Canada is part of the drone coalition'."""
    low, sentence = place.scene.low, place.sentence
    match = place.scene.shapes["membership-members"].search(low, sentence.start, sentence.end)
    if match is None or place.scene.shapes["membership-none"].search(low[sentence.start : sentence.end]):
        return []
    if place.scene.shapes["member-is-subject"].search(match[0]):
        after = [s for s in named if 0 <= s.start - match.end() <= 40]
        before = [
            g
            for g in parties
            if g[-1].end <= match.start() and match.start() - g[-1].end < 40 and _free(g, sentence, place.scene)
        ]
        name = (
            after[0].value
            if after
            else place.scene.memory.coalition
            if place.scene.shapes["membership-back"].search(low, match.end(), match.end() + 30)
            else None
        )
        finite = place.scene.shapes["member-finite"].search(
            low[max(sentence.start, match.start() - 14) : match.end()],
        )
        change = "joins" if place.scene.shapes["becoming"].match(match[0]) else "holds"
        return (
            [_made(place, p, ("member", change), coalition=name) for p in before[-1]]
            if name and before and finite
            else []
        )
    own = [s for s in named if s.end <= match.start()]
    subject = bool(own and match.start() - own[-1].end <= 50) or place.scene.shapes["coalition-as-subject"].search(
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
    if (
        colon < 0
        or not place.scene.shapes["membership-roll"].search(low, sentence.start, colon)
        or place.scene.shapes["membership-none"].search(low[sentence.start : colon])
    ):
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
        if (
            cue.kind != CUE
            or cue.value != "lead"
            or place.scene.shapes["membership-none"].search(low[sentence.start : cue.start])
        ):
            continue
        near = [s for s in named if abs(s.start - cue.end) <= 40 or abs(cue.start - s.end) <= 30]
        if not near:
            continue
        before = [
            g
            for g in parties
            if g[-1].end <= cue.start
            and place.scene.shapes["title-before"].fullmatch(
                low[g[-1].end : cue.start],
            )
        ]
        after = [
            g
            for g in parties
            if g[0].start >= cue.end and place.scene.shapes["title-after"].fullmatch(low[cue.end : g[0].start])
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
                if g[-1].end <= verb.start and verb.start - g[-1].end < 40 and _free(g, place.sentence, place.scene)
            ]
            if (
                after
                and before
                and not place.scene.shapes["membership-none"].search(low[place.sentence.start : verb.start])
            ):
                claims += [_made(place, p, ("member", "leaves"), coalition=after[0].value) for p in before[-1]]
    return claims


def _made(place: _Place, party: Span, what: tuple[str, str], *, coalition: str) -> Claim:
    sentence, scene = place.sentence, place.scene
    said = scene.speech.speaker(sentence, party.start)
    days = [s for s in sentence.spans if s.kind == WHEN and s.form != SINCE and len(s.value) > 4]
    return Membership(
        party=party.value, coalition=coalition, role=what[0], change=what[1],
        quote=scene.text[sentence.start : sentence.end], start=sentence.start,
        speaker=said.name if said else None, date=PartialDate(days[0].value) if days else None,
    )  # fmt: skip
