"""Actors: who asks and who acts; every reading and every row names one (R9, R10)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    READER = "reader"
    ANALYST = "analyst"
    OFFICE = "office"
    DONOR = "donor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


SEES_EVERYTHING = frozenset({Role.OFFICE, Role.AUDITOR, Role.ADMINISTRATOR})
RECORDS = frozenset({Role.ANALYST, Role.OFFICE, Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or program: its name stands on what it records; party and coalitions open what is released to them."""

    name: str
    role: Role = Role.READER
    party: str | None = None
    coalitions: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if "," in (self.party or ""):
            raise ValueError(f"the party {self.party!r} holds a comma, which fences names in release marks")

    def __str__(self) -> str:
        return self.name

    @property
    def sees_everything(self) -> bool:
        return self.role in SEES_EVERYTHING

    @property
    def may_record(self) -> bool:
        return self.role in RECORDS


PUBLIC = Actor("public")
"""Somebody who has not signed in."""
