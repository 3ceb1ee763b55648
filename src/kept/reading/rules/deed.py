"""Transfers, outputs and targets: what a party gives, makes or aims at, from the deeds of a sentence."""

from __future__ import annotations

from dataclasses import replace

from kept.reading.deeds import Deed, ahead, deeds, is_cumulative, when
from kept.reading.goods import MILITARY
from kept.reading.scene import Scene
from kept.reading.sentences import Sentence
from kept.reading.spans import COALITION, CUE, ITEM, PARTY, WHEN
from kept.vocabulary.claims import Claim, Output, Target, Transfer
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.findings import Finding, finding
from kept.vocabulary.items import MONEY_ITEM

QUOTED = 80
"""Characters of the text that a finding shows."""
GROUPS = frozenset({"allies", "nato", "eu", "udcg", "un"})
STEPS = ("pledged", "allocated", "contracted", "produced", "dispatched", "delivered")


def read(sentence: Sentence, scene: Scene) -> tuple[list[Claim], list[Finding]]:
    """The claims of a sentence's deeds; a deed whose doer is not told is a finding."""
    claims: list[Claim] = []
    findings: list[Finding] = []
    if scene.low[sentence.start : sentence.end].rstrip("\" '").endswith("?"):
        return claims, findings
    for deed in deeds(sentence, scene):
        if deed.quantity is None and deed.amount is None:
            continue
        if deed.parties and any(scene.tables.standing(party) == "outside" for party in deed.parties):
            continue
        if not deed.parties:
            if deed.act.kind != "make" and not sentence.headline:
                findings.append(_unclear(deed, sentence, scene))
            continue
        for one in _each(deed, scene):
            claim = _claim(one, sentence, scene)
            if claim is not None:
                claims.append(claim)
    return claims, findings


def _each(deed: Deed, scene: Scene) -> list[Deed]:
    """'€20 million each' is a deed of each giver."""
    if len(deed.parties) > 1 and scene.shapes["each"].match(scene.low, deed.goods.end):
        return [replace(deed, parties=(party,)) for party in deed.parties]
    return [deed]


def _unclear(deed: Deed, sentence: Sentence, scene: Scene) -> Finding:
    start, end = _quote(deed, sentence, scene)
    words = " ".join(scene.text[start:end].split())
    quote = words if len(words) <= QUOTED else f"{words[:QUOTED].rpartition(' ')[0]} …"
    told = f"{scene.name}: '{quote}' (character {start}): no giver of {deed.item} is named here or in the words before"
    return finding("donor-unclear", told, scene.name, f"{sentence.start}:{sentence.end}", scene.text[start:end][:300])


def _claim(deed: Deed, sentence: Sentence, scene: Scene) -> Claim | None:
    goal = deed.act.sense == "aim" or any(
        s.kind == CUE and s.value == "goal" and s.end <= deed.goods.start for s in sentence.spans
    )
    together = all(party in GROUPS or party.startswith("coalition:") for party in deed.parties)
    if (goal and deed.act.kind != "tell" and deed.act.sense != "done") or (
        deed.act.sense == "plan" and together and deed.act.kind != "make"
    ):
        return _target(deed, sentence, scene)
    own = all(scene.tables.standing(party) == "recipient" for party in deed.parties)
    if own and deed.act.sense in ("plan", "aim") and deed.act.kind == "give" and deed.act.stage == "contracted":
        return _target(deed, sentence, scene)
    if deed.act.kind == "make":
        return _output(deed, sentence, scene)
    return _transfer(deed, sentence, scene)


def _target(deed: Deed, sentence: Sentence, scene: Scene) -> Claim | None:
    if deed.goods.item is not None and deed.quantity is not None and deed.quantity.high == 1:
        return None
    day, due = when(sentence, scene, future=True, after=deed.goods.end)
    stage = deed.act.stage if deed.act.stage in STEPS else "delivered"
    stage = "delivered" if stage == "dispatched" else stage
    start, end = _quote(deed, sentence, scene)
    scene.memory.owner = deed.parties
    return Target(
        owner=deed.parties, item=deed.item, quantity=deed.quantity, amount=deed.amount, stage=stage, deadline=due,
        quote=scene.text[start:end], start=start, speaker=_speaker(sentence, scene, deed), date=_day(day, sentence),
    )  # fmt: skip


