"""Claims as values: the eight kinds of the codebook, and their JSON to the letter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from kept.vocabulary.dates import PartialDate
from kept.vocabulary.quantity import LARGEST_TOLD, Quantity


class ClaimRefused(ValueError):
    """A JSON object that is no claim of the codebook."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One checkable thing that a document says.

    `quote` is the document's own words and `start` their offset in its text (characters); `speaker` is who
    is named as having said it; `date` is when it happened or was announced.
    """

    kind: ClassVar[str] = ""
    quote: str
    start: int
    speaker: str | None = None
    date: PartialDate | None = None

    @property
    def end(self) -> int:
        return self.start + len(self.quote)


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Claim):
    kind: ClassVar[str] = "membership"
    party: str
    coalition: str
    role: str
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Headcount(Claim):
    kind: ClassVar[str] = "headcount"
    coalition: str
    quantity: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer(Claim):
    kind: ClassVar[str] = "transfer"
    donor: tuple[str, ...]
    recipient: str | None = None
    item: str
    quantity: Quantity | None = None
    amount: Quantity | None = None
    stage: str
    mode: str = "increment"
    due: PartialDate | None = None
    coalition: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Output(Claim):
    kind: ClassVar[str] = "output"
    producer: tuple[str, ...]
    item: str
    quantity: Quantity | None = None
    stage: str
    period: PartialDate | None = None
    mode: str = "increment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Claim):
    kind: ClassVar[str] = "target"
    owner: tuple[str, ...]
    item: str
    quantity: Quantity | None = None
    amount: Quantity | None = None
    stage: str
    deadline: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Claim):
    kind: ClassVar[str] = "share"
    subject: tuple[str, ...]
    item: str | None = None
    percent: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Claim):
    kind: ClassVar[str] = "meeting"
    body: str
    number: int | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Status(Claim):
    kind: ClassVar[str] = "status"
    subject: str
    state: str


KINDS: dict[str, type[Claim]] = {
    kind.kind: kind for kind in (Membership, Headcount, Transfer, Output, Target, Share, Meeting, Status)
}
STAGES = {
    "transfer": ("pledged", "allocated", "contracted", "produced", "dispatched", "delivered"),
    "output": ("planned", "produced", "capacity"),
    "target": ("pledged", "allocated", "contracted", "produced", "dispatched", "delivered"),
}
WORDS = {
    "role": ("lead", "member", "observer"),
    "change": ("joins", "holds", "leaves"),
    "mode": ("increment", "cumulative"),
    "state": ("on-schedule", "delayed", "started", "completed", "cancelled"),
}

DATES = frozenset({"date", "due", "deadline", "period"})
LISTS = frozenset({"donor", "producer", "owner", "subject"})
QUANTITIES = frozenset({"quantity", "amount"})


def to_json(claim: Claim) -> dict[str, Any]:
    """The claim as the codebook writes it: common fields last, `start` left out (the quote finds its place)."""
    own = [f.name for f in fields(claim) if f.name not in ("quote", "start", "speaker", "date")]
    shown: dict[str, Any] = {"kind": claim.kind}
    for name in [*own, "speaker", "date", "quote"]:
        shown[name] = _plain(getattr(claim, name))
    return shown


def from_json(shown: Mapping[str, Any], start: int = 0) -> Claim:
    """A claim from its JSON; raises ClaimRefused, saying which field is wrong."""
    kind = KINDS.get(str(shown.get("kind")))
    if kind is None:
        raise ClaimRefused(f"kind is {shown.get('kind')!r}, expected one of {', '.join(KINDS)}")
    known = {f.name for f in fields(kind)}
    strange = sorted(set(shown) - known - {"kind"})
    if strange:
        raise ClaimRefused(f"a {kind.kind} has no field {strange[0]!r}")
    values: dict[str, Any] = {"start": start}
    for name in known - {"start"}:
        if name in shown and shown[name] is not None:
            values[name] = _value(kind.kind, name, shown[name])
    try:
        return kind(**values)
    except TypeError as error:
        missing = sorted(f.name for f in fields(kind) if f.name not in values and f.name in str(error))
        raise ClaimRefused(f"a {kind.kind} needs {' and '.join(missing) or 'more fields'}") from error


def _plain(value: Any) -> Any:
    """Values as JSON has them: whole numbers as integers, others as the nearest JSON number."""
    if isinstance(value, Quantity):
        shown: dict[str, Any] = {"low": _plain(value.low), "high": _plain(value.high)}
        return {**shown, "currency": value.unit} if value.is_money else shown
    if isinstance(value, PartialDate):
        return value.text
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return list(value) if isinstance(value, tuple) else value


def _value(kind: str, name: str, shown: Any) -> Any:
    try:
        return _reader(kind, name)(shown)
    except (ValueError, TypeError, InvalidOperation, AttributeError, KeyError, OverflowError) as error:
        raise ClaimRefused(f"{name} of a {kind} is {shown!r}: {error}") from error


def _reader(kind: str, name: str) -> Callable[[Any], Any]:
    if name in DATES:
        return PartialDate
    if name in QUANTITIES:
        return _quantity if name == "quantity" else _amount
    if name in LISTS and kind != "status":
        return _names
    words = STAGES[kind] if name == "stage" else WORDS.get(name)
    if words is not None:
        return lambda shown: _one_of(shown, words)
    special: dict[str, Callable[[Any], Any]] = {"percent": _percent, "number": _whole}
    return special.get(name, _text)


def _percent(shown: Any) -> Decimal:
    percent = Decimal(str(shown))
    if not percent.is_finite():
        raise ValueError("expected a number")
    return percent


def _whole(shown: Any) -> int:
    if isinstance(shown, bool) or int(shown) != Decimal(str(shown)):
        raise ValueError("expected a whole number")
    return int(shown)


def _text(shown: Any) -> str:
    if not isinstance(shown, str) or not shown:
        raise ValueError("expected a text")
    return shown


def _names(shown: Any) -> tuple[str, ...]:
    if not isinstance(shown, list) or not shown:
        raise ValueError("expected a list of names")
    return tuple(_text(name) for name in shown)


def _one_of(shown: Any, words: tuple[str, ...]) -> str:
    if shown not in words:
        raise ValueError(f"expected one of {', '.join(words)}")
    return str(shown)


def _amount(shown: Any) -> Quantity:
    amount = _quantity(shown)
    if not amount.is_money:
        raise ValueError("expected a currency of three capital letters")
    return amount


def _quantity(shown: Any) -> Quantity:
    strange = sorted(set(shown) - {"low", "high", "currency"})
    if strange:
        raise ValueError(f"expected low, high and currency, and no {strange[0]!r}")
    bounds = [None if shown.get(bound) is None else Decimal(str(shown[bound])) for bound in ("low", "high")]
    if any(bound is not None and bound > LARGEST_TOLD for bound in bounds):
        raise ValueError(f"expected at most {LARGEST_TOLD:,f}")
    return Quantity(bounds[0], bounds[1], shown.get("currency") or "piece")
