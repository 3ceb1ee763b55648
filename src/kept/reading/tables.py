"""The vocabulary of a language, loaded once from its folder of tables: a second language is a folder, not a fork."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from kept.errors import FileUnreadable
from kept.reading.folding import lowered, plain
from kept.reading.inflection import Inflection
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


NEVER = re.compile(r"(?!)")


class Shapes(dict[str, re.Pattern[str]]):
    """The patterns of a language by name; one that it does not have matches nothing."""

    def __missing__(self, name: str) -> re.Pattern[str]:
        return NEVER


class Words(dict[str, frozenset[str]]):
    """The word lists of a language by name; one that it does not have is empty."""

    def __missing__(self, name: str) -> frozenset[str]:
        return frozenset()


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
    shapes: Shapes
    words: Words
    ordinals: dict[str, int]
    scales: dict[str, int]
    signs: dict[str, str]
    money: frozenset[str]
    surnames: dict[str, str]
    coalitions: dict[str, str]

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
def load_tables(language: str = "en", *, folder: Path | None = None) -> Tables:
    """The tables of `language` under `folder`; the first call builds the automaton (about a twentieth of a second).

    A file that a language does not have counts as empty; countries.csv and items.csv are those of the package where
    the folder has none.
    """
    import ahocorasick

    home = resources.files("kept.reading").joinpath("tables")
    own = folder if folder is not None else home
    if not own.joinpath(language).is_dir():
        raise FileUnreadable(Path(str(own.joinpath(language))), "there is no folder of tables for this language")
    files = _Files(own, home, language)
    automaton = ahocorasick.Automaton()
    phrases: dict[str, list[Entry]] = {}
    for phrase, entry in _entries(files):
        words = " ".join(plain(phrase).split())
        known = phrases.setdefault(words, [])
        if entry not in known:
            known.append(entry)
    for words, entries in phrases.items():
        automaton.add_word(" " + words, (len(words), tuple(entries)))
    automaton.make_automaton()
    numbers = files.rows("numbers")
    return Tables(
        language=language,
        automaton=automaton,
        countries={r["party"]: Country(r["currency"], r["standing"]) for r in files.shared("countries")},
        parents={row["slug"]: row["parent"] for row in files.shared("items") if row["parent"]},
        hedges={row["phrase"]: row["bound"] for row in files.rows("hedges")},
        auxiliaries={row["phrase"]: row["sense"] for row in files.rows("auxiliaries")},
        auxiliary_ends=frozenset(row["phrase"].split()[-1] for row in files.rows("auxiliaries")),
        shapes=_shapes(files),
        words=_words(files),
        ordinals={row["word"]: int(row["value"]) for row in numbers if row["kind"] == "ordinal"},
        scales={row["word"]: len(row["value"]) - 1 for row in numbers if row["kind"] == "letter"},
        signs={r["phrase"]: r["currency"] for r in files.rows("currencies") if r["place"] == "sign"},
        money=frozenset(lowered(r["phrase"]) for r in files.rows("currencies")),
        coalitions={lowered(r["phrase"]): r["coalition"] for r in files.rows("coalitions")},
        surnames={lowered(r["name"]).split()[-1]: r["party"] for r in files.rows("leaders")},
    )


@dataclass(frozen=True, slots=True)
class _Files:
    """Where the tables of one language stand, and those of all languages."""

    own: Traversable
    home: Traversable
    language: str

    def rows(self, name: str) -> list[dict[str, str]]:
        return _rows(self.own.joinpath(self.language, f"{name}.csv"))

    def shared(self, name: str) -> list[dict[str, str]]:
        return _rows(self.own.joinpath(f"{name}.csv")) or _rows(self.home.joinpath(f"{name}.csv"))


def _rows(file: Traversable) -> list[dict[str, str]]:
    if not file.is_file():
        return []
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


def _shapes(files: _Files) -> Shapes:
    made = Shapes()
    for row in files.rows("patterns"):
        try:
            made[row["name"]] = re.compile(row["pattern"], re.IGNORECASE if "i" in row["flags"] else 0)
        except re.error as error:
            raise FileUnreadable(Path(files.language, "patterns.csv"), f"{row['name']}: {error}") from error
    return made


def _words(files: _Files) -> Words:
    lists: dict[str, set[str]] = {}
    for row in files.rows("words"):
        lists.setdefault(row["list"], set()).add(row["word"])
    return Words({name: frozenset(listed) for name, listed in lists.items()})


def _capital(seen: str) -> bool:
    return seen[:1].isupper()


def _initials(seen: str) -> bool:
    return seen[:2].isupper()


def _within(phrase: str) -> Callable[[str], bool]:
    """For names behind an article: 'the Union' and 'The Union', not 'the union'."""
    return lambda seen: seen[1:] == phrase[1:]


def _as_written(phrase: str) -> Callable[[str], bool]:
    wanted = phrase.rstrip(".")
    return lambda seen: seen == wanted


def _entries(files: _Files) -> Iterator[tuple[str, Entry]]:
    inflection = Inflection(files.rows("inflections"))
    spellings = [(row["one"], row["other"]) for row in files.rows("spellings")]
    packages = _words(files)["package"]
    yield from _names(files, inflection)
    for row in files.rows("items"):
        for phrase in _spellings(row["phrase"], spellings):
            yield phrase, Entry(ITEM, row["item"])
            yield inflection.plural(phrase), Entry(ITEM, row["item"], "s")
            if not packages.isdisjoint(phrase.split()):
                yield phrase, Entry(ACT, "pledged", "worth")
    for row in files.rows("verbs"):
        for phrase, form in _forms(row, inflection):
            yield phrase, Entry(VERB, row["means"], f"{form}:{row['kind']}")
    for row in files.rows("acts"):
        yield row["phrase"], Entry(ACT, row["means"], row["open"])
        yield inflection.plural(row["phrase"]), Entry(ACT, row["means"], row["open"])
    for row in files.rows("numbers"):
        if row["kind"] in ("letter", "ordinal"):
            continue
        yield row["word"], Entry(NUMBER, row["value"], row["kind"])
    for row in files.rows("currencies"):
        if row["place"] != "sign":
            fits = _as_written(row["phrase"].upper()) if row["place"] == "code" else None
            yield row["phrase"], Entry(CURRENCY, row["currency"], row["place"], fits)
    for row in files.rows("calendar"):
        yield (
            row["phrase"],
            Entry(CALENDAR, row["value"], row["kind"], _capital if row["kind"] in ("month", "weekday") else None),
        )
    for row in files.rows("cues"):
        yield row["phrase"], Entry(CUE, row["cue"])


def _names(files: _Files, inflection: Inflection) -> Iterator[tuple[str, Entry]]:
    for row in files.rows("parties"):
        short = row["phrase"].replace(".", "").isupper() and len(row["phrase"].replace(".", "")) <= 3
        fits = None if row["form"] == "group" else _as_written(row["phrase"]) if short else _capital
        fits = _within(row["phrase"]) if row["phrase"][0].islower() and fits is _capital else fits
        yield row["phrase"], Entry(PARTY, row["party"], row["form"], fits)
    for row in files.rows("leaders"):
        yield row["name"], Entry(PARTY, row["party"], PERSON, _capital)
    for row in files.rows("offices"):
        yield row["phrase"], Entry(OFFICE, row["phrase"], row["form"])
        yield inflection.plural(row["phrase"]), Entry(OFFICE, row["phrase"], row["form"])
    for row in files.rows("coalitions"):
        fits = _initials if row["phrase"][:2].isupper() else None
        yield row["phrase"], Entry(COALITION, row["coalition"], "", fits)
    for row in files.rows("bodies"):
        yield row["phrase"], Entry(BODY, row["body"])


def _spellings(phrase: str, pairs: list[tuple[str, str]]) -> Iterator[str]:
    """The two spellings of one phrase, as British and American English have them."""
    yield phrase
    for one, other in pairs:
        if one in phrase:
            yield phrase.replace(one, other)


def _forms(row: dict[str, str], inflection: Inflection) -> Iterator[tuple[str, str]]:
    """The forms of a verb: base, s, ing, ed (past, also participle where both are one), en (participle)."""
    base = row["base"]
    past = row["past"] or inflection.verb("past", base)
    yield base, "base"
    yield inflection.verb("present", base), "s"
    yield inflection.verb("progressive", base), "ing"
    yield past, "ed"
    if row["participle"] and row["participle"] != past:
        yield row["participle"], "en"
