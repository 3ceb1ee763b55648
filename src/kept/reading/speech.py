"""Who said a sentence: attributions before, after and around quotations, and pronouns back to full names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from kept.reading.actors import ACTOR, People
from kept.reading.sentences import Sentence, quotations
from kept.reading.spans import OFFICE, PARTY, VERB, Span
from kept.reading.tables import PERSON

ACCORDING = re.compile(r"\b(?:according to|in the words of|as per) (?:a statement (?:by|from) )?(?:the )?$")
BETWEEN = re.compile(
    r"(?:, [^,\"]{1,60},)?,?(?: (?:also|has|have|had|further|then|later|officially|earlier|additionally|previously|on"
    r"|in|at|said|who|is|was))*(?: \w+day)?,? ?$"
)
NAME = re.compile(r"[A-ZÀ-Ž][\w’'-]*\w(?: (?:(?:de|van|von|der|den|la|du) ){0,2}[A-ZÀ-Ž][\w’'-]*\w){1,3}$")
AUTHOR = re.compile(
    r"\b(?:statement|remarks|speech|address|message|letter|op-ed|announcement) (?:by|from|of) (?:the )?$"
)
OWN_OFFICE = re.compile(
    r"\b(?:i|me)\b,? (?:as|the) (?:president|prime minister|minister|king|queen|governor|secretary)\b"
)
TOLD_BY = frozenset({PARTY, OFFICE, VERB})
NEAR = 40
"""Attributions before and behind a place that are looked at, so that time stays in step with length."""
SPEECH_WORDS = 5
"""A quotation of fewer words is a name in quotation marks, nobody's speech."""
SILENT = {
    "give": ("name", "seat", "body", "group", "company"),
    "tell": ("name", "seat", "group"),
    "say": ("group",),
}
"""Parties that an act of this kind does not make the speaker: what a country pledged was told by somebody else."""


@dataclass(frozen=True, slots=True)
class Attribution:
    place: int
    sentence: int
    paragraph: int
    name: str
    party: str
    is_person: bool = False


