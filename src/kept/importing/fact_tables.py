"""The twelve tables of facts as data: their columns, and for each a function that turns a row into values."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kept.importing.columns import (
    Column,
    address,
    count,
    currency,
    day,
    identity,
    names,
    number,
    one_of,
    percent,
)
from kept.importing.gathering import Gathering, Row, spot
from kept.importing.names import slug_of
from kept.importing.rows import ClaimRow, Coalition, Report
from kept.vocabulary.claims import (
    STAGES,
    WORDS,
    Headcount,
    Meeting,
    Membership,
    Output,
    Share,
    Status,
    Target,
    Transfer,
)
from kept.vocabulary.dates import PartialDate, Period
from kept.vocabulary.items import Item
from kept.vocabulary.parties import Party, PartyKind
from kept.vocabulary.quantity import Quantity, exactly

Made = Party | Item | Coalition | ClaimRow | Report
STAGE_OF_KIND = {"plan": "planned", "actual": "produced", "capacity": "capacity"}
CHANNELS = ("procurement", "fund", "stock", "joint-production", "unknown")
LONGEST_INCREMENT_DAYS = 31
"""Output of more than a month is told as a running total of its period; months and days add up."""

CHANGES = ("change of ", "rise of ", "fall of ")
NO_SHARE = "not a share"
"""How shares.csv marks a percentage that is a rise or a fall: in the note, or by its first words."""

SOURCE = (Column(name="source_url", read=address), Column(name="source_date", read=day, told=True))
NOTE = Column(name="note")
ITEM = Column(name="item", required=True, refers="item")
COALITION = Column(name="coalition", required=True, refers="coalition")
OWN_COALITION = Column(name="coalition", refers="coalition")
LOW, HIGH = Column(name="quantity_low", read=number), Column(name="quantity_high", read=number)
QUANTITY, AMOUNT = Column(name="quantity", read=number), Column(name="amount", read=number)
CURRENCY = Column(name="currency", read=currency)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactTable:
    """A table of facts: `make` gives what a row says; ids of one `family` must differ."""

    name: str
    columns: tuple[Column, ...]
    make: Callable[[Row, Gathering], Iterable[Made]]
    family: str = ""

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @property
    def id_column(self) -> str | None:
        """The column that holds the row's own id; None for a table whose rows have none."""
        return next((column.name for column in self.columns if column.read is identity), None)


def party(row: Row, _: Gathering) -> Iterable[Made]:
    yield Party(row["id"], row["name"], PartyKind(row["kind"]))


def item(row: Row, _: Gathering) -> Iterable[Made]:
    yield Item(row["slug"], row["name"], row["parent"], row["unit"])


def coalition(row: Row, _: Gathering) -> Iterable[Made]:
    launched: PartialDate | None = row["launched"]
    yield Coalition(row["id"], row["name"], row["capability"], launched, row["aliases"] or ())
    if launched:
        claim = Status(**_words_of(row), subject=row["id"], state="started", date=launched)
        yield ClaimRow(place=row.place, claim=claim, coalition=row["id"])


def membership(row: Row, gathering: Gathering) -> Iterable[Made]:
    start, end = row["valid_from"], row["valid_to"]
    period = gathering.period(row, start="valid_from", end="valid_to")
    changes: list[tuple[str, PartialDate | None]] = [("joins" if start else "holds", start)]
    if end and (period or not start):
        changes.append(("leaves", end))
    for change, when in changes:
        claim = Membership(
            **_words_of(row),
            party=row["party"],
            coalition=row["coalition"],
            role=row["role"],
            change=change,
            date=when,
        )
        yield ClaimRow(place=row.place, claim=claim, coalition=row["coalition"], period=period)


def headcount(row: Row, _: Gathering) -> Iterable[Made]:
    slug = row["coalition"]
    claim = Headcount(**_words_of(row), coalition=slug, quantity=exactly(row["count"]), date=row["as_of"])
    yield ClaimRow(place=row.place, claim=claim, coalition=slug, counted=row["note"])


def goal(row: Row, gathering: Gathering) -> Iterable[Made]:
    quantity = gathering.quantity(row, low="quantity_low", high="quantity_high")
    if quantity is None:
        message = "the goal has no number to measure progress against; a sum in the note is not read"
        gathering.remarks.add("goal-without-number", message, at=spot(row))
    claim = Target(
        **_words_of(row),
        owner=(row["owner"],),
        item=row["item"],
        quantity=quantity,
        stage=row["stage"],
        deadline=row["deadline"],
    )
    period = gathering.period(row, start="period_start", end="deadline")
    yield ClaimRow(place=row.place, claim=claim, code=row["id"], coalition=row["coalition"], period=period)


