"""The registry's world: who joined what and when, told in lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kept.access.journal import Stamp
from kept.registry.actions import Basis, enter_memberships
from kept.vocabulary.claims import Membership
from kept.vocabulary.dates import PartialDate
from tests.cast import STAMP

Tell = Callable[..., None]


@pytest.fixture
def tell(db: None) -> Tell:
    """Enter memberships told as '2024-02-14 LV joins drone as lead', '-' where no date is told."""

    def told(text: str, *, release: str = "public", stamp: Stamp = STAMP) -> None:
        found = []
        for number, line in enumerate(filter(None, map(str.strip, text.splitlines())), 1):
            day, party, change, coalition, *role = line.split()
            claim = Membership(
                quote=line,
                start=0,
                date=None if day == "-" else PartialDate(day),
                party=party,
                coalition=coalition,
                change=change,
                role=role[-1] if role else "member",
            )
            found.append((Basis(source=f"line {number}", release=release), claim))
        enter_memberships(found, stamp)

    return told
