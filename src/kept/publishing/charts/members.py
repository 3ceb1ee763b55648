"""Who has belonged to a coalition since when, as a line for each party whose day is told."""

from __future__ import annotations

from kept.ledger.flows import View
from kept.publishing.charts.chart import Chart, Row
from kept.publishing.charts.look import LIGHT, finished, table
from kept.registry import lookup
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.parties import Role

LINES = 40
STEP = 24
MARGIN = 64
ROLES = {Role.LEAD: "s-handed", Role.MEMBER: "s-produced", Role.OBSERVER: "s-ended"}


def members(view: View, slug: str) -> Chart:
    """Those of whom no source tells a day stand in the table only."""
    names = lookup.party_names(view.actor)
    found = sorted(
        lookup.members(view.actor, slug, view.as_of),
        key=lambda m: (m.since == "", PartialDate(m.since).first if m.since else view.as_of, m.party),
    )
    rows: tuple[Row, ...] = tuple(
        {
            "party": names.get(member.party, member.party),
            "role": member.role.value,
            "since": member.since,
            "in words": PartialDate(member.since).in_words() if member.since else "no date told",
        }
        for member in found
    )
    dated = [row for row in rows if row["since"]]
    if not dated:
        return Chart("No source tells the day on which anybody joined.", rows)
    unknown = f"; for {len(rows) - len(dated)} no day is told" if len(dated) < len(rows) else ""
    more = f"; the first {LINES} are drawn" if len(dated) > LINES else ""
    last = max(str(row["since"]) for row in dated)
    title = (
        f"{len(rows)} registered parties by {PartialDate.of(view.as_of).in_words()}, "
        f"the newest of {PartialDate(last).in_words()}{unknown}{more}"
    )
    return Chart(title, rows, _spec(dated[:LINES], view))


def _spec(dated: list[Row], view: View) -> dict[str, object]:
    import altair as alt

    values = [
        {
            **row,
            "from": PartialDate(str(row["since"])).first.isoformat(),
            "until": view.as_of.isoformat(),
        }
        for row in dated
    ]
    present = [role for role in ROLES if any(row["role"] == role.value for row in dated)]
    y = alt.Y("party:N", sort=None, title=None).axis(ticks=False, domain=False, labelPadding=8, grid=False)
    x = alt.X("from:T", title=None, scale=alt.Scale(type="utc")).axis(format="%b %Y", tickCount=5, labelOverlap=True)
    scale = alt.Scale(domain=[role.value for role in present], range=[LIGHT[ROLES[role]] for role in present])
    base = table(values).encode(y=y, color=alt.Color("role:N", scale=scale))
    lines = base.mark_rule(strokeWidth=3).encode(x=x, x2="until:T")
    starts = base.mark_point(filled=True, size=60, opacity=1).encode(x=x)
    return finished(alt.layer(lines, starts), STEP * len(dated) + MARGIN)
