"""Exceptions of misuse and environment, as one tree; problems in the data are findings, not exceptions.

KeptError
├── Misuse                what was asked for makes no sense                     (exit status 2)
│   ├── FileUnreadable    a file is missing, is no file, or cannot be opened
│   ├── UnknownRecord     a named record is not there, or not released to the asker
│   └── NotAllowed        the actor may not do this
├── RecordRefused         a record would break a rule of the store
│   ├── QuoteNotFound     a claim's quote does not stand at its place
│   ├── KeptAlready       what may stand once is there, and not released to the asker
│   ├── NothingOverwritten  somebody tried to update or delete (R3)
│   └── PassedTheDoor     a query did not say who asks (R9)
└── StoreUnusable         the database cannot be used: newer version, full disk, locked, no access
"""

from __future__ import annotations


class KeptError(Exception):
    """The root: its text is one line that says what was found, what was expected and what to do."""


class Misuse(KeptError):
    """What was asked for makes no sense."""


class FileUnreadable(Misuse):
    def __init__(self, path: object, why: str) -> None:
        super().__init__(f"{path}: {why}")


class UnknownRecord(Misuse):
    def __init__(self, kind: str, name: object) -> None:
        super().__init__(f"no {kind} {name!r} is there for you; check the name")


class NotAllowed(Misuse):
    def __init__(self, actor: object, deed: str) -> None:
        super().__init__(f"{actor} may not {deed}")


class RecordRefused(KeptError):
    """A record would break a rule of the store."""


class QuoteNotFound(RecordRefused):
    def __init__(self, quote: str, start: int, document: str) -> None:
        super().__init__(f"the quote {quote[:60]!r} does not stand at character {start} of document {document[:12]}")


class KeptAlready(RecordRefused):
    def __init__(self, kind: str, name: object) -> None:
        super().__init__(f"{kind} {name!r} is kept already, and is not released to you; ask whoever keeps the records")


class NothingOverwritten(RecordRefused):
    def __init__(self, kind: str) -> None:
        super().__init__(f"{kind} rows are never changed or deleted (R3); add a correcting row instead")


class PassedTheDoor(RecordRefused):
    def __init__(self, kind: str) -> None:
        super().__init__(f"{kind} rows are read through access.door.rows(model, actor) only (R9)")


class StoreUnusable(KeptError):
    """The database cannot be used."""
