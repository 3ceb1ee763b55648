"""The pages of records and tables: every figure leads to its words, and nobody meets what is not released to them."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kept.evidence.actions import NewDocument, keep_document
from kept.publishing.pages.document import segments
from tests.cast import STAMP
from tests.worlds import world

pytestmark = pytest.mark.django_db

WORLD = """
    2024-02-14 GB leads drone
    2024-02-15 NO pledges 2000 fpv-drone to UA in drone as c-open by 2024-12-31 told 2024-02-15
    2024-02-16 NO pledges 77777 fpv-drone to UA in drone as c-private told 2024-02-16 released owner:NO
    2024-03-01 c-open moves 500 from pledged to dispatched
    2024-04-01 NO asserts 1500 fpv-drone dispatched to UA in drone
    2024-01-01 drone-coalition aims 1000000 drone pledged in drone by 2024-12-31 as g-1
    2024-05-26 drone counts 17
"""
PATHS = (
    "/",
    "/goals",
    "/goals/g-1",
    "/goals/g-1/pledged",
    "/coalitions",
    "/coalitions/drone",
    "/promises",
    "/promises/c-open",
    "/parties/NO",
    "/items/drone",
    "/documents",
    "/meetings",
    "/findings",
    "/search?q=drone",
    "/about",
    "/help",
)
MOST_QUERIES = 25


def body(address: str, status: int = 200) -> str:
    answer = Client().get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_every_page_answers_and_says_as_of_when() -> None:
    world(WORLD)
    for path in PATHS:
        assert 'name="as_of"' in body(path), path


def test_a_figure_leads_to_its_words_in_two_steps() -> None:
    world(WORLD)
    goal = body("/goals/g-1")
    assert 'href="/goals/g-1/pledged"' in goal
    behind = body("/goals/g-1/pledged")
    (place,) = set(re.findall(r'href="(/documents/[0-9a-f]{64})#claim-\d+"', behind))
    document = body(place)
    assert "<mark>" in document
    assert 'id="claim-' in document


def test_what_is_not_released_is_on_no_page_and_in_no_export() -> None:
    world(WORLD)
    for path in (*PATHS, "/promises?format=csv", "/search?q=c-private"):
        text = body(path)
        assert "77,777" not in text, path
        assert 'href="/promises/c-private' not in text, path
    assert body("/promises/c-private", 404) == body("/promises/never-there", 404).replace("never-there", "c-private")


def test_a_page_as_of_an_earlier_day_knows_less() -> None:
    world(WORLD)
    assert "500" in body("/promises/c-open")
    earlier = body("/promises/c-open?as_of=2024-02-20")
    assert "dispatched" not in earlier
    assert "as_of=2024-02-20" in earlier


@pytest.mark.parametrize(
    "address",
    [
        "/promises?page=-1&sort=%22&coalition=%27%3B--&item=%3Cscript%3E&donor=%25",
        "/promises?page=99999999999999999999&sort=-nothing",
        "/goals?q=" + "x" * 10_000,
        "/findings?severity=none&code=%F0%9F%98%80",
        "/search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/search?q=%E2%80%AE%D7%A9",
        "/documents?sort=text",
    ],
)
def test_nonsense_in_an_address_is_answered_with_a_page(address: str) -> None:
    world(WORLD)
    assert "<script>" not in body(address)


@pytest.mark.parametrize(
    "address",
    [
        "/goals/none",
        "/goals/g-1/lost",
        "/goals/g-1/nonsense",
        "/documents/0000",
        "/documents/" + "0" * 64,
        "/parties/%27",
        "/items/..%2f",
        "/meetings/x",
        "/coalitions/%00",
    ],
)
def test_what_is_not_there_is_a_designed_answer(address: str) -> None:
    world(WORLD)
    assert "Not there" in body(address, 404)


def test_an_export_holds_every_row_and_no_formula() -> None:
    lines = "\n".join(f"2024-03-{n % 28 + 1:02} NO pledges {n + 1} drone to UA as =c{n}" for n in range(60))
    world(lines)
    rows = list(csv.reader(io.StringIO(body("/promises?format=csv"))))
    assert len(rows) == 61
    assert not [cell for row in rows for cell in row[1:] if cell.startswith("=")]
    assert Client().get("/promises?format=xlsx").content.startswith(b"PK")


def test_a_table_keeps_its_state_in_the_address() -> None:
    world("\n".join(f"2024-03-01 NO pledges {n + 1} drone to UA in drone as c{n}" for n in range(60)))
    text = body("/promises?coalition=drone&sort=donor&as_of=2024-12-31")
    (following,) = set(re.findall(r'rel="next" href="([^"]+)"', text))
    for part in ("coalition=drone", "sort=donor", "as_of=2024-12-31", "page=2"):
        assert part in following
    assert "page 2 of 2" in body(following.replace("&amp;", "&"))


def test_no_page_asks_the_store_more_than_a_fixed_number_of_times() -> None:
    world(WORLD)
    for path in ("/promises/c-open", "/coalitions", "/promises", "/documents", "/parties/NO", "/items/drone"):
        body(path)
        with CaptureQueriesContext(connection) as asked:
            body(path)
        assert len(asked) <= MOST_QUERIES, (path, len(asked))


def test_stretches_of_a_document_join_to_its_text() -> None:
    text = "Norway will give 2,000 drones. Latvia leads."
    places = [(1, 0, 30), (2, 17, 12), (3, 31, 13), (4, 40, 100)]
    found = segments(text, places)
    assert "".join(one.text for one in found) == text
    assert [one.claims for one in found if "2,000" in one.text] == [(1, 2)]


def test_words_of_a_source_never_become_markup() -> None:
    hostile = "<script>alert(1)</script> \u202e <img src=x onerror=alert(1)> 'quoted' \"twice\""
    new = NewDocument(
        name=hostile, raw=hostile.encode(), text=hostile, title=hostile, reader="rules", reader_version="1"
    )
    document = keep_document(new, STAMP)
    for address in (f"/documents/{document.sha256}", "/documents", "/search?q=script"):
        text = body(address)
        assert "<script>alert" not in text
        assert "<img src=x" not in text
