"""Charts: their point in words, the table behind them, and pictures that ask no other server for anything."""

from __future__ import annotations

import re
from datetime import date

import pytest

from kept.access.actors import PUBLIC
from kept.errors import UnknownRecord
from kept.ledger.flows import View
from kept.publishing.charts.burn_up import MOST_POINTS, month_ends
from kept.publishing.charts.chart import Chart
from kept.publishing.charts.gallery import COALITION_CHARTS, GOAL_CHARTS, coalition_chart, goal_chart
from kept.publishing.charts.look import DARK, LIGHT, LOOKS, dressed
from kept.publishing.charts.render import render
from kept.publishing.pages.goal import goal_page
from kept.web.static_files import FOLDER
from tests.worlds import world

pytestmark = pytest.mark.django_db

WORLD = """
    2024-02-14 GB leads drone
    2024-02-15 LV joins drone
    - DK joins drone
    2024-01-01 drone-coalition aims 10000 drone pledged in drone by 2024-12-31 as g-1
    2024-02-15 NO pledges 2000 fpv-drone to UA in drone as c-1 by 2024-12-31
    2024-03-15 LV pledges 300..400 drone to UA in drone as c-2 by 2024-08
    2024-03-20 DK pledges 77777 drone to UA in drone as c-3 by 2024-09-30 released owner:DK
    2024-04-01 c-1 moves 500 from pledged to dispatched
    2024-05-01 drone-coalition asserts 2600+ drone pledged to UA in drone
    2024-05-02 UA produces 9000 drone in drone as c-4
"""
AS_OF = date(2024, 6, 30)
VIEW = View(PUBLIC, AS_OF)
OUTSIDE = re.compile(rb"(?:https?:)?//[a-z0-9.-]+")


def of_goal(name: str, view: View = VIEW) -> Chart:
    return goal_chart(view, goal_page(view, "g-1"), name)


def column(chart: Chart, name: str) -> list[object]:
    return [row[name] for row in chart.rows]


def all_charts() -> list[Chart]:
    return [of_goal(name) for name in GOAL_CHARTS] + [coalition_chart(VIEW, "drone", n) for n in COALITION_CHARTS]


def test_a_pipeline_tells_every_stage_as_the_page_does() -> None:
    world(WORLD)
    chart = of_goal("pipeline")
    told = goal_page(VIEW, "g-1")
    assert column(chart, "best known") == [step.best for step in told.steps]
    assert column(chart, "at least")[-2:] == [500, 0]
    assert "10,000 required" in chart.title


def test_a_burn_up_grows_month_by_month_to_what_the_page_says() -> None:
    world(WORLD)
    chart = of_goal("burn-up")
    assert column(chart, "day")[0] == "2024-01-01"
    assert column(chart, "day")[-1] == AS_OF.isoformat()
    known = dict(zip(column(chart, "day"), column(chart, "at least"), strict=True))
    assert (known["2024-01-31"], known["2024-02-29"], known["2024-03-31"]) == (0, 2000, 2300)
    best = goal_page(VIEW, "g-1").progress.line
    assert best is not None
    assert known[AS_OF.isoformat()] == best.best.low
    assert "by 31 December 2024" in chart.title


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [("2024-01-01", "2024-01-20", 2), ("2024-01-01", "2024-03-31", 4), ("1900-01-01", "2999-12-31", MOST_POINTS)],
)
def test_a_long_story_has_no_more_points_than_are_drawn(first: str, last: str, count: int) -> None:
    days = month_ends(date.fromisoformat(first), date.fromisoformat(last))
    assert (days[0].isoformat(), days[-1].isoformat()) == (first, last)
    assert days == sorted(set(days))
    assert len(days) <= count


