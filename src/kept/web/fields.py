"""The fields of the forms by which records are added: what each asks for, and a message beside what cannot be read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from kept.vocabulary import claims as said
from kept.vocabulary.dates import DateRefused, PartialDate
from kept.vocabulary.quantity import LARGEST_TOLD, Quantity

Typed = Mapping[str, str]
Choice = tuple[str, str]
NUMBER = re.compile(r"\d{1,16}(\.\d{1,3})?", re.ASCII)
CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Field:
    """One field; `kind` is text, long or choice."""

    name: str
    label: str
    kind: str = "text"
    choices: tuple[Choice, ...] = ()
    is_required: bool = False


class Reader:
    """Reads typed fields; what cannot be read becomes a message beside its field, in `problems`."""

    def __init__(self, typed: Typed) -> None:
        self.typed = typed
        self.problems: dict[str, str] = {}

    def text(self, name: str, *, required: bool = False) -> str:
        told = self.typed.get(name, "")
        if required and not told:
            self.problems[name] = gettext("This is needed.")
        return told

    def choice(self, field: Field) -> str:
        told = self.text(field.name, required=field.is_required)
        if told and told not in dict(field.choices):
            self.problems[field.name] = gettext("Choose one of the list.")
        return told

    def date(self, name: str, *, required: bool = False) -> PartialDate | None:
        told = self.text(name, required=required)
        try:
            return PartialDate(told) if told else None
        except DateRefused:
            self.problems[name] = gettext("Expected is a day, a month or a year, such as 2024-02-15, 2024-02 or 2024.")
            return None

    def number(self, name: str) -> Decimal | None:
        told = self.text(name).replace(",", "").replace(" ", "")
        if not told:
            return None
        if not NUMBER.fullmatch(told) or Decimal(told) > LARGEST_TOLD:
            self.problems[name] = gettext("Expected is a number such as 2,000 or 2000.5, of at most three decimals.")
            return None
        return Decimal(told)

    def range(self, name: str, unit: str) -> Quantity | None:
        """The range from `name.low` to `name.high`; one that is left empty is open, and both are no range."""
        low, high = self.number(f"{name}.low"), self.number(f"{name}.high")
        if low is None and high is None:
            return None
        if low is not None and high is not None and low > high:
            self.problems[f"{name}.high"] = gettext("This is less than the lowest number.")
            return None
        return Quantity(low, high, unit)

    def amount(self, name: str) -> Quantity | None:
        """A sum of money, with its currency."""
        currency = self.text(f"{name}.currency").upper()
        found = self.range(name, currency or "XXX")
        if found is not None and not CURRENCY.fullmatch(currency):
            self.problems[f"{name}.currency"] = gettext("Expected is a currency of three letters, such as EUR.")
        return found


def choices(words: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple((word, word.replace("_", " ")) for word in words)


def range_fields(name: str) -> tuple[Field, ...]:
    if name == "quantity":
        return Field("quantity.low", gettext("How many, at least")), Field("quantity.high", gettext("At most"))
    return (
        Field("amount.low", gettext("Sum of money, at least")),
        Field("amount.high", gettext("At most")),
        Field("amount.currency", gettext("Currency")),
    )


def fields_of_kind(kind: str) -> tuple[Field, ...]:
    """The fields of a claim's kind; quote and place are the document's and stay."""
    found: list[Field] = []
    for one in fields(said.KINDS[kind]):
        if one.name in said.QUANTITIES:
            found.extend(range_fields(one.name))
        elif one.name not in ("quote", "start"):
            words = said.STAGES[kind] if one.name == "stage" else said.WORDS.get(one.name, ())
            told = "choice" if words else "text"
            found.append(Field(one.name, one.name.capitalize(), told, choices(words)))
    return tuple(found)


def typed_of_claim(claim: said.Claim) -> dict[str, str]:
    """A claim as its form shows it."""
    found: dict[str, str] = {}
    for name, value in said.to_json(claim).items():
        if isinstance(value, dict):
            found.update({f"{name}.{part}": str(told) for part, told in value.items() if told is not None})
        elif value is not None:
            found[name] = ", ".join(value) if isinstance(value, list) else str(value)
    return found


def claim_typed(claim: said.Claim, reader: Reader) -> said.Claim | None:
    """The claim as it was typed; None where the reader has noted problems."""
    shown: dict[str, Any] = {"kind": claim.kind, "quote": claim.quote}
    for one in fields(type(claim)):
        if one.name in said.QUANTITIES:
            if reader.amount(one.name) if one.name == "amount" else reader.range(one.name, "piece"):
                told = {part: reader.number(f"{one.name}.{part}") for part in ("low", "high")}
                currency = reader.text(f"{one.name}.currency").upper() if one.name == "amount" else None
                shown[one.name] = {**told, "currency": currency}
        elif one.name in said.DATES:
            shown[one.name] = (date := reader.date(one.name)) and date.text
        elif one.name in said.LISTS and claim.kind != "status":
            shown[one.name] = parties_typed(reader.text(one.name)) or None
        elif one.name not in ("quote", "start"):
            shown[one.name] = reader.text(one.name) or None
    if reader.problems:
        return None
    try:
        return said.from_json(shown, claim.start)
    except said.ClaimRefused as error:
        _beside(str(error), claim, reader)
        return None


def _beside(words: str, claim: said.Claim, reader: Reader) -> None:
    """A refusal of the codebook names its field first, or the fields that it misses last."""
    names = [one.name for one in fields(type(claim))]
    told = [name for name in names if words.startswith(f"{name} of")]
    missing = [name for name in names if re.search(rf" needs .*\b{name}\b", words)]
    for name in told or missing or ["form"]:
        where = f"{name}.low" if name in said.QUANTITIES else name
        reader.problems[where] = gettext("This is needed.") if missing else words


def parties_typed(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]
