"""Tables of records as values: sorted, filtered and cut to a page by the store; pages show them, exports write them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Q

from kept.access import door
from kept.evidence.models import Claim, Document
from kept.ledger.booking import quantity
from kept.ledger.flows import View
from kept.ledger.models import Account, Commitment, Movement
from kept.outlook.checks import check
from kept.outlook.progress import goals
from kept.publishing.pages.amounts import told
from kept.publishing.remembered import remembered
from kept.publishing.summary import goal_lines
from kept.registry import lookup
from kept.registry.models import Coalition, Meeting
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.findings import codes
from kept.vocabulary.stages import Stage

PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader asks of a table: which page, sorted by what, with which words and filters."""

    page: int = 1
    sort: str = ""
    descending: bool = False
    query: str = ""
    filters: dict[str, str] = field(default_factory=dict)
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """`link` names a kind of page and its code; `value` is what an export writes and a sort compares."""

    text: str
    link: tuple[str, str] | None = None
    small: str = ""
    tag: str = ""
    value: Any = None


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    label: str
    is_number: bool = False
    sorts: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter with its values: (label, name, (value, words) …)."""

    label: str
    name: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int
    page: int
    pages: int
    choices: tuple[Choice, ...] = ()


def commitments(view: View, wanted: Wanted) -> Sheet:
    """Commitment records; sorted and cut by the database, so that a hundred thousand are no matter."""
    columns = (
        Column("announced", "Announced"),
        Column("donor", "Who"),
        Column("item", "What"),
        Column("much", "How much", is_number=True, sorts=False),
        Column("stage", "Stage", sorts=False),
        Column("coalition", "Coalition"),
        Column("due", "Due"),
    )
    found = door.rows(Commitment, view.actor).filter(announced__lte=view.as_of.isoformat())
    if view.recorded_by is not None:
        found = found.filter(recorded_at__lte=view.recorded_by)
    for name in ("coalition", "item"):
        if value := wanted.filters.get(name):
            found = found.filter(**{name: value})
    if donor := wanted.filters.get("donor"):
        found = found.filter(Q(donor=donor) | Q(donor__startswith=f"{donor}+") | Q(donor__endswith=f"+{donor}"))
    if wanted.query:
        words = wanted.query[:200]
        found = found.filter(Q(code__icontains=words) | Q(note__icontains=words) | Q(donor__icontains=words))
    total = found.count()
    page, pages, window = _window(total, wanted)
    sort = wanted.sort if wanted.sort in {c.key for c in columns if c.sorts} else "announced"
    descending = wanted.descending or not wanted.sort
    ordered = found.order_by(f"{'-' if descending else ''}{sort}", "-id" if descending else "id")
    rows = list(ordered[window])
    items = sorted(lookup.item_names(view.actor).items(), key=lambda pair: pair[1])
    coalitions = sorted(lookup.coalition_titles(view.actor).items(), key=lambda pair: pair[1])
    choices = (
        Choice("Coalition", "coalition", (("", "all"), *coalitions)),
        Choice("Item", "item", (("", "all"), *items)),
    )
    return Sheet(columns, tuple(_commitment_rows(rows, view)), total, page, pages, choices)


def _commitment_rows(rows: Sequence[Commitment], view: View) -> list[tuple[Cell, ...]]:
    parties, items = lookup.party_names(view.actor), lookup.item_names(view.actor)
    coalitions = lookup.coalition_titles(view.actor)
    much, stage = _amounts([row.id for row in rows], view)
    return [
        (
            Cell(_words(row.announced), value=row.announced),
            Cell(lookup.name_of(row.donor, parties), ("promise", row.code), value=row.donor),
            Cell(items.get(row.item, row.item), value=row.item),
            Cell(much.get(row.id, "number not told")),
            Cell("", tag=stage.get(row.id, ""), value=stage.get(row.id, "")),
            Cell(coalitions.get(row.coalition, row.coalition), value=row.coalition),
            Cell(_words(row.due), value=row.due),
        )
        for row in rows
    ]


def _amounts(numbers: list[int], view: View) -> tuple[dict[int, str], dict[int, str]]:
    """(how much was promised, the furthest stage) of commitment records."""
    movements = list(door.rows(Movement, view.actor).filter(commitment__in=numbers, day__lte=view.as_of))
    accounts = {m.account_id for m in movements}
    units = dict(door.rows(Account, view.actor).filter(id__in=accounts).values_list("id", "unit"))
    gone = {m.reverses_id for m in movements if m.reverses_id}
    much: dict[int, str] = {}
    stage: dict[int, str] = {}
    order = [one.value for one in Stage]
    for m in movements:
        if m.id in gone or m.reverses_id:
            continue
        if m.from_stage == Stage.OUTSIDE:
            words = told(quantity(m.low, m.high, units[m.account_id]))
            much[m.commitment_id] = f"{much[m.commitment_id]} and {words}" if m.commitment_id in much else words
        if order.index(m.to_stage) > order.index(stage.get(m.commitment_id, order[0])):
            stage[m.commitment_id] = m.to_stage
    return much, stage


def documents(view: View, wanted: Wanted) -> Sheet:
    columns = (
        Column("date", "Date"),
        Column("name", "Document"),
        Column("publisher", "Publisher"),
        Column("claims", "Claims", is_number=True, sorts=False),
    )
    found = door.rows(Document, view.actor)
    if wanted.query:
        words = wanted.query[:200]
        found = found.filter(Q(name__icontains=words) | Q(title__icontains=words) | Q(address__icontains=words))
    total = found.count()
    page, pages, window = _window(total, wanted)
    sort = wanted.sort if wanted.sort in ("date", "name", "publisher") else "date"
    descending = wanted.descending or not wanted.sort
    rows = list(found.order_by(f"{'-' if descending else ''}{sort}", "id").defer("text")[window])
    counts = {row.id: door.rows(Claim, view.actor).filter(document=row.id).count() for row in rows}
    cells = [
        (
            Cell(_words(row.date), value=row.date),
            Cell(row.title or row.name, ("document", row.sha256), small=row.name if row.title else ""),
            Cell(row.publisher or row.address.partition("://")[2].partition("/")[0], value=row.publisher),
            Cell(f"{counts[row.id]:,}", value=counts[row.id]),
        )
        for row in rows
    ]
    return Sheet(columns, tuple(cells), total, page, pages)


def goal_sheet(view: View, wanted: Wanted) -> Sheet:
    columns = (
        Column("owner", "Whose"),
        Column("goal", "Goal"),
        Column("deadline", "By"),
        Column("reached", "Known", is_number=True),
        Column("answer", "Answer", sorts=False),
    )
    lines = remembered("all goals", view, lambda: goal_lines(goals(view), view.actor))
    rows = [
        (
            Cell(line.owner, value=line.owner),
            Cell(line.title, ("goal", line.progress.goal.code)),
            Cell(_words(line.progress.goal.deadline), value=line.progress.goal.deadline),
            Cell(told(line.progress.line.best) if line.progress.line else "", value=_low(line.progress)),
            Cell(line.answer),
        )
        for line in lines
    ]
    return cut(columns, rows, wanted)


def _low(progress: Any) -> float:
    return float(progress.line.best.low or 0) if progress.line else 0.0


def meetings(view: View, wanted: Wanted) -> Sheet:
    columns = (
        Column("date", "Date"),
        Column("body", "Who met"),
        Column("number", "Number", True),
        Column("place", "Where"),
    )
    names = lookup.coalition_titles(view.actor) | lookup.party_names(view.actor)
    rows = []
    for row in door.rows(Meeting, view.actor):
        body = row.body.removeprefix("coalition:")
        number = "" if row.number is None else f"{row.number}"
        rows.append(
            (
                Cell(_words(row.date), ("meeting", row.code), value=row.date),
                Cell(names.get(body, body)),
                Cell(number, value=row.number or 0),
                Cell(row.place),
            )
        )
    return cut(
        columns, rows, replace(wanted, sort=wanted.sort or "date", descending=wanted.descending or not wanted.sort)
    )


def coalitions(view: View, wanted: Wanted) -> Sheet:
    columns = (
        Column("name", "Coalition"),
        Column("leads", "Led by"),
        Column("members", "Registered", True),
        Column("launched", "Launched"),
    )
    names = lookup.party_names(view.actor)
    rows = []
    for row in door.rows(Coalition, view.actor):
        present = lookup.members(view.actor, row.slug, view.as_of)
        leads = ", ".join(names.get(m.party, m.party) for m in present if m.role.value == "lead")
        rows.append(
            (
                Cell(row.name, ("coalition", row.slug)),
                Cell(leads),
                Cell(f"{len(present)}", value=len(present)),
                Cell(_words(row.launched), value=row.launched),
            )
        )
    return cut(columns, rows, wanted)


def findings(view: View, wanted: Wanted) -> Sheet:
    """Findings, worst first; filtered by code and severity."""
    columns = (
        Column("severity", "Severity"),
        Column("code", "Code"),
        Column("message", "What was found"),
        Column("hint", "What to do", sorts=False),
    )
    found = remembered("findings", view, lambda: check(view))
    code, severity = wanted.filters.get("code", ""), wanted.filters.get("severity", "")
    order = ["error", "warning", "info"]
    rows = [
        (
            Cell("", tag=one.severity.value, value=order.index(one.severity.value)),
            Cell(one.code),
            Cell(one.message, small="; ".join(one.evidence[:4])),
            Cell(one.hint),
        )
        for one in sorted(found, key=lambda f: order.index(f.severity.value))
        if (not code or one.code == code) and (not severity or one.severity.value == severity)
    ]
    present = sorted({one.code for one in found})
    choices = (
        Choice("Severity", "severity", (("", "all"), ("error", "error"), ("warning", "warning"), ("info", "note"))),
        Choice("Code", "code", (("", "all"), *((c, f"{c}: {codes()[c].meaning}") for c in present))),
    )
    return replace(cut(columns, rows, wanted), choices=choices)


def cut(columns: tuple[Column, ...], rows: Sequence[tuple[Cell, ...]], wanted: Wanted) -> Sheet:
    """Filter by words, sort and cut rows that are all in hand."""
    kept = list(rows)
    if wanted.query:
        words = wanted.query[:200].casefold()
        kept = [row for row in kept if any(words in f"{c.text} {c.small}".casefold() for c in row)]
    places = {column.key: place for place, column in enumerate(columns) if column.sorts}
    if wanted.sort in places:
        kept.sort(key=_sorter(places[wanted.sort]), reverse=wanted.descending)
    page, pages, window = _window(len(kept), wanted)
    return Sheet(columns, tuple(kept[window]), len(kept), page, pages)


def _sorter(place: int) -> Callable[[tuple[Cell, ...]], tuple[bool, Any]]:
    def key(row: tuple[Cell, ...]) -> tuple[bool, Any]:
        cell = row[place]
        value = cell.text.casefold() if cell.value is None else cell.value
        return (isinstance(value, str), value)

    return key


def _window(total: int, wanted: Wanted) -> tuple[int, int, slice]:
    pages = max(1, -(-total // PAGE))
    page = min(max(wanted.page, 1), pages)
    return page, pages, slice(None) if wanted.everything else slice((page - 1) * PAGE, page * PAGE)


def _words(text: str) -> str:
    return PartialDate(text).in_words() if text else ""
