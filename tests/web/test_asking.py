"""What an address asks: day and moment are read strictly, told in words, carried on, and asked by the right actor."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from kept.access.actors import PUBLIC, Actor, Role
from kept.access.asking import BadAddress
from kept.access.people import User
from kept.errors import (
    KeptError,
    Misuse,
    NotAllowed,
    NothingOverwritten,
    StoreUnusable,
    UnknownRecord,
)
from kept.web import asking
from kept.web.asking import Asked, actor_of, asked, page
from tests.accounts import QUICK_HASH, account, browser_of
from tests.worlds import world

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def quick_hash(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = QUICK_HASH


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_today", lambda: TODAY)


def request(address: str = "/", user: User | None = None, **query: str) -> HttpRequest:
    made: HttpRequest = RequestFactory().get(address, query)
    made.user = user or AnonymousUser()
    return made


def told(**query: str) -> Asked:
    made: HttpRequest = RequestFactory().get("/goals", query)
    return asked(made)


def test_an_address_without_parameters_asks_about_today_with_all_that_is_known() -> None:
    found = told()
    assert (found.as_of, found.view.recorded_by, found.known_by, found.is_today) == (TODAY, None, "", True)
    assert found.words == "as of 21 November 2026"
    assert told(as_of="", known_by=" ").is_today
    assert told(as_of="2026-11-21").is_today


def test_a_day_and_a_moment_are_read_and_told_in_words() -> None:
    found = told(as_of="2024-02-29", known_by="2024-03-03T12:00+02:00")
    assert (found.as_of, found.is_today) == (date(2024, 2, 29), False)
    assert found.view.recorded_by == datetime(2024, 3, 3, 10, tzinfo=UTC)
    assert found.words == "as of 29 February 2024, as known by 3 March 2024 at 10:00 UTC"
    assert not told(known_by="2026-11-20").is_today


@pytest.mark.parametrize(
    ("text", "moment", "words"),
    [
        ("2024-03-03", datetime.combine(date(2024, 3, 3), time.max, UTC), "3 March 2024"),
        ("2024-03-03T12:00", datetime(2024, 3, 3, 12, tzinfo=UTC), "3 March 2024 at 12:00 UTC"),
        ("2024-03-03T12:00:30Z", datetime(2024, 3, 3, 12, 0, 30, tzinfo=UTC), "3 March 2024 at 12:00 UTC"),
    ],
)
def test_known_by_is_a_moment_or_the_end_of_a_day(text: str, moment: datetime, words: str) -> None:
    found = told(known_by=text)
    assert found.view.recorded_by == moment
    assert found.words == f"as of 21 November 2026, as known by {words}"


NO_DAY = [
    "tomorrow",
    "2024",
    "2024-02",
    "2024-02-30",
    "20240229",
    "2024-W09-4",
    "0000-01-01",
    "0001-01-01",
    "1899-12-31",
    "9999-12-31",
    "10000-01-01",
    "-2024-01-01",
    "２０２４-01-01",
    "2024-01-01\0",
    "<b>2024-01-01</b>",
    "\u202e2024-01-01",
    "2024-01-01' OR 1=1",
    "9" * 10_000,
]
NO_MOMENT = [text for text in NO_DAY if text != "2024-02-30"] + [
    "2024-01-01T25:00",
    "2024-01-01T12:00+99:00",
    "2024-01-01T12",
    "9999-12-31T23:59:59-23:59",
    "0001-01-01T00:00+23:59",
    "2024-01-01T12:00 02:00",
]


@pytest.mark.parametrize(("name", "text"), [*(("as_of", t) for t in NO_DAY), *(("known_by", t) for t in NO_MOMENT)])
def test_nonsense_is_refused_in_a_designed_message(name: str, text: str) -> None:
    with pytest.raises(BadAddress) as error:
        told(**{name: text})
    assert name in str(error.value)
    assert len(str(error.value)) < 250
    answer = Client().get("/", {name: text})
    shown = answer.content.decode()
    assert answer.status_code == 400
    assert "An address that cannot be read" in shown
    assert "<b>2024" not in shown
    assert "Traceback" not in shown


def test_links_keep_the_day_and_the_moment() -> None:
    found = told(as_of="2024-02-29", known_by="2024-03-03T12:00+02:00", sort="name")
    kept = "as_of=2024-02-29&known_by=2024-03-03T12%3A00%2B02%3A00"
    assert found.link("/goals/g-1") == f"/goals/g-1?{kept}"
    assert found.link("/goals?page=2#table", sort="due") == f"/goals?{kept}&page=2&sort=due#table"
    assert found.link("/goals", known_by=None) == "/goals?as_of=2024-02-29"
    assert found.link("/goals", as_of=date(2024, 1, 1), known_by="") == "/goals?as_of=2024-01-01"
    assert told().link("/goals") == "/goals"
    assert told().link("/search", q='a&b="c"') == "/search?q=a%26b%3D%22c%22"


def test_the_same_page_keeps_every_other_parameter() -> None:
    found = told(as_of="2024-02-29", sort="name", page="3")
    assert found.here(sort="due", page=None) == "/goals?as_of=2024-02-29&sort=due"
    assert dict(found.query) == {"as_of": "2024-02-29"}


def test_who_has_not_signed_in_asks_as_the_public() -> None:
    assert actor_of(request()) == PUBLIC
    assert actor_of(HttpRequest()) == PUBLIC


def test_a_person_asks_in_the_own_role_for_the_own_party_and_its_coalitions_of_today() -> None:
    world("2024-02-01 NL joins drone \n 2027-02-01 NL joins shells")
    found = actor_of(request(user=account("member")))
    assert found == Actor("member", Role.DONOR, party="NL", coalitions=frozenset({"drone"}))
    # Whatever day the page is about: what somebody may see is decided by today's memberships.
    assert asked(request(user=User.objects.get(), as_of="2028-01-01")).actor.coalitions == {"drone"}


def test_a_person_with_a_temporary_password_asks_as_the_public() -> None:
    assert actor_of(request(user=account("office", temporary=True))) == PUBLIC


def test_a_header_of_the_browser_makes_nobody_somebody() -> None:
    made = RequestFactory().get("/", headers={"kept.actor": "office", "kept-actor": "office"})
    assert actor_of(made) == PUBLIC


CLOSED = "2024-03-01 DK pledges 4321 shell to UA in drone as c-closed told 2024-03-01 released"


@pytest.mark.parametrize(
    ("name", "sees"),
    [
        ("office", {"coalition:drone", "parties:,NL,", "owner:LV"}),
        ("auditor", {"coalition:drone", "parties:,NL,", "owner:LV"}),
        ("administrator", {"coalition:drone", "parties:,NL,", "owner:LV"}),
        ("member", {"coalition:drone", "parties:,NL,"}),
        ("other donor", {"owner:LV"}),
        ("donor", set()),
        ("analyst", set()),
        ("reader", set()),
    ],
)
def test_the_home_page_shows_what_is_released_to_the_one_who_asks(name: str, sees: set[str]) -> None:
    browser = browser_of(account(name))
    for mark in ("coalition:drone", "parties:,NL,", "owner:LV"):
        with_one(browser, mark, mark in sees)


def with_one(browser: Client, mark: str, is_seen: bool) -> None:
    from django.db import transaction

    savepoint = transaction.savepoint()
    world(f"2024-01-01 NL joins drone \n 2024-01-01 NO pledges 1 drone told 2024-01-01 \n {CLOSED} {mark}")
    assert ("4,321" in browser.get("/").content.decode()) is is_seen, mark
    assert "4,321" not in Client().get("/").content.decode()
    transaction.savepoint_rollback(savepoint)


def test_the_home_page_is_of_the_day_and_the_knowledge_asked_for() -> None:
    world("""
        recorded 2024-06-01T10:00
        2024-03-01 NO pledges 300 drone told 2024-03-01
        recorded 2024-07-01T10:00
        2024-03-02 LV pledges 70 drone told 2024-03-02
    """)

    def shown(**query: str) -> str:
        return Client().get("/", query).content.decode()

    assert "As of 1 March 2024" in shown(as_of="2024-03-01")
    assert "Norway" not in shown(as_of="2024-02-29")
    assert "Norway" in shown(as_of="2024-03-01")


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (BadAddress("what is this"), 400),
        (Misuse("makes no sense"), 400),
        (UnknownRecord("goal", "g-1"), 404),
        (NotAllowed("reader", "do this"), 403),
        (NothingOverwritten("Goal"), 409),
        (StoreUnusable("locked"), 503),
    ],
)
def test_what_a_room_refuses_becomes_a_page(error: KeptError, status: int) -> None:
    @page
    def view(_request: HttpRequest, _asked: Asked, _code: str) -> HttpResponse:
        raise error

    answer = view(request(), "g-1")
    assert answer.status_code == status
    assert "<h1" in answer.content.decode()


def test_what_is_not_there_and_what_was_never_an_address_are_one_answer() -> None:
    @page
    def view(_request: HttpRequest, _asked: Asked) -> HttpResponse:
        raise UnknownRecord("goal", "g-secret")

    never = Client().get("/goals-of-nobody").content.decode().partition("<main")[2]
    assert view(request()).content.decode().partition("<main")[2].partition("<h1")[2] == never.partition("<h1")[2]


def test_a_null_character_is_answered_before_any_database_is_asked() -> None:
    @page
    def view(_request: HttpRequest, _asked: Asked) -> HttpResponse:
        raise AssertionError("asked")

    assert view(request("/goals/\0")).status_code == 404
    assert view(request("/goals", q="a\0b")).status_code == 400


def test_a_view_gets_what_is_asked_and_its_own_arguments() -> None:
    @page
    def view(_request: HttpRequest, asked: Asked, code: str) -> HttpResponse:
        return HttpResponse(f"{code} {asked.words}")

    assert view(request(as_of="2024-02-29"), code="g-1").content == b"g-1 as of 29 February 2024"
