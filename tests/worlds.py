"""Small worlds told in sentences, one statement a line, and booked the way the product books them.

    2024-02-15 NO pledges 2000 fpv-drone to UA in drone as c-1 by 2024-12-31 for 500000 EUR
    2024-02-16 NO asserts 2500+ fpv-drone delivered to UA
    2024-03-01 c-1 moves 500 from pledged to contracted
    2024-03-02 takes back 2
    2024-01-01 NO means at_hub
    2024-01-01 drone-coalition aims 1000000 drone pledged in drone by 2024-12-31 as g-1
    2024-03 UA makes 100 drone
    2024-05-26 drone counts 17
    2024-05-26 NO bears 60 of drone
    2024-05-26 NO joins drone; leads, observes, holds and leaves alike
    recorded 2024-06-01T12:00

The first word is the date, `-` where none is told. A quantity is `2000`, `2000+` (at least), `90..100` or `?`.
What follows `as`, `by`, `to`, `in`, `from`, `for`, `told` (the source's own date) and `released` (a mark) holds for
the line. `recorded` sets the moment of recording from there on; without it a world is recorded on RECORDED.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from kept.access import door
from kept.access.actors import Actor, Role
from kept.access.journal import Stamp
from kept.evidence import actions as evidence
from kept.evidence.models import Claim, Document
from kept.ledger.balances import Line, Question, balance, open_books
from kept.ledger.flows import Only, View
from kept.ledger.models import Account, Commitment, Movement
from kept.ledger.recording import Flow, record, reverse
from kept.outlook.actions import accept
from kept.registry import actions as registry
from kept.registry.actions import Basis
from kept.vocabulary import claims as said
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.findings import Finding
from kept.vocabulary.quantity import Quantity, exactly
from kept.vocabulary.stages import HandOverPoint, Stage

OFFICE = Actor("office", Role.OFFICE)
RECORDED = datetime(2026, 1, 1, 12, tzinfo=UTC)
LATEST = date(2026, 12, 31)

PARTIES = """
    UA Ukraine country
    NO Norway country
    LV Latvia country
    GB Britain country
    DK Denmark country
    NL Netherlands country
    eu EU organisation
    drone-coalition Drone_Coalition_(members_together) organisation
    shells-office Shells_for_All organisation
    maker Maker manufacturer
"""
ITEMS = """
    drone - piece
    fpv-drone drone piece
    strike-drone drone piece
    shell - piece
    shell-155mm shell piece
    f-16 - aircraft
    money - currency
"""
COALITIONS = """
    drone Drone_Coalition
    shells Shells_for_All
"""
TELLS = {
    "pledges": "pledged",
    "allocates": "allocated",
    "contracts": "contracted",
    "produces": "produced",
    "dispatches": "dispatched",
    "delivers": "delivered",
}
OUTPUTS = {"makes": "produced", "plans": "planned", "can": "capacity"}
CHANGES = {
    "joins": ("joins", "member"),
    "leads": ("joins", "lead"),
    "observes": ("joins", "observer"),
    "holds": ("holds", "member"),
    "leaves": ("leaves", "member"),
}
OPTIONS = ("to", "in", "by", "as", "for", "told", "released", "from", "until", "table")


@dataclass(frozen=True, slots=True)
class Statement:
    """One line, cut into its words: date, subject, verb, the words before the first option, and the options."""

    text: str
    start: int
    when: PartialDate | None
    subject: str
    verb: str
    words: tuple[str, ...]
    options: Mapping[str, str]

    @property
    def day(self) -> date:
        assert self.when is not None, f"{self.text!r} needs a date"
        return self.when.last


@dataclass(slots=True)
class World:
    """What was recorded, and short ways to ask about it."""

    stamp: Stamp
    findings: list[Finding] = field(default_factory=list)

    def line(self, stage: str, **asked: Any) -> Line:
        """The balance at a stage.

        `asked` may hold as_of, recorded_by, by (the actor), unit, at_least, since, and limits such as donor='NO,LV'.
        """
        known = {name: asked.pop(name) for name in ("at_least", "since") if name in asked}
        day = date.fromisoformat(asked.pop("as_of")) if "as_of" in asked else LATEST
        view = View(asked.pop("by", OFFICE), day, asked.pop("recorded_by", None))
        unit = asked.pop("unit", "piece")
        limits = {name: value.split(",") for name, value in asked.items()}
        return balance(open_books(view), Question(stage=Stage(stage), unit=unit, only=Only(limits), **known))

    def codes(self) -> list[str]:
        return [found.code for found in self.findings]


def world(text: str, release: str = "public") -> World:
    """Record a world's lines in their order, on top of a small registry of parties, items and coalitions."""
    made = World(Stamp(OFFICE, RECORDED))
    register(made.stamp)
    tell(made, text, release)
    return made