def commitment(row: Row, gathering: Gathering) -> Iterable[Made]:
    quantity, amount = gathering.quantity(row, low="quantity_low", high="quantity_high"), gathering.money(row)
    if _has_lost_its_figure(row, gathering, figures=(quantity, amount)):
        return
    claim = Transfer(
        **_words_of(row),
        donor=(row["donor"],),
        recipient=row["recipient"],
        item=row["item"],
        quantity=quantity,
        amount=amount,
        stage=row["stage"],
        mode=row["mode"],
        due=row["due"],
        coalition=row["coalition"],
        date=row["announced"],
    )
    slug, channel = row["coalition"], row["channel"]
    yield ClaimRow(place=row.place, claim=claim, code=row["id"], coalition=slug, channel=channel)


def contract(row: Row, gathering: Gathering) -> Iterable[Made]:
    quantity, amount = gathering.quantity(row, low="quantity", high="quantity"), gathering.money(row)
    if _has_lost_its_figure(row, gathering, figures=(quantity, amount)):
        return
    claim = Transfer(
        **_words_of(row),
        donor=(row["buyer"],),
        item=row["item"],
        quantity=quantity,
        amount=amount,
        stage="contracted",
        due=row["delivery_end"],
        date=row["signed"],
    )
    period = gathering.period(row, start="delivery_start", end="delivery_end")
    yield ClaimRow(place=row.place, claim=claim, code=row["id"], supplier=row["supplier"], period=period)


def production(row: Row, gathering: Gathering) -> Iterable[Made]:
    period = gathering.period(row, start="period_start", end="period_end")
    days = period.days if period else None
    if row["kind"] == "actual" and row["period_end"] is None:
        message = "output is told without the end of its period: a rate, or a total so far, is not told"
        gathering.remarks.add("period-open", message, at=spot(row, "period_end"))
    claim = Output(
        **_words_of(row),
        producer=(row["producer_or_country"], *(row["joint_with"] or ())),
        item=row["item"],
        quantity=exactly(row["quantity"]),
        stage=STAGE_OF_KIND[row["kind"]],
        period=covering_date(period),
        mode="cumulative" if days and days > LONGEST_INCREMENT_DAYS else "increment",
    )
    yield ClaimRow(place=row.place, claim=claim, code=row["id"], period=period)


def meeting(row: Row, gathering: Gathering) -> Iterable[Made]:
    slug = gathering.finder().coalition(row["body"])
    if slug is None and "coalition" in row["body"].casefold().split():
        message = f"{row['body']!r} is no listed coalition, or could be several; it is kept as its own body"
        gathering.remarks.add("coalition-unknown", message, at=spot(row, "body"))
    body = f"coalition:{slug}" if slug else slug_of(row["body"]) or row["body"]
    where = row["place"]
    claim = Meeting(**_words_of(row), body=body, number=row["number"], place=where, date=row["date"])
    yield ClaimRow(place=row.place, claim=claim, code=row["id"], coalition=slug, chair=row["chair"])


def share(row: Row, gathering: Gathering) -> Iterable[Made]:
    whole: str = row["of_what"]
    if whole.casefold().startswith(CHANGES) or NO_SHARE in (row["note"] or "").casefold():
        message = f"the row marks {row['percent']} per cent as a rise or fall; it is left out of the shares"
        gathering.remarks.add("share-is-change", message, at=spot(row, "percent"))
        return
    slug = gathering.finder().item(whole)
    figures: dict[str, Any] = {"subject": (row["subject"],), "percent": row["percent"], "date": row["as_of"]}
    yield ClaimRow(place=row.place, claim=Share(**_words_of(row), item=slug, **figures), counted=whole)


def report(row: Row, _: Gathering) -> Iterable[Made]:
    yield Report(row.place, row["event_id"])


def covering_date(period: Period | None) -> PartialDate | None:
    """The year, month or day that is exactly the period; None where there is none, or an end is open."""
    if period is None or period.start is None or period.end is None:
        return None
    first, last = period.first, period.last
    for length in (4, 7, 10):
        candidate = PartialDate(first.isoformat()[:length])
        if _span(candidate) == (first, last):
            return candidate
    return None


def _span(partial: PartialDate) -> tuple[date, date]:
    return partial.first, partial.last


def _words_of(row: Row) -> dict[str, Any]:
    """The quote and the place that every claim of a row shares."""
    return {"quote": row.place.quote, "start": row.place.start}


def _has_lost_its_figure(row: Row, gathering: Gathering, *, figures: tuple[Quantity | None, ...]) -> bool:
    """Whether the row gave a figure and none could be read: without one it would claim something else."""
    given = row.given & {"quantity", "quantity_low", "quantity_high", "amount"}
    if not given or any(figures):
        return False
    message = f"no figure of the row can be read ({', '.join(sorted(given))}); it is left out"
    gathering.remarks.add("row-without-claim", message, at=spot(row))
    gathering.left_out[row["id"]] = spot(row)
    return True


