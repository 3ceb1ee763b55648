"""What the API answers: the pages' own values, to everybody what is released to them, and failures in one shape."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from kept.api import operations
from kept.api.failures import KINDS
from tests.accounts import account, browser_of
from tests.api.conftest import PUBLIC, Keyed, Program
from tests.worlds import tell, world

pytestmark = pytest.mark.django_db

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "api"
WORLD = """
    2024-02-14 GB leads drone
    2024-02-14 NL joins drone
    2024-02-15 NO pledges 2000 fpv-drone to UA in drone as c-open by 2024-12-31 told 2024-02-15
    2024-02-16 LV pledges 77777 fpv-drone to UA in drone as c-owner told 2024-02-16 released owner:LV
    2024-02-16 NO pledges 66666 fpv-drone to UA in drone as c-drone told 2024-02-16 released coalition:drone
    2024-03-01 c-open moves 500 from pledged to dispatched
    2024-04-01 NO asserts 1500 fpv-drone dispatched to UA in drone
    2024-01-01 drone-coalition aims 1000000 drone pledged in drone by 2024-12-31 as g-1
    2024-05-26 drone counts 17
    2024-05-27 drone meets 4 Riga
"""
DAY = "as_of=2024-06-30"
LISTS = (
    "/goals",
    "/goals/g-1/pledged",
    "/coalitions",
    "/promises",
    "/parties",
    "/items",
    "/documents",
    "/meetings",
    "/findings",
    "/balance",
    "/search?q=drone",
)
ONES = ("/summary", "/goals/g-1", "/coalitions/drone", "/promises/c-open", "/parties/NO", "/items/drone")
MOST_QUERIES = 30


def failed(answer: Any, status: int) -> str:
    """The code of a failure, which has its one shape."""
    assert answer.status_code == status, answer.content[:300]
    assert answer.headers["Content-Type"].startswith("application/json")
    told = answer.json()
    assert list(told) == ["error"]
    assert list(told["error"]) == ["code", "message", "hint"]
    assert all(isinstance(text, str) and text for text in told["error"].values())
    return str(told["error"]["code"])


def test_every_list_is_a_page_of_rows() -> None:
    world(WORLD)
    for address in LISTS:
        told = PUBLIC.json(address)
        assert {"items", "page", "pages", "total", "as_of"} <= set(told), address
        assert told["total"] >= len(told["items"]) > 0, address


def test_every_row_with_an_id_leads_to_its_record() -> None:
    world(WORLD)
    for address in ("/goals", "/coalitions", "/promises", "/parties", "/items", "/documents", "/meetings"):
        for row in PUBLIC.json(address)["items"]:
            assert isinstance(PUBLIC.json(f"{address}/{row['id']}"), dict)


@pytest.mark.parametrize("name", ["goal", "promises", "balance"])
def test_an_answer_is_what_its_golden_file_holds(name: str, pytestconfig: pytest.Config) -> None:
    world(WORLD)
    address = {
        "goal": f"/goals/g-1?{DAY}",
        "promises": f"/promises?{DAY}&coalition=drone&sort=donor",
        "balance": f"/balance?{DAY}&by=item,stage&item=drone&at_least=true",
    }[name]
    told = json.dumps(PUBLIC.json(address), indent=2, ensure_ascii=False) + "\n"
    path = GOLDEN / f"{name}.json"
    if pytestconfig.getoption("rewrite_golden"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(told, encoding="utf-8")
    assert told == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "sees"),
    [
        ("office", {"c-open", "c-owner", "c-drone"}),
        ("auditor", {"c-open", "c-owner", "c-drone"}),
        ("donor", {"c-open", "c-drone"}),
        ("other donor", {"c-open", "c-owner"}),
        ("member", {"c-open", "c-drone"}),
        ("reader", {"c-open"}),
        ("", {"c-open"}),
    ],
)
def test_everybody_reads_what_is_released_to_them(name: str, sees: set[str], program_of: Keyed) -> None:
    world(WORLD)
    program = program_of(name) if name else Program()
    assert {row["id"] for row in program.json("/promises")["items"]} == sees
    everything = "".join(program.ask(address).content.decode() for address in (*LISTS, *ONES, "/search?q=c-"))
    for code, much in (("c-owner", "77,777"), ("c-drone", "66,666")):
        answer = program.ask(f"/promises/{code}")
        if code in sees:
            assert answer.status_code == 200
        else:
            assert answer.content == program.ask("/promises/never-there").content
            assert failed(answer, 404) == "not-there"
            assert much not in everything
            assert much.replace(",", "") not in re.sub(r'"(text|quote|words|place)": "[^"]*"', "", everything)


def test_the_same_questions_about_a_day_and_a_moment_as_on_pages() -> None:
    made = world("recorded 2024-06-01T10:00 \n 2024-03-01 NO pledges 300 drone as c-1 told 2024-03-01")
    tell(made, "recorded 2024-07-01T10:00 \n 2024-03-02 LV pledges 70 drone as c-2 told 2024-03-02")

    def codes(query: str) -> set[str]:
        return {row["id"] for row in PUBLIC.json(f"/promises?{query}")["items"]}

    assert codes("") == {"c-1", "c-2"}
    assert codes("as_of=2024-03-01") == {"c-1"}
    assert codes("known_by=2024-06-02") == {"c-1"}
    assert codes("as_of=2024-02-29") == set()
    assert PUBLIC.json("/promises?as_of=2024-03-01")["as_of"] == "2024-03-01"


def test_lists_filter_sort_and_page() -> None:
    world("\n".join(f"2024-03-01 NO pledges {n + 1} drone to UA in drone as c{n:02}" for n in range(60)))
    first = PUBLIC.json("/promises?sort=announced")
    second = PUBLIC.json("/promises?sort=announced&page=2")
    assert (first["page"], first["pages"], first["total"], len(first["items"])) == (1, 2, 60, 50)
    assert len({row["id"] for row in (*first["items"], *second["items"])}) == 60
    assert PUBLIC.json("/promises?page=99999999999999999999")["page"] == 2
    assert PUBLIC.json("/promises?coalition=shells")["total"] == 0
    assert PUBLIC.json("/promises?donor=NO&item=drone&q=c07")["total"] == 1
    told = [row["id"] for row in PUBLIC.json("/parties?sort=-slug")["items"]]
    assert told == sorted(told, key=str.casefold, reverse=True)


@pytest.mark.parametrize(
    "query",
    [
        "as_of=tomorrow",
        "as_of=0000-01-01",
        "as_of=9999-12-31",
        "known_by=2024-01-01T25:00",
        "as_of=%00",
        "q=%00",
        "page=-1",
        "page=x",
        "page=",
        "sort=%00",
        "sort=nothing",
        "donr=NO",
        "%00=1",
        "as_of=" + "9" * 10_000,
        "as_of=%3Cscript%3E",
        "%F0%9F%98%80=1",
    ],
)
def test_nonsense_is_refused_in_one_shape(query: str) -> None:
    world(WORLD)
    answer = PUBLIC.ask(f"/promises?{query}")
    assert failed(answer, 400) == "bad-parameter"
    assert len(answer.content) < 700


@pytest.mark.parametrize(
    "address",
    [
        "/promises?coalition=%27%3B--&item=%3Cscript%3E&donor=%25",
        "/goals?q=" + "x" * 10_000,
        "/documents?sort=name",
        "/findings?severity=none&code=%F0%9F%98%80",
        "/search?q=%E2%80%AE%D7%A9",
        "/search",
        "/balance?donor=%27,,",
    ],
)
def test_odd_words_find_nothing_and_break_nothing(address: str) -> None:
    world(WORLD)
    assert "items" in PUBLIC.json(address)


@pytest.mark.parametrize(
    "address",
    [
        "/goals/none",
        "/goals/g-1/lost",
        "/goals/g-1/nonsense",
        "/documents/0000",
        "/documents/" + "0" * 64,
        "/nothing",
        "/parties/%27",
        "/items/..%2f",
        "/meetings/x",
        "/coalitions/%00",
        "/goals/",
        "/",
    ],
)
def test_what_is_not_there_is_one_answer(address: str) -> None:
    world(WORLD)
    assert failed(PUBLIC.ask(address), 404) == "not-there"


def test_balances_refuse_what_is_no_dimension_and_page_the_rest() -> None:
    world(WORLD)
    assert failed(PUBLIC.ask("/balance?by=colour"), 400) == "bad-parameter"
    assert failed(PUBLIC.ask("/balance?at_least=perhaps"), 400) == "bad-parameter"
    (row,) = PUBLIC.json("/balance?by=donor&donor=NO&item=drone")["items"]
    assert (row["donor"], row["low"], row["unit"]) == ("NO", 2000, "piece")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_the_api_only_reads(method: str) -> None:
    for address in ("", "/goals", "/nothing", "/openapi.json"):
        answer = PUBLIC.ask(address, method)
        assert failed(answer, 405) == "bad-method"
        assert answer.headers["Allow"] == "GET, HEAD"


def test_a_question_for_the_head_has_no_body() -> None:
    answer = PUBLIC.ask("/goals", "HEAD")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["ETag"]


@pytest.mark.parametrize("header", ["Bearer", "Bearer nothing", "Bearer kept_nothing", "Basic b2ZmaWNlOng=", "x"])
def test_a_key_that_does_not_stand_is_refused_and_told_apart_from_none(header: str) -> None:
    answer = PUBLIC.ask("/goals", Authorization=header)
    assert failed(answer, 401) == "bad-key"
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_sign_in_of_the_pages_opens_nothing_here() -> None:
    world(WORLD)
    answer = browser_of(account("office")).get("/api/v1/promises")
    assert {row["id"] for row in answer.json()["items"]} == {"c-open"}


def test_an_answer_that_still_holds_is_not_sent_again(program_of: Keyed) -> None:
    made = world(WORLD)
    answer = PUBLIC.ask("/promises")
    tag = answer.headers["ETag"]
    assert re.fullmatch(r'"[0-9a-f]{40}"', tag)
    for told in (tag, f'"other", W/{tag}'):
        again = PUBLIC.ask("/promises", **{"If-None-Match": told})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    assert PUBLIC.ask("/promises?sort=donor", **{"If-None-Match": tag}).status_code == 200
    assert PUBLIC.ask("/promises", **{"If-None-Match": "*"}).status_code == 200
    assert PUBLIC.ask("/promises/never", **{"If-None-Match": tag}).status_code == 404
    assert program_of("donor").ask("/promises", **{"If-None-Match": tag}).status_code == 200
    assert program_of("reader").ask("/promises", **{"If-None-Match": tag}).status_code == 304
    tell(made, "2024-03-05 DK pledges 5 drone as c-new told 2024-03-05")
    assert PUBLIC.ask("/promises", **{"If-None-Match": tag}).status_code == 200


def test_caches_keep_the_answers_to_different_keys_apart(program_of: Keyed) -> None:
    assert PUBLIC.ask("/goals").headers["Cache-Control"] == "no-cache"
    answer = program_of("office").ask("/goals")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "Authorization" in answer.headers["Vary"]


def test_who_asks_too_often_waits_and_others_do_not(settings: Settings, program_of: Keyed) -> None:
    settings.API_LIMITS = {"key": (2, 0.01), "address": (3, 0.01)}
    program, other = program_of("donor"), program_of("office")
    assert [program.ask("/goals").status_code for _ in range(3)] == [200, 200, 429]
    assert [PUBLIC.ask("/goals").status_code for _ in range(3)] == [200, 200, 200]
    answer = PUBLIC.ask("/goals")
    assert failed(answer, 429) == "too-many"
    assert 0 < int(answer.headers["Retry-After"]) <= 100
    assert other.ask("/goals").status_code == 200
    # Guesses of keys are counted under the address they come from.
    assert failed(PUBLIC.ask("/goals", Authorization="Bearer kept_guess"), 429) == "too-many"


def test_a_fault_of_the_program_is_told_in_the_same_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_given: object) -> None:
        raise RuntimeError("secret inside")

    monkeypatch.setattr(operations, "goal_page", break_down)
    answer = PUBLIC.ask("/goals/g-1")
    assert failed(answer, 500) == "failed"
    assert b"secret" not in answer.content
    monkeypatch.setattr("kept.api.answering.heads", break_down)
    answer = Client(raise_request_exception=False).get("/api/v1/goals")
    assert failed(answer, 500) == "failed"


def test_a_movement_tells_its_quantity_as_numbers_beside_the_words() -> None:
    world("2024-02-15 NO pledges 90..100 drone as c-1")
    (moved,) = PUBLIC.json("/promises/c-1")["movements"]
    assert moved["amount"] == {"low": 90, "high": 100, "unit": "piece"}
    assert "90" in moved["what"]


def test_a_document_is_answered_with_its_text_and_claims() -> None:
    world(WORLD)
    (row,) = PUBLIC.json("/documents")["items"]
    told = PUBLIC.json(f"/documents/{row['id']}")
    assert "NO pledges 2000 fpv-drone" in "".join(one["text"] for one in told["segments"])
    assert {"number", "kind", "quote", "verdict", "effects"} <= set(told["claims"][0])


def test_no_question_asks_the_store_more_than_a_fixed_number_of_times(program_of: Keyed) -> None:
    world(WORLD)
    program = program_of("member")
    for address in (*LISTS, *ONES):
        program.json(address)
        with CaptureQueriesContext(connection) as asked:
            program.json(address)
        assert len(asked) <= MOST_QUERIES, (address, len(asked))


def test_the_codes_of_failures_are_stable() -> None:
    assert sorted(KINDS) == [
        "bad-key",
        "bad-method",
        "bad-parameter",
        "bad-request",
        "failed",
        "not-allowed",
        "not-there",
        "too-many",
        "unusable",
    ]
