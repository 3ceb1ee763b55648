"""Which charts a goal and a coalition have, each worked out and drawn once for each state of the store."""

from __future__ import annotations

from kept.errors import UnknownRecord
from kept.ledger.flows import View
from kept.outlook.progress import open_ground
from kept.publishing.charts.burn_up import burn_up
from kept.publishing.charts.calendar_of_days import calendar_of_days
from kept.publishing.charts.chart import Chart
from kept.publishing.charts.givers import givers
from kept.publishing.charts.look import Look, dressed
from kept.publishing.charts.members import members
from kept.publishing.charts.pipeline import pipeline
from kept.publishing.charts.render import render
from kept.publishing.pages.goal import GoalPage
from kept.publishing.remembered import remembered

GOAL_CHARTS = ("pipeline", "burn-up")
COALITION_CHARTS = {"givers": givers, "members": members, "calendar": calendar_of_days}


def goal_chart(view: View, told: GoalPage, name: str) -> Chart:
    """Raises UnknownRecord for a name that is no chart of a goal."""
    if name == "pipeline":
        return remembered(f"pipeline of {told.code}", view, lambda: pipeline(told.progress))
    if name == "burn-up":
        return remembered(f"burn-up of {told.code}", view, lambda: burn_up(told.progress, open_ground(view)))
    raise UnknownRecord("chart", name)


def coalition_chart(view: View, slug: str, name: str) -> Chart:
    """Raises UnknownRecord for a name that is no chart of a coalition."""
    make = COALITION_CHARTS.get(name)
    if make is None:
        raise UnknownRecord("chart", name)
    return remembered(f"{name} of {slug}", view, lambda: make(view, slug))


def picture(view: View, chart: Chart, *, form: str, look: Look, of: str) -> bytes:
    """The drawn chart; `of` tells it from every other chart of the view."""
    return remembered(f"{form} {look} of {of}", view, lambda: render(dressed(chart, look), form))
