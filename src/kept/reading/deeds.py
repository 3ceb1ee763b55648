"""Who does what with which goods in a sentence: acts joined to their goods, givers and stages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kept.reading.acts import Act, acts
from kept.reading.givers import beside, donors, leading
from kept.reading.goods import MILITARY, Goods, goods, merged, purpose
from kept.reading.scene import Scene
from kept.reading.sentences import Sentence
from kept.reading.spans import CUE, WHEN, Span
from kept.reading.tables import PERSON
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.items import MONEY_ITEM
from kept.vocabulary.quantity import Quantity

FAR = 260
"""Characters between an act and its goods, at most."""
RELATIVE = re.compile(r"^[a-z0-9 ,'\"-]{0,80}$")
LARGEST = re.compile(r"\b(?:largest|biggest|most|first|only)\b[^,.]*$")
TRAINING = "training-seat"
AHEAD_OF = frozenset({"in", "this", "next", "during", "year", "for", "with"})
AHEAD = frozenset({"future", "ready", "plan", "aim", "would"})


@dataclass(frozen=True, slots=True)
class Deed:
    """`parties` is empty where the sentence and those before it do not tell who does it."""

    act: Act
    goods: Goods
    parties: tuple[str, ...]
    item: str
    quantity: Quantity | None
    amount: Quantity | None


def deeds(sentence: Sentence, scene: Scene) -> list[Deed]:
    """Every act of the sentence with each of its goods; acts that are denied, asked for or doubted are left out."""
    found = goods(sentence, scene)
    if not found:
        return []
    done = acts(sentence, scene)
    found = merged(found, sentence, scene)
    made: list[Deed] = []
    givers: dict[int, tuple[str, ...]] = {}
    for number, thing in enumerate(found):
        act = _governing(thing, done, sentence, scene)
        if act is None or act.undone:
            continue
        if act.verb not in givers:
            givers[act.verb] = donors(act, sentence, scene)
        stop = found[number + 1].start if number + 1 < len(found) and found[number + 1].amount else sentence.end
        item = _item(thing, act, (sentence, scene), stop)
        if item is not None:
            parties = beside(thing.end, sentence, scene) or leading(thing.start, sentence, scene) or givers[act.verb]
            amount = _money(thing, parties, sentence, scene)
            made.append(Deed(act, thing, parties, item, thing.quantity, amount))
    return made


def _governing(thing: Goods, done: list[Act], sentence: Sentence, scene: Scene) -> Act | None:
    """The act that has the goods as its object, or of which they are the subject in the passive."""
    low = scene.low
    left = [
        a
        for a in done
        if a.end <= thing.start and a.sense != "purpose" and thing.start - a.end <= FAR and not a.passive
    ]
    right = [a for a in done if a.verb >= thing.end and a.verb - thing.end <= 90]
    left = [a for a in left if a.kind != "tell" or not re.search(r"\bthat\b", low[a.end : thing.start])]
    best = left[-1] if left else None
    if best is not None and ";" in low[best.end : thing.start]:
        best = None
    if right and _takes(right[0], thing, best, low) and not _object_of(best, thing, low):
        return right[0]
    if best is None or best.kind in ("arrive", "depart"):
        passive = [
            a
            for a in done
            if a.passive and a.end <= thing.start and a.kind in ("give", "receive") and thing.start - a.end < 60
        ]
        best = passive[-1] if passive else best
    return best


def _takes(act: Act, thing: Goods, left: Act | None, low: str) -> bool:
    """Whether the goods before an act are what it is done to."""
    gap = low[thing.end : act.verb]
    if not RELATIVE.match(gap):
        return False
    if act.noun:
        return gap.count(" ") <= 3 and "," not in gap
    if act.passive or act.kind in ("arrive", "depart"):
        return True
    relative = re.search(r"\b(?:that|which)\b", gap)
    return left is None and bool(
        relative or (act.form in ("ed", "en") and gap.strip() == "" and thing.quantity is not None)
    )


def _object_of(act: Act | None, thing: Goods, low: str) -> bool:
    """Whether an active verb stands so close before the goods that they must be its object."""
    if act is None or act.noun:
        return False
    gap = low[act.end : thing.start]
    return len(gap) < 60 and not re.search(r"\b(?:that|and|but|which|who|while|after|said)\b|[,.:]", gap)


def _item(thing: Goods, act: Act, where: tuple[Sentence, Scene], stop: int) -> str | None:
    sentence, scene = where
    if thing.item == PERSON or (act.kind == "train" and thing.item is not None):
        trained = act.kind == "train" or re.search(r"\btrain(?:ed|ing|s)?\b", scene.low[sentence.start : sentence.end])
        return TRAINING if thing.item == PERSON and trained else None
    if act.kind == "train":
        return TRAINING if thing.item == TRAINING else None
    if thing.item is not None:
        return thing.item
    item = purpose(thing, stop, sentence, scene)
    if item == MONEY_ITEM and re.search(r"\bpackage\b", scene.low[thing.start : thing.end + 30]):
        return MILITARY
    return item


def _money(thing: Goods, parties: tuple[str, ...], sentence: Sentence, scene: Scene) -> Quantity | None:
    """The sum with its currency settled: a bare '$' is the speaker's own, 'kroner' the giver's."""
    if thing.amount is None or thing.amount.quantity is None:
        return None
    unit = thing.amount.value
    if unit == "$":
        said = scene.speech.speaker(sentence, thing.start)
        own = scene.tables.countries.get(said.party) if said and said.party else None
        unit = own.currency if own and own.currency in ("CAD", "AUD", "NZD") else "USD"
    elif unit == "krone":
        own = scene.tables.countries.get(parties[0]) if parties else None
        unit = own.currency if own and own.currency in ("NOK", "DKK", "SEK", "CZK", "ISK") else ""
    return thing.amount.quantity.of(unit) if unit else None


def is_cumulative(sentence: Sentence, scene: Scene) -> bool:
    """Whether the sentence tells a running total; 'the largest package to date' is none."""
    for span in sentence.spans:
        if (
            span.kind == CUE
            and span.value == "cumulative"
            and not LARGEST.search(scene.low[max(sentence.start, span.start - 40) : span.start])
        ):
            return True
    return False


def ahead(act: Act) -> bool:
    return act.sense in AHEAD


def when(
    sentence: Sentence, scene: Scene, *, future: bool, after: int = 0
) -> tuple[PartialDate | None, PartialDate | None]:
    """(the day on which, the day by which) that the sentence gives; those behind the goods come first."""
    day = due = None
    for span in sorted(sentence.spans, key=lambda s: s.start < after) if after else sentence.spans:
        if span.kind != WHEN or span.form == "since":
            continue
        if span.form in ("by", "until", "before") or (
            future and (span.form in AHEAD_OF or len(span.value) == 4 or _is_ahead(span, scene))
        ):
            due = due or PartialDate(span.value)
        elif len(span.value) > 4 or not future:
            day = day or PartialDate(span.value if future else _behind(span, scene))
    return day, due


def _is_ahead(span: Span, scene: Scene) -> bool:
    return scene.today is not None and span.value > scene.today


def _behind(span: Span, scene: Scene) -> str:
    """The last such month before the document's day, where the words give no year and the act is done."""
    year = span.value[:4]
    if scene.today is None or span.value[:7] <= scene.today[:7] or year in scene.low[span.start : span.end]:
        return span.value
    return f"{int(year) - 1}{span.value[4:]}" if not span.value.endswith("02-29") else span.value