TABLES = (
    FactTable(
        name="parties",
        columns=(
            Column(name="id", read=identity, required=True),
            Column(name="name", required=True),
            Column(name="kind", read=one_of(*PartyKind), required=True),
        ),
        make=party,
        family="party",
    ),
    FactTable(
        name="items",
        columns=(
            Column(name="slug", read=identity, required=True),
            Column(name="name", required=True),
            Column(name="parent"),
            Column(name="unit", required=True),
        ),
        make=item,
        family="item",
    ),
    FactTable(
        name="coalitions",
        columns=(
            Column(name="id", read=identity, required=True),
            Column(name="name", required=True),
            Column(name="capability", required=True),
            Column(name="launched", read=day),
            *SOURCE,
            Column(name="aliases", read=names, expected=False),
        ),
        make=coalition,
        family="coalition",
    ),
    FactTable(
        name="memberships",
        columns=(
            COALITION,
            Column(name="party", required=True, refers="party"),
            Column(name="role", read=one_of(*WORDS["role"]), required=True),
            Column(name="valid_from", read=day),
            Column(name="valid_to", read=day),
            *SOURCE,
        ),
        make=membership,
    ),
    FactTable(
        name="headcounts",
        columns=(
            COALITION,
            Column(name="count", read=count, required=True),
            Column(name="as_of", read=day, told=True),
            *SOURCE,
            NOTE,
        ),
        make=headcount,
    ),
    FactTable(
        name="goals",
        columns=(
            Column(name="id", read=identity, required=True),
            Column(name="owner", required=True, refers="party"),
            OWN_COALITION,
            ITEM,
            LOW,
            HIGH,
            Column(name="stage", read=one_of(*STAGES["target"]), required=True),
            Column(name="period_start", read=day),
            Column(name="deadline", read=day),
            *SOURCE,
            NOTE,
        ),
        make=goal,
        family="event",
    ),
    FactTable(
        name="commitments",
        columns=(
            Column(name="id", read=identity, required=True),
            Column(name="announced", read=day, told=True),
            Column(name="donor", required=True, refers="party"),
            OWN_COALITION,
            Column(name="recipient", refers="party"),
            ITEM,
            LOW,
            HIGH,
            AMOUNT,
            CURRENCY,
            Column(name="stage", read=one_of(*STAGES["transfer"]), required=True),
            Column(name="mode", read=one_of(*WORDS["mode"]), required=True),
            Column(name="due", read=day),
            Column(name="channel", read=one_of(*CHANNELS)),
            *SOURCE,
            NOTE,
        ),
        make=commitment,
        family="event",
    ),
    FactTable(
        name="contracts",
        columns=(
            Column(name="id", read=identity, required=True),
            Column(name="signed", read=day, told=True),
            Column(name="buyer", required=True, refers="party"),
            Column(name="supplier", refers="party"),
            ITEM,
            QUANTITY,
            AMOUNT,
            CURRENCY,
            Column(name="delivery_start", read=day),
            Column(name="delivery_end", read=day),
            *SOURCE,
            NOTE,
        ),
        make=contract,
        family="event",
    ),
    FactTable(
        name="production",
        columns=(
            Column(name="id", read=identity, required=True),
            Column(name="producer_or_country", required=True, refers="party"),
            ITEM,
            Column(name="quantity", read=number, required=True),
            Column(name="period_start", read=day),
            Column(name="period_end", read=day),
            Column(name="kind", read=one_of(*STAGE_OF_KIND), required=True),
            Column(name="joint_with", read=names, vital=True, refers="party"),
            *SOURCE,
            NOTE,
        ),
        make=production,
        family="event",
    ),
    FactTable(
        name="meetings",
        columns=(
            Column(name="id", read=identity, required=True),
            Column(name="body", required=True),
            Column(name="number", read=count),
            Column(name="date", read=day),
            Column(name="place"),
            Column(name="chair"),
            *SOURCE,
            NOTE,
        ),
        make=meeting,
        family="event",
    ),
    FactTable(
        name="shares",
        columns=(
            Column(name="subject", required=True, refers="party"),
            Column(name="of_what", required=True),
            Column(name="percent", read=percent, required=True),
            Column(name="as_of", read=day, told=True),
            *SOURCE,
            NOTE,
        ),
        make=share,
    ),
    FactTable(
        name="reports",
        columns=(Column(name="event_id", required=True, refers="event"), *SOURCE, NOTE),
        make=report,
    ),
)
"""In the order of reading: a table stands behind those that its rows refer to."""
