"""Deeds by form: who may, what each does to the ledger, and that no form does anything twice or over another's work."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from kept.access import door
from kept.evidence.models import Claim, Document, Review
from kept.ledger.models import Commitment, Movement
from kept.outlook.actions import accept, claim_by_id
from kept.vocabulary.quantity import between, exactly
from tests.accounts import ACCOUNTS, PASSWORD, QUICK_HASH, account, browser_of
from tests.outlook.test_actions import AGAIN, waiting
from tests.worlds import OFFICE, World, world

pytestmark = pytest.mark.django_db

WORLD = """
    2024-02-15 NO pledges 2000 drone to UA in drone as c-1
    2024-03-01 c-1 moves 500 from pledged to contracted
"""
MAY_RECORD = ("administrator", "office", "analyst")
HOSTILE = "<script>alert(1)</script> \"'& \u202eevil"
MOVE = {
    "start": "pledged",
    "end": "dispatched",
    "quantity.low": "1,000",
    "quantity.high": "1,200",
    "unit": "piece",
    "when": "2024-04",
    "words": "a thousand are on the road",
    "address": "https://example.org/road",
}
ENTRY = {
    "donor": "LV, NO",
    "recipient": "UA",
    "item": "drone",
    "quantity.low": "300",
    "quantity.high": "300",
    "stage": "pledged",
    "announced": "2024-05-01",
    "coalition": "drone",
    "words": "we give three hundred",
    "address": "a letter of 1 May",
}


@pytest.fixture(autouse=True)
def quick_hash(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = QUICK_HASH


@pytest.fixture
def told() -> World:
    return world(WORLD)


@pytest.fixture
def analyst(told: World) -> Client:
    return browser_of(account("analyst"))


def text_of(browser: Client, address: str, form: dict[str, str] | None = None) -> tuple[int, str]:
    answer = browser.get(address) if form is None else browser.post(address, form)
    return answer.status_code, answer.content.decode()


def own(page: str) -> dict[str, str]:
    """The state and the token that a page's form carries."""
    return {name: found[1] for name in ("seen", "token") if (found := re.search(f'name="{name}" value="(.*?)"', page))}


def opened(browser: Client, address: str, form: dict[str, str] | None = None) -> dict[str, str]:
    return {**(form or {}), **own(text_of(browser, address)[1])}


def confirm(browser: Client, address: str, form: dict[str, str]) -> int:
    return text_of(browser, address, {**form, "step": "confirm"})[0]


def rows() -> tuple[int, ...]:
    return tuple(door.rows(model, OFFICE).count() for model in (Document, Claim, Review, Commitment, Movement))


# --- who may ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*ACCOUNTS, "public"])
def test_only_who_may_record_meets_a_deed(told: World, name: str) -> None:
    claim = waiting(told, AGAIN)
    before = rows()
    browser = Client() if name == "public" else browser_of(account(name))
    for address in ("/enter", "/promises/c-1/move-on", "/promises/c-1/take-back/1", f"/claims/{claim.id}/accept"):
        for form in (None, {"step": "preview"}):
            status, page = text_of(browser, address, form)
            assert (status == 403) is (name not in MAY_RECORD), address
            assert ('name="password"' in page) is (name == "public")
    assert rows() == before
    page = text_of(browser, "/promises/c-1")[1]
    assert ("/promises/c-1/move-on" in page, "/take-back/2" in page) == ((name in MAY_RECORD),) * 2
    sha256 = door.rows(Document, OFFICE).get(id=claim.document_id).sha256
    assert (f"/claims/{claim.id}/accept" in text_of(browser, f"/documents/{sha256}")[1]) is (name in MAY_RECORD)


@pytest.mark.parametrize(
    "address",
    [
        "/claims/999/accept",
        "/claims/1/praise",
        f"/claims/{'9' * 30}/edit",
        "/promises/none/move-on",
        "/promises/c-1/take-back/999",
        f"/promises/c-1/take-back/{'9' * 30}",
    ],
)
def test_what_is_not_there_is_not_there(analyst: Client, address: str) -> None:
    assert text_of(analyst, address)[0] == 404
    assert text_of(analyst, address, {"step": "confirm"})[0] == 404


# --- judging ----------------------------------------------------------------------------------------------------------


def test_a_claim_is_accepted_after_its_effect_was_shown(told: World, analyst: Client) -> None:
    claim = waiting(told, AGAIN)
    address, before = f"/claims/{claim.id}/accept", rows()
    status, page = text_of(analyst, address)
    assert (status, "1,500" in page, "3,500" in page) == (200, True, True)
    assert rows() == before
    form = own(page)
    assert [confirm(analyst, address, form) for _ in range(2)] == [302, 302]
    assert told.line("pledged").itemised == exactly(4000)
    assert [review.recorded_by for review in door.rows(Review, OFFICE).filter(claim=claim.id)] == ["analyst"]