class Speech:
    """All attributions of a document, found once."""

    def __init__(self, text: str, low: str, sentences: list[Sentence], people: People) -> None:
        self.text, self.low, self.people = text, low, people
        self.voice = _voice(low, sentences)
        self.found: list[Attribution] = []
        self.quoted: dict[int, list[tuple[int, int]]] = {}
        last: Attribution | None = None
        for sentence in sentences:
            for attribution in self._attributions(sentence, last):
                last = attribution if attribution.is_person else last
                self.found.append(attribution)
        self._mark_quotations(sentences)

    def speaker(self, sentence: Sentence, place: int) -> Attribution | None:
        """Who said what stands at `place`."""
        at = bisect_left(self.found, place, key=lambda a: a.place)
        own = [a for a in self.found[max(0, at - NEAR) : at + NEAR] if a.paragraph == sentence.paragraph]
        if not self._inside(sentence.paragraph, place):
            return next((a for a in own if a.sentence == sentence.number), None)
        outside = [a for a in own if not self._inside(a.paragraph, a.place)]
        after = next((a for a in outside if a.place >= place), None)
        if after is not None or outside:
            return after or outside[-1]
        later = next((a for a in self.found[at : at + NEAR] if a.paragraph == sentence.paragraph + 1), None)
        return self.last(sentence) or later

    def last(self, sentence: Sentence) -> Attribution | None:
        """The last one who spoke before this sentence."""
        at = bisect_left(self.found, sentence.start, key=lambda a: a.place)
        return self.found[at - 1] if at else None

    def last_person(self, sentence: Sentence) -> Attribution | None:
        """The last person who spoke before this sentence, for 'he' and 'the minister'."""
        at = bisect_left(self.found, sentence.start, key=lambda a: a.place)
        return next((a for a in reversed(self.found[max(0, at - 20) : at]) if a.is_person), None)

    def _inside(self, paragraph: int, place: int) -> bool:
        quoted = self.quoted.get(paragraph)
        if not quoted:
            return False
        at = bisect_right(quoted, place, key=lambda pair: pair[0]) - 1
        return at >= 0 and place < quoted[at][1]

    def _mark_quotations(self, sentences: list[Sentence]) -> None:
        bounds: dict[int, tuple[int, int]] = {}
        for sentence in sentences:
            start, _ = bounds.get(sentence.paragraph, (sentence.start, 0))
            bounds[sentence.paragraph] = (start, sentence.end)
        for paragraph, place in bounds.items():
            spoken = [(s, e) for s, e in quotations(self.low, place) if self.low[s:e].count(" ") >= SPEECH_WORDS]
            if spoken:
                self.quoted[paragraph] = spoken

    def _attributions(self, sentence: Sentence, last: Attribution | None) -> list[Attribution]:
        found: list[Attribution] = []
        if sentence.kinds.isdisjoint(TOLD_BY):
            return found
        low = self.low
        names = [s for s in sentence.spans if s.kind in (PARTY, OFFICE)]
        for span in names:
            if ACCORDING.search(low[max(sentence.start, span.start - 40) : span.start]):
                found.append(self._made(sentence, span, last))
        for verb in sentence.spans:
            if verb.kind == VERB and (
                verb.form.endswith(":say")
                or verb.form.endswith(":tell")
                or (verb.form.endswith(":give") and verb.value == "pledged")
            ):
                speaker = self._subject(sentence, verb, names)
                if speaker is not None and speaker.form in SILENT.get(verb.form.partition(":")[2], ()):
                    continue
                if speaker is not None:
                    found.append(self._made(sentence, speaker, last))
                elif last is not None and re.search(
                    r"\b(?:he|she)(?: also| then| further)? $",
                    low[max(sentence.start, verb.start - 20) : verb.start],
                ):
                    found.append(
                        replace(last, place=verb.start, sentence=sentence.number, paragraph=sentence.paragraph)
                    )
        return [a for a in found if a.name]

    def _subject(self, sentence: Sentence, verb: Span, names: list[Span]) -> Span | None:
        low = self.low
        before = [s for s in names if s.end <= verb.start and verb.start - s.end < 60]
        if before and BETWEEN.fullmatch(low[before[-1].end : verb.start]):
            return before[-1]
        after = [s for s in names if 0 < s.start - verb.end <= 5 and verb.form.startswith("ed")]
        if after and low[max(sentence.start, verb.start - 3) : verb.start].strip(" ") in ('"', ',"', ","):
            return after[0]
        return None

    def _made(self, sentence: Sentence, span: Span, last: Attribution | None) -> Attribution:
        """The attribution to a span: persons by their full names, offices as last held, bodies by their own words."""
        text = self.text[span.start : span.end]
        name, party, is_person = text, span.value, False
        if span.kind == OFFICE:
            is_person = last is not None and span.form == PERSON
            name, party = (last.name, last.party) if last is not None and is_person else (text, "")
        elif span.form in (PERSON, ACTOR):
            known = [n for s, n in self.people.names.items() if text.lower().endswith(s)]
            same = [n for s, n in self.people.names.items() if self.people.parties[s] == party]
            is_person = span.form == PERSON or any(
                w in text.lower() for w in ("minister", "secretary", "president", "chancellor", "chief")
            )
            name = known[0] if known else same[0] if same and is_person else text
        return Attribution(span.start, sentence.number, sentence.paragraph, name, party, is_person)


def _voice(low: str, sentences: list[Sentence]) -> str:
    """The party whose own document this is: 'Remarks by President Biden', 'me as President … of the United States'."""
    for sentence in sentences[:40]:
        parties = [s for s in sentence.spans if s.kind == PARTY]
        if sentence.paragraph < 0:
            author = next((p for p in parties if AUTHOR.search(low[sentence.start : p.start])), None)
            if author is not None:
                return author.value
        own = OWN_OFFICE.search(low, sentence.start, sentence.end)
        after = [p for p in parties if own and 0 <= p.start - own.end() <= 140]
        if after:
            return after[0].value
    return ""
