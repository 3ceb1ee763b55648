"""What is given in a sentence: counted goods and sums with the goods that they are for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from kept.reading.scene import Scene
from kept.reading.sentences import Sentence
from kept.reading.spans import AMOUNT, COALITION, CUE, ITEM, QUANTITY, VERB, Span
from kept.reading.tables import PERSON
from kept.vocabulary.items import MONEY_ITEM
from kept.vocabulary.quantity import Quantity, exactly

MILITARY = "military-aid"
GAP = re.compile(r"[ \"'a-z0-9.%/-]*")
FED_WITH = {"air-defence-system": "air-defence-missile", "air-defence-launcher": "air-defence-missile"}
NEAR_SYSTEM = 30
"""Characters between a system and its rounds, at most."""
MANY = 6
"""Words between a number and the goods that it counts, at most."""


@dataclass(frozen=True, slots=True)
class Goods:
    """Goods or a sum with its place; `item` is None where no goods are named."""

    start: int
    end: int
    item: str | None
    quantity: Quantity | None = None
    amount: Span | None = None
    first: int = 0


def goods(sentence: Sentence, scene: Scene) -> list[Goods]:
    """Counted goods, sums and single named goods of the sentence in order."""
    items = [s for s in sentence.spans if s.kind == ITEM]
    amounts = _outside_brackets(sentence, scene)
    found: list[Goods] = []
    used: set[int] = set()
    numbers = [s for s in sentence.spans if s.kind == QUANTITY]
    whole = _wholes(numbers, scene)
    for span in numbers:
        if span.start not in whole.values():
            counted = _counted(span, whole.get(span.start), items, (sentence, scene))
            counted = counted or _elliptic(span, found, sentence, scene)
            if counted is not None:
                counted = _fitted(counted, found, scene)
                found.append(counted)
                used.update(i.start for i in items if counted.start <= i.start < counted.end)
    for item in items:
        if item.start not in used and not item.form and item.value != PERSON:
            single = _single(item, sentence, scene)
            if single is not None and not any(g.start <= item.start < g.end for g in found):
                found.append(single)
    found += [Goods(a.start, a.end, None, amount=a) for a in amounts]
    return sorted(found, key=lambda g: g.start)


def _fitted(thing: Goods, found: list[Goods], scene: Scene) -> Goods:
    """'four IRIS-T systems, with 300 missiles for them': rounds of no kind told are those of the system before."""
    last = found[-1].item if found else None
    near = bool(found) and thing.start - found[-1].end <= NEAR_SYSTEM
    plain = scene.shapes["any-missile"].fullmatch(scene.low, thing.first, thing.end)
    return replace(thing, item=FED_WITH[last]) if last in FED_WITH and near and plain else thing


def _outside_brackets(sentence: Sentence, scene: Scene) -> list[Span]:
    """The sums of a sentence without those that only tell another one in a second currency."""
    kept: list[Span] = []
    for span in sentence.spans:
        if span.kind != AMOUNT:
            continue
        gap = scene.low[kept[-1].end : span.start] if kept else ""
        told_again = kept and span.value != kept[-1].value and scene.shapes["goods-converted"].fullmatch(gap)
        bracketed = kept and _in_brackets(scene.low, sentence.start, span.start)
        if told_again or bracketed:
            continue
        kept.append(span)
    return kept


def _in_brackets(low: str, start: int, place: int) -> bool:
    return low.rfind("(", start, place) > low.rfind(")", start, place)


def _wholes(numbers: list[Span], scene: Scene) -> dict[int, int]:
    """Where a number is a part of the next one ('500 of the 12,000 drones'): its start, and that of the whole."""
    return {
        one.start: other.start
        for one, other in pairwise(numbers)
        if other.start - one.end <= 40 and scene.shapes["goods-part-of"].fullmatch(scene.low[one.end : other.start])
    }


def _counted(number: Span, whole: int | None, items: list[Span], where: tuple[Sentence, Scene]) -> Goods | None:
    """The goods that a number counts: the next item with nothing but describing words between."""
    sentence, scene = where
    low = scene.low
    place = (
        number.end if whole is None else next(s.end for s in sentence.spans if s.start == whole and s.kind == QUANTITY)
    )
    after = [i for i in items if i.start >= place]
    if not after or after[0].start - place > 70:
        return None
    item = after[0]
    gap = low[place : item.start]
    words = gap.replace('"', " ").split()
    stops = [w for w in words if w in scene.words["stop"]]
    if not GAP.fullmatch(gap) or len(words) > MANY or stops or scene.shapes["years-old"].match(gap):
        return None
    if any(
        place <= s.start < item.start
        and s.kind in (VERB, QUANTITY, AMOUNT)
        and not s.form.startswith(("ed", "en", "ing"))
        for s in sentence.spans
    ):
        return None
    slug, end = _compound(item, after[1:], scene)
    if scene.shapes["of"].match(low, end) and gap.strip() == "" and slug == "military-aid":
        return None
    if scene.shapes["goods-shared"].search(low[max(sentence.start, number.start - 40) : number.start]):
        return None
    if scene.shapes["goods-units"].match(low, end):
        return None
    if scene.shapes["goods-each"].match(low, end):
        return None
    slug = _narrowed(slug, end, sentence, scene)
    if scene.shapes["such"].fullmatch(gap):
        slug = scene.memory.item(sentence) or slug
    return Goods(number.start, end, slug, quantity=number.quantity, first=item.start)


def _elliptic(number: Span, found: list[Goods], sentence: Sentence, scene: Scene) -> Goods | None:
    """A number that stands alone behind a verb counts the goods told before: 'but delivered only 524,000'."""
    told = [g for g in found if g.item is not None and g.quantity is not None]
    alone = scene.shapes["goods-alone"].match(scene.low, number.end)
    verbs = [s for s in sentence.spans if s.kind == VERB and 0 < number.start - s.end <= 12]
    last = scene.memory.item(sentence)
    if last is not None and scene.shapes["of-them"].match(scene.low, number.end):
        return Goods(number.start, number.end, last, quantity=number.quantity, first=number.end)
    if not alone or not verbs or "," in scene.low[verbs[-1].end : number.start]:
        return None
    if not told and last is not None and verbs[-1].form.startswith("ing:"):
        return Goods(number.start, number.end, last, quantity=number.quantity, first=number.end)
    if not told:
        return None
    return Goods(number.start, number.end, told[-1].item, quantity=number.quantity, first=number.end)


def _compound(item: Span, after: list[Span], scene: Scene) -> tuple[str, int]:
    """The head of a run of items: 'F-16 pilots' are persons, 'Leopard 2 battle tanks' are tanks."""
    slug, end = item.value, item.end
    for following in after:
        gap = scene.low[end : following.start]
        of = scene.shapes["compound-gap"].fullmatch(gap)
        if gap not in (" ", "-", ' "') and not of:
            break
        if of and slug not in ("ammunition", "artillery-ammunition", MILITARY):
            break
        slug, end = following.value if following.value != MILITARY else slug, following.end
    return slug, end


def _narrowed(slug: str, end: int, sentence: Sentence, scene: Scene) -> str:
    """'drones to Kyiv, namely first-person view aircraft': the narrower goods that a later phrase names."""
    for cue in sentence.spans:
        if cue.kind == CUE and cue.value == "narrow" and 0 <= cue.start - end <= 40:
            for item in sentence.spans:
                if item.kind == ITEM and 0 <= item.start - cue.end <= 30 and scene.tables.narrower(item.value, slug):
                    return item.value
    return slug


def _single(item: Span, sentence: Sentence, scene: Scene) -> Goods | None:
    """One thing told with an article: 'a Patriot battery'."""
    before = scene.low[max(sentence.start, item.start - 40) : item.start]
    match = scene.shapes["goods-one"].search(before)
    if match is None or item.value in (
        MILITARY,
        MONEY_ITEM,
        "humanitarian-aid",
        "ammunition",
        "air-defence-equipment",
    ):
        return None
    words = match[0].split()
    if any(w in scene.words["stop"] or w in scene.words["of"] for w in words[1:]):
        return None
    after = [s for s in sentence.spans if s.kind == ITEM and s.start >= item.end]
    slug, end = _compound(item, after, scene)
    if end != item.end and (slug == PERSON or any(s.form == "s" for s in after if s.end == end)):
        return None
    if scene.shapes["no-single-thing"].match(
        scene.low[end : end + 16],
    ):
        return None
    return Goods(item.start - len(before) + match.start(), end, slug, quantity=exactly(1), first=item.start)


def purpose(amount: Goods, stop: int, sentence: Sentence, scene: Scene) -> str:
    """The item that a sum is for: the goods named with it, several are military aid, none is money."""
    low = scene.low
    stop = min([stop, *(s.start for s in sentence.spans if s.start > amount.end and _closes(s))])
    clause = scene.shapes["new-clause"].search(low, amount.end, stop)
    stop = clause.start() if clause else stop
    named = [s for s in sentence.spans if s.kind == ITEM and amount.end <= s.start < stop and s.value != PERSON]
    before = [
        s
        for s in sentence.spans
        if s.kind == ITEM and s.end <= amount.start and scene.shapes["goods-worth"].match(low[s.end : amount.start])
    ]
    before += [
        s
        for s in sentence.spans
        if s.kind == ITEM
        and low[s.end : amount.start] == " "
        and scene.shapes["for"].search(low, max(sentence.start, s.start - 9), s.start)
    ]
    slugs = list(dict.fromkeys(s.value for s in named if _is_for(s, amount, scene)))
    if before and (not slugs or slugs == [MILITARY]):
        slugs = [before[-1].value]
    if not slugs:
        aid = scene.shapes["goods-aid"].match(low, amount.end)
        if aid is not None:
            return MONEY_ITEM if scene.shapes["goods-civil"].search(aid[0]) else MILITARY
    return _one_item(slugs, sentence, scene)


def _closes(span: Span) -> bool:
    return span.kind == AMOUNT or (span.kind == CUE and span.value == "part")


def _is_for(item: Span, amount: Goods, scene: Scene) -> bool:
    """Goods after a sum belong to it unless a 'from' or 'by' stands between."""
    gap = scene.low[amount.end : item.start]
    return not scene.shapes["goods-not-meant"].search(gap)


def _one_item(slugs: list[str], sentence: Sentence, scene: Scene) -> str:
    real = [s for s in slugs if s not in (MONEY_ITEM,)]
    if not real:
        if any(s.kind == COALITION for s in sentence.spans):
            return MONEY_ITEM
        generic = any(s.kind == ITEM and s.value == MILITARY for s in sentence.spans)
        package = scene.shapes["package"].search(scene.low[sentence.start : sentence.end])
        return MILITARY if generic or package else MONEY_ITEM
    if len(real) == 1:
        return real[0]
    for slug in real:
        if all(other == slug or scene.tables.narrower(other, slug) for other in real):
            return slug
    return MILITARY


def merged(found: list[Goods], sentence: Sentence, scene: Scene) -> list[Goods]:
    """A number and a sum of one act as one: '30,000 drones worth £45 million', '€12 million for 1,000 drones'."""
    made: list[Goods] = []
    for number, thing in enumerate(found):
        last = made[-1] if made else None
        if last is not None and (last.amount is None) != (thing.amount is None) and not (last.amount and last.quantity):
            counted, amount = (last, thing) if thing.amount else (thing, last)
            listed = (
                number > 1
                and counted is last
                and scene.shapes["goods-list-gap"].fullmatch(scene.low[found[number - 2].end : counted.start])
            )
            follows = (
                number + 1 < len(found)
                and counted is thing
                and scene.shapes["goods-list-gap"].fullmatch(scene.low[thing.end : found[number + 1].start])
            )
            if not listed and not follows and _linked(last, thing, sentence, scene):
                made[-1] = replace(counted, start=last.start, end=thing.end, amount=amount.amount)
                continue
        made.append(thing)
    return made


def _linked(one: Goods, other: Goods, sentence: Sentence, scene: Scene) -> bool:
    """Whether the words between a number and a sum make them one act."""
    gap = scene.low[one.end : other.start]
    if len(gap) > 140 or any(
        s.kind == CUE and s.value == "part" and one.end <= s.start < other.start for s in sentence.spans
    ):
        return False
    if scene.shapes["new-clause"].search(gap):
        return False
    if one.amount is None:
        return not scene.shapes["and"].search(gap) and bool(
            scene.shapes["goods-worth"].match(gap) or scene.shapes["goods-in-deal"].match(gap)
        )
    return bool(scene.shapes["goods-for-goods"].search(gap))