def test_givers_are_compared_in_one_item_without_those_who_hold_others() -> None:
    world(WORLD)
    chart = coalition_chart(VIEW, "drone", "givers")
    told = {row["giver"]: (row["at least"], row["left or paid at least"]) for row in chart.rows}
    assert told["Norway"] == (2000, 500)
    assert told["Latvia"] == (300, 0)
    assert "Norway has promised the most, 2,000" in chart.title
    undrawn = [row["giver"] for row in chart.rows if "not drawn" in str(row["note"])]
    assert sorted(map(str, undrawn)) == ["Drone Coalition (members together)", "Ukraine"]
    assert chart.spec is not None
    assert "Ukraine" not in str(chart.spec)


def test_where_nothing_is_counted_givers_are_compared_in_one_currency() -> None:
    world("""
        2024-03-01 NO pledges ? drone to UA in drone as c-1 for 900000 EUR
        2024-03-02 LV pledges ? drone to UA in drone as c-2 for 200000 EUR
        2024-03-03 GB pledges ? drone to UA in drone as c-3 for 300000 USD
    """)
    chart = coalition_chart(VIEW, "drone", "givers")
    assert chart.title == "Who gives, in money: Norway has promised the most, EUR 900,000"
    assert column(chart, "giver") == ["Norway", "Latvia"]


def test_members_without_a_day_stand_in_the_table_only() -> None:
    world(WORLD)
    chart = coalition_chart(VIEW, "drone", "members")
    assert column(chart, "party") == ["Britain", "Latvia", "Denmark"]
    assert "for 1 no day is told" in chart.title
    assert "Denmark" not in str(chart.spec)


def test_a_calendar_counts_due_days_and_deadlines_by_month() -> None:
    world(WORLD)
    chart = coalition_chart(VIEW, "drone", "calendar")
    assert [(row["month"], row["what"], row["count"]) for row in chart.rows] == [
        ("2024-08", "promise due", 1),
        ("2024-12", "deadline of a goal", 1),
        ("2024-12", "promise due", 1),
    ]
    assert chart.title.endswith("promise due in August 2024")


def test_what_is_not_released_is_in_no_chart() -> None:
    world(WORLD)
    for chart in all_charts():
        assert "77,777" not in f"{chart.title}{chart.rows}{chart.spec}"
        assert "77777" not in f"{chart.title}{chart.rows}{chart.spec}"
        assert "2024-09" not in column(chart, "month") if "month" in chart.columns else True


@pytest.mark.parametrize("look", LOOKS)
def test_every_chart_is_drawn_here_in_every_look_at_its_told_size(look: str) -> None:
    world(WORLD)
    for chart in all_charts():
        told = render(dressed(chart, LOOKS[look]), "svg")
        addresses = set(OUTSIDE.findall(told))
        assert addresses <= {b"http://www.w3.org"}
        assert b"<script" not in told
        assert b"<image" not in told
        if LOOKS[look].on_page:
            assert f'width="{LOOKS[look].width}" height="{chart.height}"'.encode() in told
        assert (LIGHT["ink-2"].encode() in told) is not LOOKS[look].dark
    assert render(dressed(of_goal("pipeline"), LOOKS[look]), "png").startswith(b"\x89PNG")


def test_the_colours_are_those_of_the_stylesheet() -> None:
    style = (FOLDER / "kept.css").read_text("utf-8")
    light, dark = style.split("prefers-color-scheme: dark", 1)
    for palette, text in ((LIGHT, light), (DARK, dark)):
        tokens: dict[str, str] = {}
        for name, value in re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", text):
            tokens.setdefault(name, value)
        assert {name: tokens.get(name) for name in palette} == palette


def test_an_empty_story_is_told_in_words() -> None:
    world("2024-01-01 drone-coalition aims 10000 drone pledged in drone as g-1")
    for chart in all_charts():
        assert chart.title
        assert not chart.is_drawn
        assert not chart.spec


def test_a_name_that_is_no_chart_is_refused() -> None:
    world(WORLD)
    with pytest.raises(UnknownRecord):
        of_goal("pie")
    with pytest.raises(UnknownRecord):
        coalition_chart(VIEW, "drone", "map")
    with pytest.raises(ValueError, match="gif"):
        render({}, "gif")
