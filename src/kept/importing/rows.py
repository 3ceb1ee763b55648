"""What every importer gives: rows with their place in the file, what they say, and what was wrong."""

from __future__ import annotations

from dataclasses import dataclass, field

from kept.vocabulary.claims import Claim
from kept.vocabulary.dates import PartialDate, Period
from kept.vocabulary.findings import Finding
from kept.vocabulary.items import Item
from kept.vocabulary.parties import Party


@dataclass(frozen=True, slots=True)
class Known:
    """What is on record already: rows may refer to it as to what their own folder lists."""

    parties: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()
    coalitions: tuple[Coalition, ...] = ()
    events: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: file, line (the header is 1), offset and words in its text, and its own source."""

    file: str
    line: int
    start: int
    quote: str
    address: str | None = None
    day: PartialDate | None = None
    note: str = ""

    def __str__(self) -> str:
        return f"{self.file}, row {self.line}"


@dataclass(frozen=True, slots=True)
class Coalition:
    """A coalition as a table names it; `aliases` are other names of it."""

    slug: str
    name: str
    capability: str
    launched: PartialDate | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A row that claims something: the claim, the row's own id, and what the codebook has no field for."""

    place: Place
    claim: Claim
    code: str | None = None
    coalition: str | None = None
    period: Period | None = None
    channel: str | None = None
    supplier: str | None = None
    chair: str | None = None
    counted: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A further page that tells of an event which another row holds."""

    place: Place
    event: str


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was read: its bytes are kept as a document, and the rows' places hold in its text."""

    name: str
    raw: bytes
    text: str


@dataclass(slots=True)
class Import:
    """Everything that a folder of tables gave; what was wrong is in `findings`, and the rest is here.

    `claims` holds the rows by file name, in the order of the tables and then of the rows.
    """

    files: list[SourceFile] = field(default_factory=list)
    parties: list[tuple[Place, Party]] = field(default_factory=list)
    items: list[tuple[Place, Item]] = field(default_factory=list)
    coalitions: list[tuple[Place, Coalition]] = field(default_factory=list)
    claims: dict[str, list[ClaimRow]] = field(default_factory=dict)
    reports: list[Report] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
