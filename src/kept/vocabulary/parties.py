"""Parties: countries, organisations, funds and manufacturers; donor or recipient are roles, never kinds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class PartyKind(StrEnum):
    COUNTRY = "country"
    ORGANISATION = "organisation"
    FUND = "fund"
    MANUFACTURER = "manufacturer"


class Role(StrEnum):
    """A party's role in a coalition."""

    LEAD = "lead"
    MEMBER = "member"
    OBSERVER = "observer"


@dataclass(frozen=True, slots=True)
class Party:
    """A country under its ISO 3166-1 alpha-2 code, or another body under a lower-case slug."""

    slug: str
    name: str
    kind: PartyKind


def joint(parties: Iterable[str]) -> str:
    """One name for givers whose shares are not known ('DK+NL'): their gift is one, and never split by guess (R8)."""
    return "+".join(sorted(set(parties)))
