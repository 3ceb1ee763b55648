"""Who said a sentence: attributions before, after and around quotations, and pronouns back to full names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kept.reading.actors import ACTOR
from kept.reading.sentences import Sentence, quotations
from kept.reading.spans import OFFICE, PARTY, VERB, Span
from kept.reading.tables import PERSON

if TYPE_CHECKING:
    from kept.reading.scene import Scene

TOLD_BY = frozenset({PARTY, OFFICE, VERB})
HEADING = 4
"""Sentences at the head of a document in which its publisher is looked for."""
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

    def __init__(self, scene: Scene) -> None:
        self.text, self.low, self.people = scene.text, scene.low, scene.people
        self.shapes, self.words = scene.shapes, scene.words
        sentences = scene.sentences
        self.house = self._house(sentences)
        self.voice = self.house or self._voice(sentences)
        self.found: list[Attribution] = []
        self.quoted: dict[int, list[tuple[int, int]]] = {}
        self.named: tuple[Sentence, Span] | None = None
        """The person named last, with the sentence."""
        last: Attribution | None = None
        for sentence in sentences:
            for attribution in self._attributions(sentence, last):
                last = attribution if attribution.is_person else last
                self.found.append(attribution)
            persons = [s for s in sentence.spans if s.kind == PARTY and s.form in (PERSON, ACTOR)]
            self.named = (sentence, persons[-1]) if persons else self.named
        self._told = {a.paragraph for a in self.found}
        self._mark_quotations(sentences)

    def speaker(self, sentence: Sentence, place: int) -> Attribution | None:
        """Who said what stands at `place`."""
        at = bisect_left(self.found, place, key=lambda a: a.place)
        if sentence.paragraph not in self._told:
            own = []
        else:
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
        told = names and self.shapes["speech-source"].search(low, sentence.start, sentence.end)
        for span in names if told else ():
            if self.shapes["speech-according"].search(low[max(sentence.start, span.start - 40) : span.start]):
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
                elif self.shapes["pronoun-speaks"].search(low, max(sentence.start, verb.start - 20), verb.start):
                    found += self._again(sentence, verb, last)
        return [a for a in found if a.name]

    def _again(self, sentence: Sentence, verb: Span, last: Attribution | None) -> list[Attribution]:
        """Who 'he' is: the person whom this paragraph named last before, else the last who spoke."""
        named = self.named if self.named and self.named[0].paragraph == sentence.paragraph else None
        if named is not None and (last is None or last.place < named[1].start) and named[1].end <= verb.start:
            made = self._made(named[0], named[1], last)
            return [replace(made, place=verb.start, sentence=sentence.number, is_person=True)]
        if last is None:
            return []
        return [replace(last, place=verb.start, sentence=sentence.number, paragraph=sentence.paragraph)]

    def _subject(self, sentence: Sentence, verb: Span, names: list[Span]) -> Span | None:
        low = self.low
        before = [s for s in names if s.end <= verb.start and verb.start - s.end < 60]
        if before and self.shapes["speech-between"].fullmatch(low[before[-1].end : verb.start]):
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
            is_person = span.form == PERSON or any(w in text.lower() for w in self.words["title"])
            name = known[0] if known else same[0] if same and is_person else text
        return Attribution(span.start, sentence.number, sentence.paragraph, name, party, is_person)

    def _house(self, sentences: list[Sentence]) -> str:
        """The party whose office publishes the document: 'Ministry of Defence, Oslo', 'Canadian assistance to …'."""
        for sentence in sentences[:HEADING]:
            for one, other in pairwise(sentence.spans):
                seated = one.kind == OFFICE and other.kind == PARTY and other.form in ("name", "seat")
                if seated and self.shapes["house-seat"].fullmatch(self.low, one.end, other.start):
                    return other.value
            for span in sentence.spans:
                if span.kind == PARTY and span.form == "demonym" and self._heads(span):
                    return span.value
        return ""

    def _heads(self, span: Span) -> bool:
        """Whether the line of the span is a heading about the party's own help, and about nothing more."""
        end = self.text.find("\n", span.end)
        end = end if end >= 0 else len(self.text)
        return self.shapes["house-help"].fullmatch(self.low, span.end, end) is not None

    def _voice(self, sentences: list[Sentence]) -> str:
        """The party whose own document this is: 'Remarks by President X', 'me as President of Y'."""
        for sentence in sentences[:40]:
            parties = [s for s in sentence.spans if s.kind == PARTY]
            if not parties:
                continue
            if sentence.paragraph < 0:
                author = next(
                    (p for p in parties if self.shapes["speech-author"].search(self.low[sentence.start : p.start])),
                    None,
                )
                if author is not None:
                    return author.value
            own = self.shapes["speech-own-office"].search(self.low, sentence.start, sentence.end)
            after = [p for p in parties if own and 0 <= p.start - own.end() <= 140]
            if after:
                return after[0].value
        return ""