def test_a_rejection_needs_a_reason_and_is_stored_once(told: World, analyst: Client) -> None:
    claim = waiting(told, AGAIN)
    address = f"/claims/{claim.id}/reject"
    form = opened(analyst, address)
    assert confirm(analyst, address, {**form, "reason": ""}) == 400
    form = {**form, "reason": HOSTILE}
    assert text_of(analyst, address, {**form, "step": "preview"})[0] == 200
    assert [confirm(analyst, address, form) for _ in range(2)] == [302, 302]
    assert [r.reason for r in door.rows(Review, OFFICE).filter(claim=claim.id)] == [HOSTILE]
    sha256 = door.rows(Document, OFFICE).get(id=claim.document_id).sha256
    assert "<script>alert" not in text_of(analyst, f"/documents/{sha256}")[1]
    assert told.line("pledged").itemised == exactly(2000)


def test_an_edited_claim_takes_effect_as_edited(told: World, analyst: Client) -> None:
    claim = waiting(told, AGAIN)
    address = f"/claims/{claim.id}/edit"
    page = text_of(analyst, address)[1]
    assert 'name="quantity.low" value="2000"' in page
    form = {"donor": "NO", "item": "drone", "stage": "pledged", "mode": "increment", "date": "2024-02-16", **own(page)}
    bad = {**form, "quantity.low": "many", "step": "preview"}
    status, page = text_of(analyst, address, bad)
    assert (status, 'value="many"' in page, 'id="p-quantity.low"' in page) == (400, True, True)
    form |= {"quantity.low": "200", "quantity.high": "200", "reason": "a slip of scale"}
    assert "200" in text_of(analyst, address, {**form, "step": "preview"})[1]
    assert [confirm(analyst, address, form) for _ in range(2)] == [302, 302]
    assert told.line("pledged").itemised == exactly(2200)
    assert [r.verdict for r in door.rows(Review, OFFICE).filter(claim=claim.id)] == ["edited"]
    assert claim_by_id(claim.id, told.stamp).body == claim.body


def test_a_claim_that_another_judged_meanwhile_shows_both_versions(told: World, analyst: Client) -> None:
    claim = waiting(told, AGAIN)
    address = f"/claims/{claim.id}/reject"
    form = opened(analyst, address, {"reason": "my own view"})
    accept([claim], told.stamp, reason="the office's view")
    before = rows()
    for step in ("preview", "confirm"):
        status, page = text_of(analyst, address, {**form, "step": step})
        assert status == 409
        assert "my own view" in page
        assert "the office&#39;s view" in page
    assert rows() == before


# --- movements --------------------------------------------------------------------------------------------------------


def test_a_movement_is_taken_back_once_and_both_rows_stay(told: World, analyst: Client) -> None:
    address = "/promises/c-1/take-back/2"
    status, page = text_of(analyst, address)
    assert (status, "contracted" in page) == (200, True)
    assert door.rows(Movement, OFFICE).count() == 2
    form = own(page)
    assert [confirm(analyst, address, form) for _ in range(2)] == [302, 302]
    assert door.rows(Movement, OFFICE).count() == 3
    assert told.line("contracted").itemised == exactly(0)
    history = text_of(analyst, "/promises/c-1")[1]
    assert "takes back 2" in history
    assert "taken back by 3" in history


def test_a_record_moves_on_with_the_words_behind_it(told: World, analyst: Client) -> None:
    address = "/promises/c-1/move-on"
    form = opened(analyst, address, MOVE)
    before = rows()
    status, page = text_of(analyst, address, {**form, "step": "preview"})
    assert (status, "1,000 to 1,200" in page) == (200, True)
    assert rows() == before
    assert [confirm(analyst, address, form) for _ in range(2)] == [302, 302]
    assert told.line("dispatched").itemised == between(1000, 1200)
    assert door.rows(Movement, OFFICE).count() == 3
    page = text_of(analyst, "/promises/c-1")[1]
    assert "a thousand are on the road" in page
    assert "entered by analyst" in page


@pytest.mark.parametrize("end", ["committed", "accepted", "withdrawn"])
def test_a_record_moves_to_every_kind_of_stage(told: World, analyst: Client, end: str) -> None:
    form = opened(analyst, "/promises/c-1/move-on", {**MOVE, "end": end})
    assert confirm(analyst, "/promises/c-1/move-on", form) == 302
    last = door.rows(Movement, OFFICE).last()
    assert last is not None
    assert (last.to_stage, last.recorded_by) == (end, "analyst")


@pytest.mark.parametrize(
    ("changed", "beside"),
    [
        ({"quantity.low": "-5"}, "quantity.low"),
        ({"quantity.low": "9" * 40}, "quantity.low"),
        ({"quantity.high": "3"}, "quantity.high"),
        ({"quantity.low": "", "quantity.high": ""}, "quantity.low"),
        ({"when": "2024-02-31"}, "when"),
        ({"when": ""}, "when"),
        ({"end": "pledged"}, "end"),
        ({"end": "moon"}, "end"),
        ({"unit": "EUR"}, "unit"),
        ({"words": ""}, "words"),
        ({"address": ""}, "address"),
    ],
)
def test_a_bad_value_is_told_beside_its_field(analyst: Client, changed: dict[str, str], beside: str) -> None:
    form = opened(analyst, "/promises/c-1/move-on", {**MOVE, **changed})
    before = rows()
    for step in ("preview", "confirm"):
        status, page = text_of(analyst, "/promises/c-1/move-on", {**form, "step": step})
        assert (status, f'id="p-{beside}"' in page) == (400, True)
        assert "2024-0" in page or "when" in changed
    assert rows() == before


