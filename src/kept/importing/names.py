"""Names in free text: which coalition a body is, which item a description tells of, where that is clear."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kept.importing.rows import Coalition
from kept.vocabulary.items import Catalogue, Item

COALITION = "coalition"
LONGEST_SLUG = 100
WORD = re.compile(r"[\w-]+")
NOT_WORD = re.compile(r"[\W_]+")


def slug_of(name: str) -> str:
    """'NATO-Ukraine Council' as 'nato-ukraine-council'; '' where no letter or digit stands in it."""
    return NOT_WORD.sub("-", name.casefold()).strip("-")[:LONGEST_SLUG].strip("-")


class NameFinder:
    """Finds the listed coalitions and items in free text; made once, when all of them are known."""

    def __init__(self, coalitions: Iterable[Coalition], *, items: Catalogue, parties: Iterable[str]) -> None:
        known = tuple(coalitions)
        self._full = [(each.slug, {_words(name) for name in _names(each)}) for each in known]
        self._loose = [(each.slug, _words(f"{each.name} {each.capability}")) for each in known]
        self._items = items
        self._forms = {slug: _forms(item) for slug, item in items.items.items()}
        named = {*parties, *(name for each in known for name in (each.name, *each.aliases))}
        self._passed_over = sorted({_spaced(name) for name in named} - {""}, key=lambda name: (-len(name), name))

    def coalition(self, body: str) -> str | None:
        """The slug of the coalition that a text such as 'air defence coalition' names.

        A full name wins: the slug, the name, an alias or the capability, with or without the word
        'coalition'. Failing that, the one coalition whose name and capability hold all of the text's words.
        None where none does, or several do.
        """
        wanted = _words(body)
        full = [slug for slug, names in self._full if wanted in names]
        loose = [slug for slug, words in self._loose if wanted and wanted <= words]
        matches = full or loose
        return matches[0] if len(matches) == 1 else None

    def item(self, text: str) -> str | None:
        """The item whose slug or name stands in the text, in the singular or with an 's'.

        Of several, the one that lies below all others; None where none stands there, or two that are not of
        one family. Names of coalitions and parties are passed over: the 'Czech ammunition initiative' is no
        ammunition.
        """
        padded = f" {_spaced(text)} "
        for name in self._passed_over:
            padded = padded.replace(f" {name} ", " | ")
        found = [slug for slug, forms in self._forms.items() if any(form in padded for form in forms)]
        lowest = [slug for slug in found if set(found) <= {slug, *self._items.broader(slug)}]
        return lowest[0] if len(lowest) == 1 else None


def _names(coalition: Coalition) -> tuple[str, ...]:
    return (coalition.slug, coalition.name, coalition.capability, *coalition.aliases)


def _words(name: str) -> frozenset[str]:
    return frozenset(slug_of(name).split("-")) - {COALITION, ""}


def _spaced(text: str) -> str:
    """A text's words with single spaces between; a hyphen stays: 'non-military aid' is no 'military aid'."""
    return " ".join(WORD.findall(text.casefold()))


def _forms(item: Item) -> tuple[str, ...]:
    """How an item is named in a text, with the spaces around it."""
    singular = (item.slug, item.slug.replace("-", " "), _spaced(item.name))
    return tuple(f" {form}{ending} " for form in singular for ending in ("", "s"))
