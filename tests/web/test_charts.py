"""Charts by address: each form answers as of the day asked for, and pages show them without scripts."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.worlds import world

pytestmark = pytest.mark.django_db

WORLD = """
    2024-02-14 GB leads drone
    2024-01-01 drone-coalition aims 10000 drone pledged in drone by 2024-12-31 as g-1
    2024-02-15 NO pledges 2000 fpv-drone to UA in drone as c-1 by 2024-12-31
    2024-03-20 DK pledges 77777 drone to UA in drone as c-3 by 2024-09-30 released owner:DK
    2024-04-01 c-1 moves 500 from pledged to dispatched
"""
PLACES = (
    "/goals/g-1/charts/pipeline",
    "/goals/g-1/charts/burn-up",
    "/coalitions/drone/charts/givers",
    "/coalitions/drone/charts/members",
    "/coalitions/drone/charts/calendar",
)
TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
MOST_QUERIES = 25


@pytest.mark.parametrize("place", PLACES)
def test_every_chart_answers_in_every_form_with_released_data_only(place: str) -> None:
    world(WORLD)
    for form, kind in TYPES.items():
        answer = Client().get(f"{place}.{form}?as_of=2024-06-30")
        assert answer.status_code == 200, (place, form)
        assert answer.headers["Content-Type"] == kind
        assert f"-2024-06-30.{form}" in answer.headers["Content-Disposition"]
        assert "Content-Security-Policy" in answer.headers
        assert b"77777" not in answer.content
        assert b"77,777" not in answer.content
    assert json.loads(Client().get(f"{place}.json?as_of=2024-06-30").content)["config"]
    rows = list(csv.reader(io.StringIO(Client().get(f"{place}.csv?as_of=2024-06-30").content.decode())))
    assert len(rows) > 1
    assert len({len(row) for row in rows}) == 1


def test_a_picture_asks_no_other_server_and_holds_no_style_that_the_policy_forbids() -> None:
    world(WORLD)
    for place in PLACES:
        text = Client().get(f"{place}.svg?as_of=2024-06-30").content.decode()
        assert set(re.findall(r"(?:https?:)?//[\w.]+", text)) <= {"http://www.w3.org"}
        assert "<style" not in text
        assert " style=" not in text


def test_a_chart_as_of_an_earlier_day_knows_less() -> None:
    world(WORLD)
    later, earlier = (
        Client().get(f"/goals/g-1/charts/pipeline.csv?as_of={day}").content.decode()
        for day in ("2024-06-30", "2024-03-01")
    )
    assert "dispatched,500" in later
    assert "dispatched,500" not in earlier
    unknown = Client().get("/goals/g-1/charts/pipeline.csv?as_of=2024-06-30&known_by=2020-01-01")
    assert unknown.status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/goals/g-1/charts/pie.svg",
        "/goals/g-1/charts/pipeline.gif",
        "/goals/g-1/charts/pipeline",
        "/goals/g-1/charts/.svg",
        "/goals/none/charts/pipeline.svg",
        "/goals/%00/charts/%27.svg",
        "/coalitions/none/charts/members.svg",
        "/coalitions/drone/charts/map.svg",
        "/coalitions/drone/charts/..%2f..%2fetc.svg",
        "/coalitions/shells/charts/givers.svg",
    ],
)
def test_what_is_no_chart_or_has_nothing_to_draw_is_not_there(address: str) -> None:
    world(WORLD)
    answer = Client().get(address)
    assert answer.status_code == 404
    assert "Not there" in answer.content.decode()


def test_a_look_that_is_not_known_is_the_download() -> None:
    world(WORLD)
    place = f"{PLACES[0]}.svg?as_of=2024-06-30"
    plain, odd = (Client().get(place + look).content for look in ("", "&look=%3Cscript%3E"))
    assert plain == odd
    assert plain != Client().get(f"{place}&look=page-dark").content


def test_a_page_shows_each_chart_with_its_point_its_table_and_its_downloads() -> None:
    world(WORLD)
    for page, count in (("/goals/g-1", 2), ("/coalitions/drone", 3)):
        text = Client().get(f"{page}?as_of=2024-06-30").content.decode()
        assert text.count('<figure class="chart">') == count
        images = re.findall(r'<img src="([^"]+)" alt="([^"]+)" width="\d+" height="\d+"', text)
        assert len(images) == count
        for source, words in images:
            answer = Client().get(source.replace("&amp;", "&"))
            assert answer.headers["Content-Type"] == "image/svg+xml"
            assert f"<figcaption>{words}</figcaption>" in text
        for form in ("svg", "png", "csv"):
            assert len(re.findall(rf'<a href="{page}/charts/[a-z-]+\.{form}\?as_of=2024-06-30">', text)) == count
        assert text.count("The table behind it") == count


def test_a_page_with_nothing_to_draw_says_so_in_words() -> None:
    world("2024-01-01 drone-coalition aims 10000 drone pledged in drone as g-1")
    for page in ("/goals/g-1", "/coalitions/drone", "/coalitions/shells"):
        text = Client().get(page).content.decode()
        assert "<img" not in text
        assert "othing is known" in text or "No giver" in text


def test_pages_with_charts_ask_the_store_a_fixed_number_of_times() -> None:
    world(WORLD)
    for path in ("/goals/g-1", "/coalitions/drone"):
        Client().get(path)
        with CaptureQueriesContext(connection) as asked:
            Client().get(path)
        assert len(asked) <= MOST_QUERIES, (path, len(asked))