def tell(made: World, text: str, release: str = "public") -> World:
    """Record further lines in a world."""
    document = _keep(text, made.stamp)
    waiting: list[Statement] = []
    for statement in statements(text):
        if statement.verb in DEEDS:
            _accept(made, document, waiting, release)
            waiting = []
            DEEDS[statement.verb](made, statement)
        else:
            waiting.append(statement)
    _accept(made, document, waiting, release)
    return made


@contextmanager
def undone() -> Iterator[None]:
    """What is recorded within is gone afterwards, so that each example of a property starts with an empty ledger."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def statements(text: str) -> Iterable[Statement]:
    place = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare:
            yield _cut(bare, place + line.index(bare))
        place += len(line)


def _cut(line: str, start: int) -> Statement:
    first, *words = line.split()
    if first == "recorded":
        return Statement(line, start, None, "", "recorded", tuple(words), {})
    when = None if first == "-" else PartialDate(first)
    if words[0] == "takes":
        return Statement(line, start, when, "", "takes", tuple(words[2:]), {})
    subject, verb, rest = words[0], words[1], words[2:]
    if verb == "moves":
        return Statement(line, start, when, subject, verb, tuple(rest), {})
    cut = next((i for i, word in enumerate(rest) if word in OPTIONS), len(rest))
    options: dict[str, str] = {}
    for word in rest[cut:]:
        if word in OPTIONS:
            options[word] = ""
        else:
            name = list(options)[-1]
            options[name] = f"{options[name]} {word}".strip()
    return Statement(line, start, when, subject, verb, tuple(rest[:cut]), options)


# --- the registry -----------------------------------------------------------------------------------------------------


def register(stamp: Stamp) -> None:
    basis = Basis(source="the test's own world")
    rows = {name: [line.split() for line in text.strip().splitlines()] for name, text in TABLES.items()}
    parties = [{"slug": p, "name": n.replace("_", " "), "kind": k} for p, n, k in rows["parties"]]
    items = [{"slug": i, "name": i, "parent": p.strip("-"), "unit": u} for i, p, u in rows["items"]]
    coalitions = [{"slug": c, "name": n.replace("_", " "), "capability": ""} for c, n in rows["coalitions"]]
    assert registry.enter_parties([(basis, row) for row in parties], stamp) == []
    assert registry.enter_items([(basis, row) for row in items], stamp) == []
    assert registry.enter_coalitions([(basis, row) for row in coalitions], stamp) == []


TABLES = {"parties": PARTIES, "items": ITEMS, "coalitions": COALITIONS}


# --- claims -----------------------------------------------------------------------------------------------------------


def _keep(text: str, stamp: Stamp) -> Document:
    raw = text.encode()
    return evidence.keep_document(
        evidence.NewDocument(name="world.txt", raw=raw, text=text, reader="test", reader_version="1"), stamp
    )


def _accept(made: World, document: Document, told: Iterable[Statement], release: str) -> None:
    new = [_new(statement, release) for statement in told]
    ids = set(evidence.keep_claims(document, new, made.stamp))
    claims = [claim for claim in door.rows(Claim, OFFICE) if claim.id in ids]
    made.findings.extend(accept(claims, made.stamp))


def _new(told: Statement, release: str) -> evidence.NewClaim:
    context = {"code": told.options.get("as", ""), "start": told.options.get("from", "")}
    context |= {"end": told.options.get("until", ""), "table": told.options.get("table", "")}
    if not isinstance(claim_of(told), said.Transfer):
        context["coalition"] = told.options.get("in", "")
    if told.verb == "bears":
        context["counted"] = told.words[-1]
    return evidence.NewClaim(
        said=claim_of(told),
        place=f"world.txt, {told.text}",
        anchor=f"{told.start}",
        context={name: value for name, value in context.items() if value},
        told=told.options.get("told", ""),
        release=told.options.get("released", release),
    )


def claim_of(told: Statement) -> said.Claim:
    """The claim that a line makes."""
    words: dict[str, Any] = {"quote": told.text, "start": told.start, "date": told.when}
    if told.verb in TELLS or told.verb == "asserts":
        return _transfer(told, words)
    if told.verb == "aims":
        return _target(told, words)
    if told.verb in OUTPUTS:
        period = told.when if not told.options.get("from") else None
        mode = "cumulative" if told.options.get("from") else "increment"
        amounts: dict[str, Any] = {
            "quantity": quantity(told.words[0]),
            "item": told.words[1],
            "period": period,
            "mode": mode,
        }
        return said.Output(**{**words, "date": None}, **amounts, producer=_names(told), stage=OUTPUTS[told.verb])
    if told.verb == "counts":
        return said.Headcount(**words, coalition=told.subject, quantity=quantity(told.words[0]) or exactly(0))
    if told.verb == "bears":
        return said.Share(**words, subject=_names(told), item=told.words[2], percent=Decimal(told.words[0]))
    if told.verb == "meets":
        number = int(told.words[0]) if told.words[0] != "-" else None
        return said.Meeting(**words, body=told.subject, number=number, place=told.words[1])
    if told.verb == "is":
        return said.Status(**words, subject=told.subject, state=told.words[0])
    change, role = CHANGES[told.verb]
    return said.Membership(**words, party=told.subject, coalition=told.words[0], role=role, change=change)


def _transfer(told: Statement, words: dict[str, Any]) -> said.Transfer:
    asserts = told.verb == "asserts"
    return said.Transfer(
        **words,
        donor=_names(told),
        recipient=told.options.get("to") or None,
        item=told.words[1],
        quantity=quantity(told.words[0]),
        amount=_money(told.options.get("for")),
        stage=told.words[2] if asserts else TELLS[told.verb],
        mode="cumulative" if asserts else "increment",
        due=_when(told.options.get("by")),
        coalition=told.options.get("in") or None,
    )


def _target(told: Statement, words: dict[str, Any]) -> said.Target:
    return said.Target(
        **words,
        owner=_names(told),
        item=told.words[1],
        quantity=quantity(told.words[0]),
        amount=_money(told.options.get("for")),
        stage=told.words[2],
        deadline=_when(told.options.get("by")),
    )


def _names(told: Statement) -> tuple[str, ...]:
    return tuple(told.subject.split("+"))


def _when(text: str | None) -> PartialDate | None:
    return PartialDate(text) if text else None


def quantity(word: str, unit: str = "piece") -> Quantity | None:
    """`2000`, `2000+` (at least), `90..100`, or None for `?`."""
    if word == "?":
        return None
    low, dots, high = word.removesuffix("+").partition("..")
    if word.endswith("+"):
        return Quantity(Decimal(low), None, unit)
    return Quantity(Decimal(low), Decimal(high if dots else low), unit)


def _money(text: str | None) -> Quantity | None:
    return quantity(*text.split()) if text else None


# --- deeds that no claim does -----------------------------------------------------------------------------------------


def _move(made: World, told: Statement) -> None:
    """`c-1 moves 500 from pledged to contracted`: within the first account of a commitment record."""
    amount = quantity(told.words[0])
    assert amount is not None
    commitment = door.rows(Commitment, OFFICE).get(code=told.subject)
    first = door.rows(Movement, OFFICE).filter(commitment=commitment.id).first()
    assert first is not None, f"{told.subject} holds no quantity"
    low, high = amount.thousandths()
    flow = Flow(
        commitment=commitment.id,
        account=first.account_id,
        from_stage=Stage(told.words[2]),
        to_stage=Stage(told.words[4]),
        low=low,
        high=high,
        day=told.day,
        date=told.when.text if told.when else "",
        release=door.rows(Account, OFFICE).get(id=first.account_id).release,
    )
    record([flow], made.stamp)


def _take_back(made: World, told: Statement) -> None:
    reverse(int(told.words[0]), made.stamp)


def _define(made: World, told: Statement) -> None:
    basis = Basis(source="the test's own world")
    since = told.when.text if told.when else ""
    point = HandOverPoint(told.words[0])
    registry.define_delivery(told.subject, point, valid_from=since, basis=basis, stamp=made.stamp)


def _recorded(made: World, told: Statement) -> None:
    made.stamp = replace(made.stamp, at=moment(told.words[0]))


DEEDS = {"moves": _move, "takes": _take_back, "means": _define, "recorded": _recorded}


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def view_of(as_of: str = "", *, recorded_by: str = "", by: Actor = OFFICE) -> View:
    day = date.fromisoformat(as_of) if as_of else LATEST
    return View(by, day, moment(recorded_by) if recorded_by else None)


def words_of(line: Line) -> tuple[str, str, str, str, str]:
    """A line as the design's tables tell it: itemised, reported, not itemised, best known, and its basis."""
    told = [line.reported, line.not_itemised]
    reported, rest = (quantity.in_words() if quantity else "-" for quantity in told)
    return line.itemised.in_words(), reported, rest, line.best.in_words(), line.basis