def _output(deed: Deed, sentence: Sentence, scene: Scene) -> Claim | None:
    if deed.amount is not None and deed.quantity is None:
        return None
    if (deed.quantity is not None and deed.quantity.high == 1) or deed.act.sense in ("purpose", "would"):
        return None
    future = ahead(deed.act)
    stage = "capacity" if deed.act.sense == "capacity" else "planned" if future else "produced"
    day, due = when(sentence, scene, future=future, after=deed.goods.end)
    start, end = _quote(deed, sentence, scene)
    return Output(
        producer=deed.parties, item=deed.item, quantity=deed.quantity, stage=stage, period=due or day,
        mode="cumulative" if is_cumulative(sentence, scene) else "increment",
        quote=scene.text[start:end], start=start, speaker=_speaker(sentence, scene, deed), date=None,
    )  # fmt: skip


def _transfer(deed: Deed, sentence: Sentence, scene: Scene) -> Claim | None:
    stage = _stage(deed, scene.low[sentence.start : sentence.end], scene)
    if stage == "contracted" and scene.shapes["deed-funding"].match(scene.low, deed.act.end):
        stage = "allocated"
    recipient = scene.recipient_of(sentence)
    if stage is None or any(scene.tables.standing(party) == "recipient" for party in deed.parties):
        return None
    scene.memory.doers = deed.parties
    if deed.quantity is None and deed.item in (MONEY_ITEM, MILITARY) and not scene.is_help(sentence):
        return None
    future = stage == "pledged" and deed.act.kind != "collect"
    day, due = when(sentence, scene, future=future, after=deed.goods.end)
    start, end = _quote(deed, sentence, scene)
    coalition = next((s.value for s in sentence.spans if s.kind == COALITION), None)
    made = Transfer(
        donor=deed.parties, recipient=recipient, item=deed.item, quantity=deed.quantity, amount=deed.amount,
        stage=stage, mode="cumulative" if is_cumulative(sentence, scene) else "increment", due=due, coalition=coalition,
        quote=scene.text[start:end], start=start, speaker=_speaker(sentence, scene, deed), date=_day(day, sentence),
    )  # fmt: skip
    last = scene.memory.gift
    scene.memory.gift, scene.memory.gift_at = made, sentence.number
    told = scene.low[sentence.start : deed.goods.start]
    if (
        last is not None
        and last.amount is None
        and made.quantity is None
        and scene.shapes["deed-price"].match(told)
        and set(last.donor) == set(made.donor)
    ):
        return replace(last, amount=made.amount, quote=made.quote, start=made.start)
    return made


def _stage(deed: Deed, told: str, scene: Scene) -> str | None:
    """The stage that verb and tense tell; None where they tell none."""
    act = deed.act
    if act.sense in ("capacity", "purpose") or (act.kind == "tell" and ahead(act)):
        return None
    if act.sense == "ready" and act.passive:
        return "produced"
    if ahead(act) and act.stage == "allocated" and scene.shapes["decided"].match(scene.low, act.start, act.verb):
        return "allocated"
    if ahead(act):
        return None if act.kind == "permit" else "pledged"
    if act.kind == "sign" and not scene.shapes["deed-contract"].search(told):
        return "allocated"
    if act.form == "progressive" and act.stage == "delivered":
        return "pledged"
    if act.stage == "delivered" and act.sense == "ongoing":
        return "delivered"
    if act.noun and act.stage == "delivered" and deed.amount is not None and deed.quantity is None:
        return "pledged"
    return act.stage if act.stage in STEPS else None


def _quote(deed: Deed, sentence: Sentence, scene: Scene) -> tuple[int, int]:
    """From the doer or the verb to the end of the goods, with the party that follows: one sentence or less."""
    start = min(deed.act.start, deed.goods.start)
    doers = [s.start for s in sentence.spans if s.kind == PARTY and s.value in deed.parties and s.end <= start]
    end = max(deed.act.end, deed.goods.end)
    for span in sentence.spans:
        if (
            span.kind in (PARTY, WHEN, ITEM)
            and span.start >= end
            and scene.shapes["deed-on"].fullmatch(scene.low[end : span.start])
        ):
            end = span.end
    start = min([d for d in doers if d >= doers[-1] - 120], default=start) if doers else start
    while end < sentence.end and scene.text[end] not in ' ,;:\n"”':
        end += 1
    return start, end


def _speaker(sentence: Sentence, scene: Scene, deed: Deed) -> str | None:
    said = scene.speech.speaker(sentence, deed.goods.start)
    return said.name if said else None


def _day(day: PartialDate | None, sentence: Sentence) -> PartialDate | None:
    return day
