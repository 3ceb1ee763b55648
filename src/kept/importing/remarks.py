"""The findings of one import: each says file, row and column, and a flood is counted, not listed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kept.vocabulary.findings import Finding, finding

LISTED_PER_FILE = 1000
"""How many findings of one code in one file are listed; a 30 MB file of wrong rows would fill the memory."""

SHOWN = 60
"""How many characters of a cell a message repeats."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file, as precisely as it is known; line 1 is the first line, and columns have names."""

    file: str
    line: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        row = "" if self.line is None else f", row {self.line}"
        return f"{self.file}{row}" + (f", column {self.column}" if self.column else "")


class Remarks:
    """Collects findings in the order in which they are met."""

    def __init__(self) -> None:
        self._listed: list[Finding] = []
        self._counts: Counter[tuple[str, str]] = Counter()

    def add(self, code: str, message: str, *, at: Spot, also: tuple[str, ...] = ()) -> None:
        """Note a finding; `also` are further places that bear on it."""
        self._counts[at.file, code] += 1
        if self._counts[at.file, code] <= LISTED_PER_FILE:
            self._listed.append(finding(code, f"{at}: {message}", str(at), *also))

    def findings(self) -> list[Finding]:
        """All that was noted, and at the end how many of a kind were left unlisted."""
        further = [
            finding(
                "findings-many",
                f"{file}: {count - LISTED_PER_FILE} further findings {code!r} are not listed",
                file,
            )
            for (file, code), count in self._counts.items()
            if count > LISTED_PER_FILE
        ]
        return [*self._listed, *further]


def shown(text: str) -> str:
    """A cell's text as a message repeats it: quoted, on one line, cut where it is long."""
    return repr(text if len(text) <= SHOWN else text[: SHOWN - 1] + "…")