def test_no_more_leaves_a_stage_than_stands_there(analyst: Client) -> None:
    form = opened(analyst, "/promises/c-1/move-on", {**MOVE, "quantity.low": "1501", "quantity.high": "1600"})
    before = rows()
    status, page = text_of(analyst, "/promises/c-1/move-on", {**form, "step": "confirm"})
    assert (status, 'role="alert"' in page, 'value="1501"' in page) == (400, True, True)
    assert rows() == before


def test_of_two_who_move_one_record_the_second_sees_both(told: World, analyst: Client) -> None:
    address = "/promises/c-1/move-on"
    office = browser_of(account("office"))
    first, second = (opened(browser, address, MOVE) for browser in (office, analyst))
    assert confirm(office, address, first) == 302
    before = rows()
    status, page = text_of(analyst, address, {**second, "words": "my words", "step": "confirm"})
    assert (status, "my words" in page, "(office)" in page) == (409, True, True)
    assert rows() == before
    again = {**second, **own(page), "quantity.low": "100", "quantity.high": "100"}
    assert confirm(analyst, address, again) == 302


# --- entering ---------------------------------------------------------------------------------------------------------


def test_a_commitment_is_entered_once(told: World, analyst: Client) -> None:
    form = opened(analyst, "/enter", ENTRY)
    before = rows()
    assert "300" in text_of(analyst, "/enter", {**form, "step": "preview"})[1]
    assert rows() == before
    answers = [analyst.post("/enter", {**form, "step": "confirm"}) for _ in range(2)]
    assert {answer.headers["Location"] for answer in answers} == {f"/promises/hand-{form['token']}"}
    assert told.line("pledged").itemised == exactly(2300)
    page = text_of(analyst, answers[0].headers["Location"])[1]
    assert "we give three hundred" in page
    assert "entered by analyst" in page


def test_hostile_words_are_words(analyst: Client) -> None:
    form = opened(analyst, "/enter", {**ENTRY, "words": HOSTILE + "\0", "address": "javascript:alert(1)"})
    for step in ("preview", "form", "confirm"):
        page = text_of(analyst, "/enter", {**form, "step": step})[1]
        assert "<script>alert" not in page
    page = text_of(analyst, f"/promises/hand-{form['token']}")[1]
    assert html.escape("<script>alert(1)</script>") in page
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


@pytest.mark.parametrize(
    ("changed", "beside"),
    [
        ({"donor": "ZZ"}, "donor"),
        ({"donor": ""}, "donor"),
        ({"item": "unicorn"}, "item"),
        ({"recipient": "ZZ"}, "recipient"),
        ({"coalition": "ZZ"}, "coalition"),
        ({"quantity.low": "", "quantity.high": ""}, "quantity.low"),
        ({"amount.low": "5", "amount.currency": "euro"}, "amount.currency"),
        ({"announced": "soon"}, "announced"),
        ({"words": " "}, "words"),
    ],
)
def test_an_entry_that_cannot_be_read_stores_nothing(analyst: Client, changed: dict[str, str], beside: str) -> None:
    form = opened(analyst, "/enter", {**ENTRY, **changed})
    before = rows()
    status, page = text_of(analyst, "/enter", {**form, "step": "confirm"})
    assert (status, f'id="p-{beside}"' in page) == (400, True)
    assert rows() == before


# --- an expired sign-in -----------------------------------------------------------------------------------------------


def test_a_sign_in_that_runs_out_in_mid_form_loses_nothing_typed(told: World, analyst: Client) -> None:
    address = "/promises/c-1/move-on"
    form = opened(analyst, address, {**MOVE, "words": f"two lines\nof {HOSTILE}", "step": "preview"})
    analyst.logout()
    before = rows()
    status, page = text_of(analyst, address, form)
    assert status == 403
    kept = dict(re.findall(r'name="(typed\.[^"]+)" value="([^"]*)"', page))
    kept = {name: html.unescape(value) for name, value in kept.items()}
    wrong = {"name": "analyst", "password": "wrong", "next": address, **kept}
    status, page = text_of(analyst, "/sign-in", wrong)
    assert (status, page.count('name="typed.')) == (403, len(kept))
    answer = analyst.post("/sign-in", {**wrong, "password": PASSWORD})
    assert answer.headers["Location"] == address
    page = text_of(analyst, address)[1]
    assert own(page) == {name: form[name] for name in ("seen", "token")}
    assert html.escape("two lines\nof <script>") in page
    assert 'value="1,000"' in page
    assert rows() == before
    assert 'value="1,000"' not in text_of(analyst, address)[1]


def test_a_form_without_its_proof_is_not_taken(told: World) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(account("office"))
    before = rows()
    assert confirm(browser, "/enter", ENTRY) == 403
    assert rows() == before
