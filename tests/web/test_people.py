"""Keeping accounts on pages: administrators only, each form once, nobody changes what another has just changed."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from kept.access import people
from kept.access.people import User
from tests.accounts import ACCOUNTS, KEEPER, OTHER_PASSWORD, PASSWORD, QUICK_HASH, account, browser_of
from tests.worlds import world

pytestmark = pytest.mark.django_db

NEW = {"name": "Marta", "role": "donor", "party": "GB", "password": PASSWORD}


@pytest.fixture(autouse=True)
def quick_hash(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = QUICK_HASH


@pytest.fixture
def administrator() -> Client:
    world("")
    return browser_of(account("administrator"))


def names() -> list[str]:
    return [user.username for user in people.everybody(KEEPER)]


def test_an_administrator_adds_a_person_who_then_chooses_a_password(administrator: Client) -> None:
    answer = administrator.post("/people", NEW)
    assert answer.headers["Location"] == "/people?done=added"
    page = administrator.get("/people?done=added").content.decode()
    assert "2 accounts" in page
    assert 'role="status"' in page
    marta = people.person("Marta", KEEPER)
    assert (marta.role, marta.party, marta.must_change_password) == ("donor", "GB", True)
    signed = Client().post("/sign-in", {"name": "Marta", "password": PASSWORD})
    assert signed.headers["Location"].startswith("/password")


def test_the_form_sent_twice_adds_one_account(administrator: Client) -> None:
    assert administrator.post("/people", NEW).status_code == 302
    answer = administrator.post("/people", NEW)
    assert answer.status_code == 400
    assert "already; nothing was added" in answer.content.decode()
    assert names() == ["administrator", "Marta"]


@pytest.mark.parametrize(
    "changed",
    [{"party": ""}, {"party": "ZZ"}, {"role": "root"}, {"name": ""}, {"password": "short"}, {"name": "public"}],
)
def test_what_is_refused_is_said_and_what_was_typed_stays(administrator: Client, changed: dict[str, str]) -> None:
    answer = administrator.post("/people", {**NEW, **changed})
    page = answer.content.decode()
    assert (answer.status_code, 'role="alert"' in page) == (400, True)
    assert f'value="{changed.get("name", "Marta")}"' in page
    assert PASSWORD not in page
    assert names() == ["administrator"]


def post(browser: Client, user: User, deed: str, **fields: str) -> int:
    return browser.post(f"/people/{user.pk}", {"deed": deed, **fields}).status_code


def test_role_password_and_state_are_changed(administrator: Client) -> None:
    user = account("reader")
    for _ in range(2):
        assert post(administrator, user, "role", role="donor", party="LV", seen="reader ") == 302
    assert post(administrator, user, "password", password=OTHER_PASSWORD) == 302
    for _ in range(2):
        assert post(administrator, user, "disable") == 302
    changed = people.person("reader", KEEPER)
    assert (changed.role, changed.party, changed.is_active) == ("donor", "LV", False)
    assert changed.check_password(OTHER_PASSWORD)
    assert changed.must_change_password
    assert "This account is disabled." in administrator.get(f"/people/{user.pk}").content.decode()
    assert post(administrator, user, "enable") == 302


def test_of_two_who_change_one_account_the_second_is_told(administrator: Client) -> None:
    user = account("reader")
    assert post(administrator, user, "role", role="analyst", party="", seen="reader ") == 302
    answer = administrator.post(
        f"/people/{user.pk}", {"deed": "role", "role": "office", "party": "", "seen": "reader "}
    )
    assert answer.status_code == 400
    assert "since you opened the form" in answer.content.decode()
    assert people.person("reader", KEEPER).role == "analyst"


@pytest.mark.parametrize("deed", ["", "delete", "role"])
def test_a_form_that_makes_no_sense_changes_nothing(administrator: Client, deed: str) -> None:
    user = account("reader")
    assert post(administrator, user, deed, role="root") == 400
    assert people.person("reader", KEEPER).role == "reader"


def test_the_only_administrator_cannot_lock_everybody_out(administrator: Client) -> None:
    user = people.person("administrator", KEEPER)
    assert post(administrator, user, "disable") == 400
    assert post(administrator, user, "role", role="reader", party="", seen="administrator ") == 400
    assert administrator.get("/people").status_code == 200


@pytest.mark.parametrize("name", [name for name in ACCOUNTS if name != "administrator"] + ["stranger"])
def test_nobody_else_sees_or_changes_accounts(name: str) -> None:
    world("")
    other = account("administrator")
    browser = browser_of(account(name)) if name != "stranger" else Client()
    for address in ("/people", f"/people/{other.pk}", "/people/999999"):
        for answer in (browser.get(address), browser.post(address, {**NEW, "deed": "disable"})):
            assert answer.status_code == 403, address
            page = answer.content.decode()
            assert "/people/" not in page.partition("<main")[2]
            assert ("Sign in" in page.partition("<main")[2]) is (name == "stranger")
    assert "Marta" not in names()
    assert people.person("administrator", KEEPER).is_active


@pytest.mark.parametrize("number", ["999999", "0", "9" * 30])
def test_an_account_that_is_not_there_is_not_there(administrator: Client, number: str) -> None:
    assert administrator.get(f"/people/{number}").status_code == 404


def test_a_code_in_the_address_that_means_nothing_says_nothing(administrator: Client) -> None:
    for code in ("x", "<b>", ""):
        assert 'role="status"' not in administrator.get("/people", {"done": code}).content.decode()
