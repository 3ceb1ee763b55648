"""A goal's burn-up: what was known to have reached its stage as the months passed, against what is required.

The line is the low bound of what is best known; a band stands to the high bound where one is known.
"""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kept.ledger.balances import Books, Question, balance
from kept.ledger.flows import Only
from kept.outlook.progress import Ground, Progress, observations, plain_number, scope
from kept.publishing.charts.chart import Chart, Row
from kept.publishing.charts.look import LIGHT, LONG_NUMBER, finished, table
from kept.publishing.pages.amounts import told as in_words
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.stages import Stage

if TYPE_CHECKING:
    import altair

MOST_POINTS = 24
"""Each point is a balance of its own; a longer story is told in steps of more months."""
HEIGHT = 300


def burn_up(told: Progress, ground: Ground) -> Chart:
    if told.line is None:
        return Chart("The goal tells no stage, so nothing can be counted towards it.")
    only, as_of = scope(told.goal, ground), ground.books.view.as_of
    first = _first_day(told, only, ground)
    if first is None or first >= as_of:
        return Chart("Nothing is known yet that counts towards it month by month.")
    rows = tuple(_row(told, only, ground.books, day) for day in month_ends(first, as_of))
    if not any(row["at least"] or row["at most"] for row in rows):
        return Chart(f"Nothing was known to be {told.goal.told_stage} by {_words(as_of)}.")
    return Chart(_title(told, as_of), rows, _spec(told, rows, as_of))


def month_ends(first: date, last: date) -> list[date]:
    """The first day, ends of months from then on, and the last day; at most MOST_POINTS of them."""
    ends = []
    day = first
    while (end := day.replace(day=calendar.monthrange(day.year, day.month)[1])) < last:
        ends.append(end)
        day = end + timedelta(days=1)
    stride = -(-len(ends) // (MOST_POINTS - 2)) or 1
    return sorted({first, *ends[::-1][::stride], last})


def _first_day(told: Progress, only: Only, ground: Ground) -> date | None:
    for text in (told.goal.start, told.goal.announced):
        if text:
            return PartialDate(text).first
    return next(iter(observations(told, only, ground)), None)


def _row(told: Progress, only: Only, books: Books, day: date) -> Row:
    since = PartialDate(told.goal.start).first if told.goal.start else None
    question = Question(stage=Stage(told.goal.stage), unit=told.goal.unit, only=only, since=since)
    known = [assertion for assertion in books.assertions if assertion.day <= day]
    best = balance(replace(books, view=replace(books.view, as_of=day), assertions=known), question).best
    return {
        "day": day.isoformat(),
        "best known": in_words(best),
        "at least": plain_number(best.low) or 0,
        "at most": plain_number(best.high),
    }


def _title(told: Progress, as_of: date) -> str:
    """A goal whose day has passed is judged by what was known of that day."""
    line = told.at_deadline or told.line
    day = told.deadline if told.at_deadline and told.deadline else as_of
    known = in_words(line.best) if line and line.best.high != 0 else "nothing"
    required = f"; {in_words(told.required)} required" if told.required else ""
    by = f" by {PartialDate(told.goal.deadline).in_words()}" if told.goal.deadline and day == as_of else ""
    return f"Known to be {told.goal.told_stage} by {_words(day)}: {known}{required}{by}"


def _words(day: date) -> str:
    return PartialDate.of(day).in_words()


def _spec(told: Progress, rows: tuple[Row, ...], as_of: date) -> dict[str, object]:
    import altair as alt

    last = max(as_of, told.deadline or as_of)
    ends = [str(rows[0]["day"]), last.isoformat()]
    x = alt.X("day:T", title=None, scale=alt.Scale(type="utc", domain=ends)).axis(
        format="%b %Y", tickCount=5, grid=False, labelOverlap=True, labelFlush=True
    )
    y = alt.Y("at least:Q", title=None).axis(labelExpr=LONG_NUMBER, tickCount=4, tickMinStep=1)
    base = table(rows)
    ranged = base.transform_filter("isValid(datum['at most'])")
    band = ranged.mark_area(color=LIGHT["s-pledged"], interpolate="step-after").encode(x=x, y=y, y2="at most:Q")
    line = base.mark_line(color=LIGHT["s-dispatched"], strokeWidth=2.5, interpolate="step-after").encode(x=x, y=y)
    layers: list[alt.Chart] = [band, line]
    if told.required is not None and told.required.low:
        layers += _required(float(told.required.low), ends[0], x)
    if told.deadline is not None:
        layers += _deadline(told.deadline, date.fromisoformat(ends[0]), last, x)
    return finished(alt.layer(*layers), HEIGHT)


def _required(required: float, first: str, x: altair.X) -> list[altair.Chart]:
    data = table([{"day": first, "required": required, "words": "required"}])
    rule = data.mark_rule(color=LIGHT["warn"], strokeDash=[6, 4], strokeWidth=1.5).encode(y="required:Q")
    words = data.mark_text(color=LIGHT["warn"], align="left", baseline="bottom", dx=4, dy=-3).encode(
        x=x, y="required:Q", text="words:N"
    )
    return [rule, words]


def _deadline(deadline: date, first: date, last: date, x: altair.X) -> list[altair.Chart]:
    """The words stand on the side of the rule that has more room."""
    import altair as alt

    right = (deadline - first) * 2 > last - first
    data = table([{"day": deadline.isoformat(), "words": f"deadline {_words(deadline)}"}])
    rule = data.mark_rule(color=LIGHT["ink-3"], strokeWidth=1.5).encode(x=x)
    words = data.mark_text(align="right" if right else "left", dx=-5 if right else 5, baseline="bottom", dy=-4)
    return [rule, words.encode(x=x, y=alt.value("height"), text="words:N")]
