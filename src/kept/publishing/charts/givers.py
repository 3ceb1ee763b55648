"""Who gives to a coalition: what each has promised at least, and how much of it has left or was paid.

The item is that of the coalition's first goal with a number, or what most are counted in; where nothing is counted, the
currency with the largest sum. What bears the coalition's own name holds its members' gifts, and what a recipient makes
or buys itself is no help: both are told in the table, and not drawn.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from django.db.models import F

from kept.access import door
from kept.ledger.balances import BalanceRow, balance_rows
from kept.ledger.flows import Only, View
from kept.ledger.models import Account
from kept.outlook.models import Goal
from kept.outlook.progress import plain_number
from kept.publishing.charts.chart import Chart, Row
from kept.publishing.charts.look import LIGHT, LONG_NUMBER, TWO_LINES, finished, table
from kept.publishing.pages.amounts import told as in_words
from kept.registry import lookup
from kept.vocabulary.parties import PartyKind
from kept.vocabulary.quantity import Quantity
from kept.vocabulary.stages import Stage, at_or_behind

MAY_HOLD = "an organisation: may hold the gifts of its members"
ITSELF = "the recipient itself: not drawn"
TOGETHER = "members together: not drawn"
UNDRAWN = (ITSELF, TOGETHER)
LARGEST = 15
STEP = 42
MARGIN = 64
KINDS = ("promised", "left the giver, or paid")
GONE = at_or_behind(Stage.DISPATCHED) | at_or_behind(Stage.PAID)
Given = dict[str, tuple[Quantity, Quantity]]
"""For each giver what it has promised, and what of it has left or was paid."""


def givers(view: View, slug: str) -> Chart:
    item, unit = _counted_item(view, slug)
    given = _given(view, slug, item, unit)
    names = lookup.party_names(view.actor)
    notes = _notes(view, slug)
    order = sorted(given, key=lambda donor: (-(given[donor][0].low or 0), donor))
    rows: tuple[Row, ...] = tuple(
        {
            "giver": lookup.name_of(donor, names),
            "promised": in_words(given[donor][0]),
            "at least": plain_number(given[donor][0].low) or 0,
            "left or paid at least": plain_number(given[donor][1].low) or 0,
            "note": notes.get(donor, ""),
        }
        for donor in order
    )
    drawn = [row for row in rows if row["note"] not in UNDRAWN and row["at least"]]
    if not drawn:
        return Chart("No giver's promise to this coalition has a number yet.")
    what = lookup.item_names(view.actor).get(item, item) if item else "money"
    more = f"; the {LARGEST} largest of {len(drawn)} are drawn" if len(drawn) > LARGEST else ""
    most = next((row for row in drawn if not row["note"]), drawn[0])
    title = f"Who gives, in {what}: {most['giver']} has promised the most, {most['promised']}{more}"
    return Chart(title, rows, _spec(drawn[:LARGEST]))


def _notes(view: View, slug: str) -> dict[str, str]:
    """What is to be known of a giver's figure; those of UNDRAWN are not compared with others."""
    accounts = door.rows(Account, view.actor).filter(coalition=slug).exclude(recipient="")
    notes = {
        party: MAY_HOLD for party, told in lookup.all_parties(view.actor).items() if told.kind is PartyKind.ORGANISATION
    }
    notes |= dict.fromkeys(accounts.values_list("recipient", flat=True), ITSELF)
    return notes | {lookup.stand_ins(view.actor).get(slug, ""): TOGETHER}


def _counted_item(view: View, slug: str) -> tuple[str, str]:
    """(item, unit) that the givers are compared in; no item and a currency where nothing is counted."""
    goals = door.rows(Goal, view.actor).filter(coalition=slug, low__isnull=False).exclude(item="money")
    accounts = list(door.rows(Account, view.actor).filter(coalition=slug).values_list("donor", "item", "unit"))
    counted = {
        (item, unit) for _, item, unit in accounts if item != "money" and not Quantity(None, None, unit).is_money
    }
    catalogue = lookup.catalogue(view.actor)
    for goal in goals.order_by("id"):
        family = catalogue.narrower(goal.item)
        if any(item in family and unit == goal.unit for item, unit in counted):
            return goal.item, goal.unit
    givers_of: Counter[tuple[str, str]] = Counter()
    for item, unit in sorted(counted):
        family = catalogue.narrower(item)
        givers_of[item, unit] = len({donor for donor, other, its in accounts if other in family and its == unit})
    if givers_of:
        return givers_of.most_common(1)[0][0]
    return "", ""


def _given(view: View, slug: str, item: str, unit: str) -> Given:
    at_home = door.rows(Account, view.actor).filter(coalition=slug, donor=F("recipient"))
    limits = {"coalition": [slug]}
    if item:
        limits["item"] = sorted(lookup.catalogue(view.actor).narrower(item))
    only = Only(limits, {"donor": sorted(set(at_home.values_list("donor", flat=True)))})
    rows = balance_rows(view, ("donor", "stage"), only=only, at_least=True)
    wanted = unit or _largest_currency(rows)
    given: Given = {}
    for row in rows:
        if row.unit != wanted:
            continue
        promised, gone = given.get(row.key["donor"], (row.line.best, Quantity(Decimal(0), Decimal(0), wanted)))
        if Stage(row.key["stage"]) in GONE and (row.line.best.low or 0) > (gone.low or 0):
            gone = row.line.best
        if (row.line.best.low or 0) > (promised.low or 0):
            promised = row.line.best
        given[row.key["donor"]] = promised, gone
    return given


def _largest_currency(rows: list[BalanceRow]) -> str:
    """The currency in which one giver has promised the most in figures; sums of currencies are never compared."""
    money = [row for row in rows if row.line.best.is_money]
    return max(money, key=lambda row: row.line.best.low or 0).unit if money else ""


def _spec(drawn: list[Row]) -> dict[str, object]:
    import altair as alt

    y = alt.Y("label:N", sort=None, title=None).axis(labelExpr=TWO_LINES, ticks=False, domain=False, labelPadding=8)
    x = alt.X("amount:Q", title=None).axis(labelExpr=LONG_NUMBER, tickCount=4, tickMinStep=1)
    scale = alt.Scale(domain=list(KINDS), range=[LIGHT["s-committed"], LIGHT["s-dispatched"]])
    layers = []
    for kind, column, thick in zip(KINDS, ("at least", "left or paid at least"), (22, 10), strict=True):
        values: list[Row] = [
            {"label": f"{row['giver']}|{row['promised']}", "amount": row[column], "kind": kind} for row in drawn
        ]
        bars = table(values).mark_bar(height=thick, stroke=LIGHT["ink-3"], strokeWidth=0.5)
        layers.append(bars.encode(x=x, y=y, color=alt.Color("kind:N", scale=scale)))
    return finished(alt.layer(*layers), STEP * len(drawn) + MARGIN)
