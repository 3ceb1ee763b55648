"""A goal's pipeline: what has reached at least each stage, against what is required."""

from __future__ import annotations

from kept.outlook.progress import Progress, plain_number
from kept.publishing.charts.chart import Chart, Row
from kept.publishing.charts.look import LIGHT, LONG_NUMBER, TWO_LINES, colour, finished, stage_words, table
from kept.publishing.pages.amounts import told as in_words
from kept.vocabulary.stages import FIRM, Stage

STEP = 42
MARGIN = 62


def pipeline(told: Progress) -> Chart:
    reached = {stage: line for stage, line in told.stages.items() if line.best.low or line.best.high}
    if not reached:
        return Chart("Nothing is known to have reached any stage.")
    rows: tuple[Row, ...] = tuple(
        {
            "stage": stage_words(stage),
            "best known": in_words(line.best),
            "at least": plain_number(line.best.low),
            "at most": plain_number(line.best.high),
            "required": plain_number(told.required.low) if told.required else None,
        }
        for stage, line in told.stages.items()
    )
    return Chart(_title(told), rows, _spec(told, rows))


def _title(told: Progress) -> str:
    """The firm figure against what is required, for that is what surely comes."""
    stage = Stage(told.goal.stage) if told.goal.stage else FIRM
    line = told.stages.get(stage)
    known = in_words(line.best) if line and line.best.high != 0 else "nothing"
    word = told.goal.told_stage or stage_words(stage)
    if told.required is None:
        return f"Known to be {word}: {known}; no number is required"
    return f"Known to be {word}: {known}; {in_words(told.required)} required"


def _spec(told: Progress, rows: tuple[Row, ...]) -> dict[str, object]:
    import altair as alt

    values = [
        {
            "label": f"{row['stage']}|{row['best known']}",
            "at least": row["at least"] or 0,
            "at most": row["at most"],
            "colour": colour(stage),
        }
        for stage, row in zip(told.stages, rows, strict=True)
    ]
    y = alt.Y("label:N", sort=None, title=None).axis(labelExpr=TWO_LINES, ticks=False, domain=False, labelPadding=8)
    x = alt.X("at least:Q", title=None).axis(labelExpr=LONG_NUMBER, tickCount=4, tickMinStep=1)
    base = table(values)
    bars = base.mark_bar(height=22, stroke=LIGHT["ink-3"], strokeWidth=0.5).encode(
        x=x, y=y, color=alt.Color("colour:N", scale=None)
    )
    known = base.transform_filter("isValid(datum['at most']) && datum['at most'] > datum['at least']")
    reach = known.mark_rule(color=LIGHT["ink-2"], strokeDash=[2, 2]).encode(x="at least:Q", x2="at most:Q", y=y)
    layers = [bars, reach]
    if told.required is not None and told.required.low:
        goal = table([{"required": plain_number(told.required.low), "words": "required"}])
        layers.append(goal.mark_rule(color=LIGHT["warn"], strokeWidth=2).encode(x="required:Q"))
        layers.append(
            goal.mark_text(color=LIGHT["warn"], align="right", baseline="bottom", dx=2, dy=-3).encode(
                x="required:Q", y=alt.value(0), text="words:N"
            )
        )
    return finished(alt.layer(*layers), STEP * len(rows) + MARGIN)
