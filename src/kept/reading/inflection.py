"""Verb forms and plurals from base forms by a language's table of endings, so that its tables list a word once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping


class Inflection:
    """Endings by form: `plural`, `present`, `progressive`, `past`; the first row that fits decides.

    A language without a row for a form leaves the word as it is.
    """

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        self._endings: dict[str, list[tuple[re.Pattern[str], str]]] = {}
        for row in rows:
            self._endings.setdefault(row["form"], []).append((re.compile(row["ending"] + "$"), row["becomes"]))

    def plural(self, phrase: str) -> str:
        """The phrase with its last word in the plural: 'boat' is 'boats', 'battery' is 'batteries'."""
        return self._bent("plural", phrase)

    def verb(self, form: str, base: str) -> str:
        """A form of a verb by its first word: 'hand over' is 'hands over'."""
        head, _, tail = base.partition(" ")
        return f"{self._bent(form, head)} {tail}".strip()

    def _bent(self, form: str, word: str) -> str:
        for ending, becomes in self._endings.get(form, ()):
            if ending.search(word):
                return ending.sub(becomes, word)
        return word
