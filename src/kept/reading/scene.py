"""What a rule sees of a document: its text, sentences and people, and what earlier sentences spoke of."""

from __future__ import annotations

from dataclasses import dataclass, field

from kept.reading.actors import ACTOR, People
from kept.reading.sentences import Sentence
from kept.reading.spans import BODY, COALITION, ITEM, PARTY, Span
from kept.reading.speech import Speech
from kept.reading.tables import PERSON, Shapes, Tables, Words
from kept.vocabulary.claims import Transfer


@dataclass(slots=True)
class Memory:
    """The last of each that was named, for 'it', 'the coalition', 'the country', 'he'."""

    coalition: str | None = None
    coalition_at: int = -9
    giver: str | None = None
    group: tuple[str, ...] | None = None
    person: str | None = None
    topic: Span | None = None
    recipient: str | None = None
    gift: Transfer | None = None
    doers: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    """Who set the last target."""
    gift_at: int = -9
    helped_at: int = -9
    """The last sentence that named the party in need, a coalition or a body of theirs."""
    opening: tuple[str, tuple[str, ...]] | None = None
    """Stage and givers of a sentence that ends in a colon, for the points of the list below it."""

    def item(self, sentence: Sentence) -> str | None:
        """The goods of the last gift, where it stands in one of the two sentences before."""
        return self.gift.item if self.gift is not None and 0 < sentence.number - self.gift_at <= 2 else None


@dataclass(slots=True)
class Scene:
    """One document on its way through the rules: `low` is its text in lower case, of the same length."""

    name: str
    text: str
    low: str
    tables: Tables
    sentences: list[Sentence]
    people: People
    today: str | None
    memory: Memory = field(default_factory=Memory)
    shapes: Shapes = field(init=False)
    words: Words = field(init=False)
    _speech: Speech | None = None

    def __post_init__(self) -> None:
        self.shapes, self.words = self.tables.shapes, self.tables.words

    @property
    def speech(self) -> Speech:
        """Who said what; worked out when a rule first asks."""
        if self._speech is None:
            self._speech = Speech(self)
        return self._speech

    def recipient_of(self, sentence: Sentence) -> str | None:
        """The party that needs help, where the sentence or an earlier one names it."""
        for span in sentence.spans:
            if span.kind == PARTY and self.tables.standing(span.value) == "recipient":
                return span.value
        return self.memory.recipient

    def is_help(self, sentence: Sentence) -> bool:
        """Whether this sentence or one of the six before it names the party in need, or the document none."""
        near = any(
            s.kind in (COALITION, BODY) or (s.kind == PARTY and self.tables.standing(s.value) == "recipient")
            for s in sentence.spans
        )
        return near or self.memory.recipient is None or sentence.number - self.memory.helped_at <= 6

    def remember(self, sentence: Sentence) -> None:
        """Keep what the sentence named, for those after it."""
        memory = self.memory
        if (
            memory.coalition is not None
            and COALITION not in sentence.kinds
            and self.shapes["another-coalition"].search(self.low, sentence.start, sentence.end)
        ):
            memory.coalition = None
        for span in sentence.spans:
            if span.kind in (COALITION, BODY):
                memory.helped_at = sentence.number
            if span.kind == COALITION:
                memory.coalition, memory.coalition_at = span.value, sentence.number
            elif span.kind == PARTY:
                self._remember_party(span, sentence.number)
        memory.topic = self._topic(sentence)

    def _remember_party(self, span: Span, number: int) -> None:
        standing = self.tables.standing(span.value)
        if span.form == PERSON or span.form == ACTOR:
            self.memory.person = span.value
        if standing == "recipient":
            self.memory.recipient = span.value
            self.memory.helped_at = number
        elif standing == "giver" and span.form != "demonym":
            self.memory.giver = span.value

    def _topic(self, sentence: Sentence) -> Span | None:
        """A sentence that is only a name ('F-16.') is what the next ones are about."""
        named = [s for s in sentence.spans if s.kind in (ITEM, COALITION)]
        if len(named) == 1 and sentence.end - sentence.start <= named[0].end - named[0].start + 8:
            return named[0]
        return None
