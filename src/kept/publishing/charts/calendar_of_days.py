"""A coalition's calendar: its meetings, the deadlines of its goals and the due days of its promises, month by month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.db.models import Count

from kept.access import door
from kept.ledger.flows import View
from kept.ledger.models import Commitment
from kept.outlook.models import Goal
from kept.publishing.charts.chart import Chart, Row
from kept.publishing.charts.look import LIGHT, finished, table
from kept.registry.models import Meeting
from kept.vocabulary.dates import PartialDate

KINDS = ("meeting", "deadline of a goal", "promise due")
COLOURS = ("s-handed", "warn", "s-contracted")
HEIGHT = 190


def calendar_of_days(view: View, slug: str) -> Chart:
    months: dict[tuple[str, str], int] = defaultdict(int)
    for kind, text, count in _days(view, slug):
        months[PartialDate(text).last.isoformat()[:7], kind] += count
    if not months:
        return Chart("No meeting, deadline or due day is on record.")
    rows: tuple[Row, ...] = tuple(
        {"month": month, "in words": PartialDate(month).in_words(), "what": kind, "count": count}
        for (month, kind), count in sorted(months.items(), key=lambda one: (one[0][0], KINDS.index(one[0][1])))
    )
    return Chart(_title(rows, view.as_of), rows, _spec(rows, view.as_of))


def _days(view: View, slug: str) -> Iterator[tuple[str, str, int]]:
    """(what, its date as told, how many) of all that was known and announced by the view's day."""
    meetings = door.rows(Meeting, view.actor).filter(body__in=[slug, f"coalition:{slug}"]).exclude(date="")
    goals = door.rows(Goal, view.actor).filter(coalition=slug).exclude(deadline="")
    promises = door.rows(Commitment, view.actor).filter(coalition=slug).exclude(due="")
    if view.recorded_by is not None:
        meetings, goals, promises = (
            meetings.filter(recorded_at__lte=view.recorded_by),
            goals.filter(recorded_at__lte=view.recorded_by),
            promises.filter(recorded_at__lte=view.recorded_by),
        )
    for text in meetings.values_list("date", flat=True):
        yield KINDS[0], text, 1
    for kind, found in (
        (KINDS[1], goals.values_list("deadline", "announced").annotate(count=Count("id"))),
        (KINDS[2], promises.values_list("due", "announced").annotate(count=Count("id"))),
    ):
        for text, announced, count in found.order_by():
            if not announced or PartialDate(announced).first <= view.as_of:
                yield kind, text, count


def _title(rows: tuple[Row, ...], as_of: date) -> str:
    coming = [row for row in rows if str(row["month"]) > as_of.isoformat()[:7]]
    if not coming:
        return f"No meeting, deadline or due day is on record after {PartialDate.of(as_of).in_words()}"
    return f"Next on record after this month: {coming[0]['what']} in {coming[0]['in words']}"


def _spec(rows: tuple[Row, ...], as_of: date) -> dict[str, object]:
    import altair as alt

    values = [{**row, "day": f"{row['month']}-15"} for row in rows]
    x = alt.X("day:T", title=None, scale=alt.Scale(type="utc", nice=True)).axis(
        format="%b %Y", tickCount=6, labelOverlap=True, grid=False
    )
    y = alt.Y("what:N", title=None, scale=alt.Scale(domain=list(KINDS))).axis(
        ticks=False, domain=False, grid=True, labelPadding=10
    )
    colours = alt.Scale(domain=list(KINDS), range=[LIGHT[name] for name in COLOURS])
    dots = table(values).mark_point(filled=True, opacity=0.85, stroke=LIGHT["card"])
    sized = dots.encode(
        x=x,
        y=y,
        color=alt.Color("what:N", scale=colours, legend=None),
        size=alt.Size("count:Q", scale=alt.Scale(range=[60, 420]), legend=None),
    )
    now = table([{"day": as_of.isoformat(), "words": "as of"}])
    rule = now.mark_rule(color=LIGHT["ink-3"], strokeDash=[3, 3]).encode(x=x)
    words = now.mark_text(align="center", baseline="bottom", dy=-2).encode(x=x, y=alt.value(0), text="words:N")
    return finished(alt.layer(rule, sized, words), HEIGHT)
