"""The vocabulary of a language, loaded once from its folder of tables: a second language is a folder, not a fork."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from kept.reading import inflection
from kept.reading.folding import lowered, plain
from kept.reading.spans import (
    ACT,
    BODY,
    CALENDAR,
    COALITION,
    CUE,
    CURRENCY,
    ITEM,
    NUMBER,
    OFFICE,
    PARTY,
    VERB,
)

PERSON = "person"
"""The item of words for people: they count as training seats where somebody trains them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a phrase means: `fits` refuses a wrong letter case ('us' is no country)."""

    kind: str
    value: str
    form: str = ""
    fits: Callable[[str], bool] | None = None


@dataclass(frozen=True, slots=True)
class Country:
    """`standing` tells whether its acts are help (`giver`), need help (`recipient`) or lie `outside` the subject."""

    currency: str
    standing: str


@dataclass(frozen=True)
class Tables:
    """All tables of one language; `automaton` finds its phrases in plain text."""

    language: str
    automaton: Any
    countries: dict[str, Country]
    parents: dict[str, str]
    hedges: dict[str, str]
    auxiliaries: dict[str, str]
    auxiliary_ends: frozenset[str]
    objects: frozenset[str]
    signs: dict[str, str]
    money: frozenset[str]
    numbers: dict[str, Decimal]
    surnames: dict[str, str]

    def standing(self, party: str) -> str:
        country = self.countries.get(party)
        return country.standing if country else "giver"

    def narrower(self, one: str, other: str) -> bool:
        """Whether `one` stands below `other` in the catalogue."""
        parent: str | None = self.parents.get(one)
        while parent:
            if parent == other:
                return True
            parent = self.parents.get(parent)
        return False


@cache
def load_tables(language: str = "en") -> Tables:
    """The tables of `language`; the first call builds the automaton (about a twentieth of a second)."""
    import ahocorasick

    automaton = ahocorasick.Automaton()
    phrases: dict[str, list[Entry]] = {}
    for phrase, entry in _entries(language):
        words = " ".join(plain(phrase).split())
        known = phrases.setdefault(words, [])
        if entry not in known:
            known.append(entry)
    for words, entries in phrases.items():
        automaton.add_word(" " + words, (len(words), tuple(entries)))
    automaton.make_automaton()
    return Tables(
        language=language,
        automaton=automaton,
        countries={row["party"]: Country(row["currency"], row["standing"]) for row in _rows("countries.csv")},
        parents={row["slug"]: row["parent"] for row in _rows("items.csv") if row["parent"]},
        hedges={row["phrase"]: row["bound"] for row in _rows(f"{language}/hedges.csv")},
        auxiliaries={row["phrase"]: row["sense"] for row in _rows(f"{language}/auxiliaries.csv")},
        auxiliary_ends=frozenset(row["phrase"].split()[-1] for row in _rows(f"{language}/auxiliaries.csv")),
        objects=frozenset(r["word"] for r in _rows(f"{language}/prepositions.csv") if r["place"] == "object"),
        signs={r["phrase"]: r["currency"] for r in _rows(f"{language}/currencies.csv") if r["place"] == "sign"},
        money=frozenset(lowered(r["phrase"]) for r in _rows(f"{language}/currencies.csv")),
        numbers={row["word"]: Decimal(row["value"]) for row in _rows(f"{language}/numbers.csv")},
        surnames={lowered(r["name"]).split()[-1]: r["party"] for r in _rows(f"{language}/leaders.csv")},
    )


def _rows(name: str) -> list[dict[str, str]]:
    folder = resources.files("kept.reading").joinpath("tables")
    return list(csv.DictReader(folder.joinpath(name).read_text(encoding="utf-8").splitlines()))


def _capital(seen: str) -> bool:
    return seen[:1].isupper()


def _as_written(phrase: str) -> Callable[[str], bool]:
    wanted = phrase.rstrip(".")
    return lambda seen: seen == wanted


def _entries(language: str) -> Iterator[tuple[str, Entry]]:
    yield from _names(language)
    for row in _rows(f"{language}/items.csv"):
        for phrase in _spellings(row["phrase"]):
            yield phrase, Entry(ITEM, row["item"])
            yield inflection.plural(phrase), Entry(ITEM, row["item"], "s")
            if "package" in phrase:
                yield phrase, Entry(ACT, "pledged", "worth")
    for row in _rows(f"{language}/verbs.csv"):
        for phrase, form in _forms(row):
            yield phrase, Entry(VERB, row["means"], f"{form}:{row['kind']}")
    for row in _rows(f"{language}/acts.csv"):
        yield row["phrase"], Entry(ACT, row["means"], row["open"])
        yield inflection.plural(row["phrase"]), Entry(ACT, row["means"], row["open"])
    for row in _rows(f"{language}/numbers.csv"):
        yield row["word"], Entry(NUMBER, row["value"], row["kind"])
    for row in _rows(f"{language}/currencies.csv"):
        if row["place"] != "sign":
            fits = _as_written(row["phrase"].upper()) if row["place"] == "code" else None
            yield row["phrase"], Entry(CURRENCY, row["currency"], row["place"], fits)
    for row in _rows(f"{language}/calendar.csv"):
        yield (
            row["phrase"],
            Entry(CALENDAR, row["value"], row["kind"], _capital if row["kind"] in ("month", "weekday") else None),
        )
    for row in _rows(f"{language}/cues.csv"):
        yield row["phrase"], Entry(CUE, row["cue"])


def _names(language: str) -> Iterator[tuple[str, Entry]]:
    for row in _rows(f"{language}/parties.csv"):
        short = row["phrase"].replace(".", "").isupper() and len(row["phrase"].replace(".", "")) <= 3
        fits = None if row["form"] == "group" else _as_written(row["phrase"]) if short else _capital
        yield row["phrase"], Entry(PARTY, row["party"], row["form"], fits)
    for row in _rows(f"{language}/leaders.csv"):
        yield row["name"], Entry(PARTY, row["party"], PERSON, _capital)
    for row in _rows(f"{language}/offices.csv"):
        yield row["phrase"], Entry(OFFICE, row["phrase"], row["form"])
        yield inflection.plural(row["phrase"]), Entry(OFFICE, row["phrase"], row["form"])
    for row in _rows(f"{language}/coalitions.csv"):
        fits = (lambda seen: seen[:2] == "IT") if row["phrase"].startswith("IT ") else None
        yield row["phrase"], Entry(COALITION, row["coalition"], "", fits)
    for row in _rows(f"{language}/bodies.csv"):
        yield row["phrase"], Entry(BODY, row["body"])


def _spellings(phrase: str) -> Iterator[str]:
    """British and American spelling of one phrase."""
    yield phrase
    for one, other in (
        ("defence", "defense"),
        ("armour", "armor"),
        ("calibre", "caliber"),
        ("155 mm", "155-millimetre"),
    ):
        if one in phrase:
            yield phrase.replace(one, other)


def _forms(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The forms of a verb: base, s, ing, ed (past, also participle where both are one), en (participle)."""
    base = row["base"]
    past = row["past"] or inflection.past(base)
    yield base, "base"
    yield inflection.present(base), "s"
    yield inflection.progressive(base), "ing"
    yield past, "ed"
    if row["participle"] and row["participle"] != past:
        yield row["participle"], "en"
