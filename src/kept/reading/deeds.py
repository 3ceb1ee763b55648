"""Who does what with which goods in a sentence: acts joined to their goods, givers and stages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kept.reading.acts import Act, acts
from kept.reading.givers import beside, donors, leading
from kept.reading.goods import MILITARY, Goods, goods, merged, purpose
from kept.reading.periods import DUE, DURING, SINCE
from kept.reading.scene import Scene
from kept.reading.sentences import Sentence
from kept.reading.spans import BULLET, CUE, OPENING, WHEN, Span
from kept.reading.tables import PERSON
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.items import MONEY_ITEM
from kept.vocabulary.quantity import Quantity

FAR = 260
"""Characters between an act and its goods, at most."""
RELATIVE = re.compile(r"^[a-z0-9 ,'\"-]{0,80}$")
NEAR_POINT = 24
"""Characters from a point's mark to its goods, at most."""
TRAINING = "training-seat"
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
    if not found and OPENING not in sentence.marks:
        return []
    done = acts(sentence, scene)
    _open(sentence, scene, done)
    found = merged(found, sentence, scene)
    made: list[Deed] = []
    givers: dict[int, tuple[str, ...]] = {}
    for number, thing in enumerate(found):
        act = _governing(thing, done, sentence, scene) or _listed(thing, found, sentence, scene)
        if act is None or act.undone or _bought_before(thing, act, sentence, scene):
            continue
        if act.verb not in givers:
            givers[act.verb] = donors(act, sentence, scene)
        stop = found[number + 1].start if number + 1 < len(found) and found[number + 1].amount else sentence.end
        item = _item(thing, act, (sentence, scene), stop)
        if item is not None:
            parties = beside(thing.end, sentence, scene) or leading(thing.start, sentence, scene) or givers[act.verb]
            if not parties and made and _is_part(thing, sentence, scene):
                parties = made[-1].parties
            if not parties and thing.item is not None and scene.shapes["of-them"].match(scene.low, thing.end):
                parties = scene.memory.doers
            if not parties and BULLET in sentence.marks and scene.memory.opening:
                parties = scene.memory.opening[1]
            amount = _money(thing, parties, sentence, scene)
            made.append(Deed(act, thing, parties, item, thing.quantity, amount))
    return made


def _open(sentence: Sentence, scene: Scene, done: list[Act]) -> None:
    """Keep what a sentence that ends in a colon says of the points below it: who gives, and at which stage."""
    if BULLET in sentence.marks:
        return
    memory = scene.memory
    memory.opening = None
    if OPENING not in sentence.marks:
        return
    clear = [a for a in done if not a.undone and a.kind in ("give", "tell", "permit") and a.sense in ("done", "future")]
    parties = donors(clear[-1], sentence, scene) if clear else ()
    if clear and parties:
        stage = "pledged" if clear[-1].sense == "future" else clear[-1].stage
        memory.opening = (stage, parties)
    elif (
        memory.item(sentence)
        and memory.gift is not None
        and scene.shapes["list-opens"].search(scene.low, sentence.start, sentence.end)
    ):
        memory.opening = (memory.gift.stage, memory.gift.donor)


def _listed(thing: Goods, found: list[Goods], sentence: Sentence, scene: Scene) -> Act | None:
    """The act of a list's opening for the first goods of one of its points: 'Canada will provide: - 500 drones'."""
    opening = scene.memory.opening
    first = thing is found[0] and thing.start - sentence.start <= NEAR_POINT
    if opening is None or BULLET not in sentence.marks or not first:
        return None
    return Act(thing.start, thing.start, thing.start, opening[0], "give", form="listed", noun=False)


def _is_part(thing: Goods, sentence: Sentence, scene: Scene) -> bool:
    """'€2 billion, of which €600 million is earmarked': the giver is that of the whole."""
    return any(s.kind == CUE and s.value == "part" and 0 <= thing.start - s.end <= 3 for s in sentence.spans)


def _bought_before(thing: Goods, act: Act, sentence: Sentence, scene: Scene) -> bool:
    """'The machines, for which Berlin paid €14 million': the price of goods that an earlier sentence names."""
    relative = scene.shapes["for-which"].search(scene.low, max(sentence.start, act.start - 60), act.start)
    return thing.item is None and relative is not None


def _governing(thing: Goods, done: list[Act], sentence: Sentence, scene: Scene) -> Act | None:
    """The act that has the goods as its object, or of which they are the subject in the passive."""
    low = scene.low
    left = [
        a
        for a in done
        if a.end <= thing.start and a.sense != "purpose" and thing.start - a.end <= FAR and not a.passive
    ]
    right = [a for a in done if a.verb >= thing.end and a.verb - thing.end <= 90]
    left = [a for a in left if a.kind != "tell" or not scene.shapes["that"].search(low[a.end : thing.start])]
    best = left[-1] if left else None
    if best is not None and ";" in low[best.end : thing.start]:
        best = None
    if right and _takes(right[0], thing, best, scene) and not _object_of(best, thing, scene):
        return right[0]
    if best is None or best.kind in ("arrive", "depart"):
        passive = [
            a
            for a in done
            if a.passive and a.end <= thing.start and a.kind in ("give", "receive") and thing.start - a.end < 60
        ]
        best = passive[-1] if passive else best
    return best


def _takes(act: Act, thing: Goods, left: Act | None, scene: Scene) -> bool:
    """Whether the goods before an act are what it is done to."""
    gap = scene.low[thing.end : act.verb]
    if not RELATIVE.match(gap):
        return False
    if act.noun:
        return gap.count(" ") <= 3 and "," not in gap
    if act.passive or act.had or act.kind in ("arrive", "depart"):
        return True
    relative = scene.shapes["relative"].search(gap)
    return left is None and bool(
        relative or (act.form in ("ed", "en") and gap.strip() == "" and thing.quantity is not None)
    )


def _object_of(act: Act | None, thing: Goods, scene: Scene) -> bool:
    """Whether an active verb stands so close before the goods that they must be its object."""
    if act is None or act.noun:
        return False
    gap = scene.low[act.end : thing.start]
    return len(gap) < 60 and not scene.shapes["clause-between"].search(gap)


def _item(thing: Goods, act: Act, where: tuple[Sentence, Scene], stop: int) -> str | None:
    sentence, scene = where
    if thing.item == PERSON or (act.kind == "train" and thing.item is not None):
        trained = act.kind == "train" or scene.shapes["trained"].search(scene.low[sentence.start : sentence.end])
        return TRAINING if thing.item == PERSON and trained else None
    if act.kind == "train":
        return TRAINING if thing.item == TRAINING else None
    if thing.item is not None:
        return thing.item
    item = purpose(thing, stop, sentence, scene)
    if item == MONEY_ITEM and scene.shapes["package"].search(scene.low[thing.start : thing.end + 30]):
        return MILITARY
    return item


def _money(thing: Goods, parties: tuple[str, ...], sentence: Sentence, scene: Scene) -> Quantity | None:
    """The sum with its currency settled: a bare '$' is the speaker's own, 'kroner' the giver's."""
    if thing.amount is None or thing.amount.quantity is None:
        return None
    unit = thing.amount.value
    if unit == "$":
        said = scene.speech.speaker(sentence, thing.start)
        own = scene.tables.countries.get(said.party if said and said.party else scene.speech.house)
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
            and not scene.shapes["deeds-largest"].search(scene.low[max(sentence.start, span.start - 40) : span.start])
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
        if span.kind != WHEN or span.form == SINCE:
            continue
        if span.form == DUE or (future and (span.form == DURING or len(span.value) == 4 or _is_ahead(span, scene))):
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
