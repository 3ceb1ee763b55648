"""Ministers, ministries and persons as the acts of their countries: 'U.K. Defense Secretary Grant Shapps' is GB."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kept.reading.spans import OFFICE, PARTY, Span
from kept.reading.tables import PERSON, Tables

ACTOR = "actor"


@dataclass(slots=True)
class People:
    """Who the document names: the full name as first given, and the party that the person acts for, by surname."""

    names: dict[str, str] = field(default_factory=dict)
    parties: dict[str, str] = field(default_factory=dict)

    def learn(self, name: str, party: str) -> None:
        surname = name.split()[-1].lower()
        known = self.names.get(surname)
        if known is None or (" " in name and " " not in known):
            self.names[surname] = name
        self.parties.setdefault(surname, party)

    def full(self, name: str) -> str:
        return self.names.get(name.split()[-1].lower(), name)


def actors(text: str, low: str, spans: list[Span], tables: Tables) -> tuple[list[Span], People]:
    """The spans with every office joined to its party and name, and surnames found again where they stand alone."""
    people = People()
    joined: list[Span] = []
    at = 0
    while at < len(spans):
        span = spans[at]
        if span.kind == OFFICE:
            at = _office(text, low, (spans, at, joined), (people, tables))
        else:
            if span.kind == PARTY and span.form == PERSON:
                people.learn(text[span.start : span.end], span.value)
            joined.append(span)
            at += 1
    return _surnames(text, joined, people), people


def _office(text: str, low: str, where: tuple[list[Span], int, list[Span]], known: tuple[People, Tables]) -> int:
    """Append the actor that the office at `at` makes, and say where to go on."""
    spans, at, joined = where
    people, tables = known
    office, start, end, party = spans[at], spans[at].start, spans[at].end, ""
    at += 1
    if (
        joined
        and joined[-1].kind == PARTY
        and joined[-1].form != PERSON
        and tables.shapes["actors-owner"].fullmatch(low[joined[-1].end : start])
    ):
        owner = joined.pop()
        start, party = owner.start, owner.value
    while (
        at < len(spans)
        and spans[at].kind == OFFICE
        and tables.shapes["office-link"].fullmatch(low, end, spans[at].start)
    ):
        office, end, at = spans[at], spans[at].end, at + 1
    if (
        at < len(spans)
        and spans[at].kind == PARTY
        and spans[at].form != PERSON
        and tables.shapes["actors-of"].fullmatch(low[end : spans[at].start])
    ):
        party, end, at = party or spans[at].value, spans[at].end, at + 1
    if office.form == PERSON:
        end, name, owner_code = _name(text, end, spans[at] if at < len(spans) else None, tables)
        party = party or owner_code or tables.surnames.get(name.split()[-1].lower() if name else "", "")
        while at < len(spans) and spans[at].start < end:
            at += 1
        before = tables.shapes["actors-name-before"].search(text[max(0, start - 50) : start])
        name = name or (before[1] if before else "")
        if name and party:
            people.learn(name, party)
    joined.append(Span(start, end, PARTY if party else OFFICE, party or office.value, ACTOR if party else office.form))
    return at


def _name(text: str, end: int, following: Span | None, tables: Tables) -> tuple[int, str, str]:
    """The name that stands right after an office: (its end, the name, its party if the tables know it)."""
    if following is not None and following.kind == PARTY and following.form == PERSON and following.start - end <= 2:
        return following.end, text[following.start : following.end], following.value
    match = tables.shapes["actors-name-next"].match(text, end)
    if match is None or (following is not None and following.start < match.end() and following.kind == PARTY):
        return end, "", ""
    if match[0].startswith(",") and " " not in match[1]:
        return end, "", ""
    return match.end(), match[1], ""


def _surnames(text: str, spans: list[Span], people: People) -> list[Span]:
    """Later mentions of persons whom only this document introduces."""
    wanted = [name.split()[-1] for name in people.names.values()]
    if not wanted:
        return spans
    taken = {at for s in spans for at in (s.start,)}
    rule = re.compile(r"\b(?:" + "|".join(re.escape(w) for w in dict.fromkeys(wanted)) + r")\b")
    covered = sorted((s.start, s.end) for s in spans if s.kind == PARTY)
    found, at = [], 0
    for match in rule.finditer(text):
        while at < len(covered) and covered[at][1] <= match.start():
            at += 1
        inside = at < len(covered) and covered[at][0] <= match.start()
        if not inside and match.start() not in taken:
            found.append(Span(match.start(), match.end(), PARTY, people.parties[match[0].lower()], PERSON))
    return sorted([*spans, *found]) if found else spans
