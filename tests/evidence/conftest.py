"""A document of a few sentences, and short ways to make claims that stand in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kept.access.journal import Stamp
from kept.evidence.actions import NewClaim, NewDocument, keep_document
from kept.evidence.models import Document
from kept.vocabulary.claims import Transfer
from kept.vocabulary.quantity import exactly
from tests.cast import STAMP

TEXT = "Norway will give 2,000 drones.\nLatvia has sent 500. «Ще 300», said Kyiv.\n"

Keep = Callable[..., Document]


@pytest.fixture
def keep(db: None) -> Keep:
    """Keep a document with this text, and with what else is told of it."""

    def kept(text: str = TEXT, *, raw: bytes | None = None, stamp: Stamp = STAMP, **told: str) -> Document:
        values = {"name": "note.txt", "reader": "test", "reader_version": "1", **told}
        return keep_document(NewDocument(raw=text.encode() if raw is None else raw, text=text, **values), stamp)

    return kept


@pytest.fixture
def document(keep: Keep) -> Document:
    return keep()


def transfer(quote: str, start: int | None = None, count: int = 2000) -> Transfer:
    place = TEXT.index(quote) if start is None else start
    return Transfer(quote=quote, start=place, donor=("NO",), item="drone", quantity=exactly(count), stage="pledged")


def new_claim(quote: str, start: int | None = None, *, release: str | None = None, **context: str) -> NewClaim:
    said = transfer(quote, start)
    place = f"character {said.start}"
    return NewClaim(said=said, place=place, anchor=str(said.start), context=context, release=release)
