"""The cast signs in and out; guesses, foreign addresses, old forms and hostile names lead nowhere."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as django_settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from pytest_django.fixtures import Settings

from kept.access import people, tries
from kept.access.people import Account, User
from kept.web.sign_in import own_path
from tests.accounts import ACCOUNTS, KEEPER, OTHER_PASSWORD, PASSWORD, QUICK_HASH, account, browser_of
from tests.worlds import world

pytestmark = pytest.mark.django_db

SIGNED_IN = django_settings.SESSION_COOKIE_NAME
FORM = django_settings.CSRF_COOKIE_NAME
FOREIGN = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "http:evil.example",
    "javascript:alert(1)",
    "evil.example",
    "/\t/evil.example",
    "/sign-out",
    "/" + "x" * 3000,
    "",
]


@pytest.fixture(autouse=True)
def quick_hash(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = QUICK_HASH


def sign_in(browser: Client, name: str, password: str = PASSWORD, **more: str) -> HttpResponse:
    answer = browser.post("/sign-in", {"name": name, "password": password, **more})
    assert isinstance(answer, HttpResponse)
    return answer


def is_in(browser: Client) -> bool:
    return browser.get("/password").status_code == 200


def text_of(answer: HttpResponseBase) -> str:
    assert isinstance(answer, HttpResponse)
    return answer.content.decode()


@pytest.mark.parametrize("name", ACCOUNTS)
def test_everybody_of_the_cast_signs_in_and_out(name: str) -> None:
    account(name)
    browser = Client()
    assert browser.get("/sign-in").status_code == 200
    answer = sign_in(browser, name.upper(), next="/?as_of=2024-03-01")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/?as_of=2024-03-01")
    assert is_in(browser)
    assert people.person(name, KEEPER).last_login is not None
    for _ in range(2):
        assert browser.post("/sign-out").headers["Location"] == "/"
    assert not is_in(browser)


def test_the_cookies_are_for_this_server_and_no_script() -> None:
    account("office")
    browser = Client()
    browser.get("/sign-in")
    cookies = sign_in(browser, "office").cookies
    assert set(cookies) == {SIGNED_IN, FORM}
    for cookie in cookies.values():
        assert (cookie["httponly"], cookie["samesite"], cookie["domain"]) == (True, "Lax", "")
    assert django_settings.SESSION_COOKIE_SECURE is False
    assert "no-store" in browser.get("/").headers["Cache-Control"]


def test_who_has_not_signed_in_is_given_no_cookie_but_by_the_form_itself() -> None:
    world("")
    browser = Client()
    for address in ("/", "/nowhere", "/password", "/people", "/?as_of=nonsense"):
        assert not browser.get(address).cookies, address
    assert set(browser.get("/sign-in").cookies) == {FORM}


def test_wrong_password_unknown_name_and_disabled_account_are_told_in_the_same_words() -> None:
    account("office")
    people.set_active(account("analyst"), False, KEEPER)
    told = set()
    for name, password in (("office", OTHER_PASSWORD), ("nobody", PASSWORD), ("analyst", PASSWORD), ("office", "")):
        answer = sign_in(Client(), name, password)
        assert (answer.status_code, SIGNED_IN in answer.cookies) == (403, False)
        told.update(re.findall(r'role="alert">([^<]*)<', text_of(answer)))
    assert told == {"The name or the password is not right."}


@pytest.mark.parametrize("name", ["office", "nobody"])
def test_after_five_failures_even_the_right_password_waits(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    account("office")
    for _ in range(5):
        assert sign_in(Client(), name, OTHER_PASSWORD).status_code == 403
    answer = sign_in(Client(), name)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "10")
    assert "Wait 10 seconds" in text_of(answer)
    later = datetime.now(UTC) + timedelta(seconds=11)
    take = tries.take
    monkeypatch.setattr(tries, "take", lambda address, name, _now: take(address, name, later))
    assert sign_in(Client(), name).status_code == (302 if name == "office" else 403)


def test_another_address_does_not_wait_and_a_made_up_one_does(settings: Settings) -> None:
    account("office")
    for _ in range(5):
        sign_in(Client(), "office", OTHER_PASSWORD)
    assert sign_in(Client(HTTP_X_FORWARDED_FOR="192.0.2.7"), "office").status_code == 429
    assert sign_in(Client(REMOTE_ADDR="192.0.2.7"), "office").status_code == 302
    settings.KEPT_HOST = "kept.example"
    assert sign_in(Client(HTTP_X_FORWARDED_FOR="192.0.2.7, 127.0.0.1"), "office").status_code == 429
    assert sign_in(Client(HTTP_X_FORWARDED_FOR="127.0.0.1, 192.0.2.8"), "office").status_code == 302


@pytest.mark.parametrize("address", FOREIGN)
def test_the_way_on_never_leaves_these_pages(address: str) -> None:
    account("office")
    assert own_path(address) == "/"
    assert sign_in(Client(), "office", next=address).headers["Location"] == "/"
    browser = browser_of(people.person("office", KEEPER))
    assert browser.get("/sign-in", {"next": address}).headers["Location"] == "/"


def test_a_disabled_person_is_out_at_once() -> None:
    user = account("office")
    browser = browser_of(user)
    assert is_in(browser)
    people.set_active(user, False, KEEPER)
    assert not is_in(browser)
    assert sign_in(Client(), "office").status_code == 403


def change(browser: Client, present: str, password: str, again: str = "", **more: str) -> HttpResponse:
    told = {"present": present, "password": password, "again": again or password, **more}
    answer = browser.post("/password", told)
    assert isinstance(answer, HttpResponse)
    return answer


def test_a_changed_password_ends_every_other_sign_in() -> None:
    user = account("office")
    here, elsewhere = browser_of(user), browser_of(user)
    answer = change(here, PASSWORD, OTHER_PASSWORD, next="/?as_of=2024-03-01")
    assert answer.headers["Location"] == "/?as_of=2024-03-01"
    assert (is_in(here), is_in(elsewhere)) == (True, False)
    assert sign_in(Client(), "office").status_code == 403
    assert sign_in(Client(), "office", OTHER_PASSWORD).status_code == 302


@pytest.mark.parametrize(
    ("present", "password", "again"),
    [
        (OTHER_PASSWORD, "nineteen black crows", ""),
        (PASSWORD, OTHER_PASSWORD, "another"),
        (PASSWORD, "short", ""),
        (PASSWORD, "password1234", ""),
        (PASSWORD, PASSWORD, ""),
        ("", "", ""),
    ],
)
def test_a_change_that_is_refused_says_why_and_changes_nothing(present: str, password: str, again: str) -> None:
    browser = browser_of(account("office"))
    answer = change(browser, present, password, again)
    assert answer.status_code == 400
    assert 'role="alert"' in text_of(answer)
    assert PASSWORD not in text_of(answer)
    assert people.person("office", KEEPER).check_password(PASSWORD)


def test_guesses_at_the_present_password_wait_too() -> None:
    browser = browser_of(account("office"))
    for _ in range(5):
        assert change(browser, "wrong", OTHER_PASSWORD).status_code == 400
    assert change(browser, PASSWORD, OTHER_PASSWORD).status_code == 429
    assert people.person("office", KEEPER).check_password(PASSWORD)


def test_with_a_temporary_password_one_is_nobody_until_it_is_changed() -> None:
    account("administrator", temporary=True)
    browser = Client()
    answer = sign_in(browser, "administrator", next="/people")
    assert answer.headers["Location"] == "/password?next=%2Fpeople"
    assert browser.get("/people").headers["Location"] == "/password?next=%2Fpeople"
    assert browser.get("/").status_code == 302
    assert change(browser, PASSWORD, OTHER_PASSWORD, next="/people").headers["Location"] == "/people"
    assert browser.get("/people").status_code == 200


def test_a_form_from_elsewhere_or_from_before_is_not_taken() -> None:
    user = account("office")
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(user)
    for address in ("/password", "/sign-out", "/people"):
        answer = browser.post(address, {"present": PASSWORD})
        assert answer.status_code == 403
        assert "Nothing was changed" in text_of(answer)
    assert is_in(browser)
    answer = browser.post("/sign-in", {"name": "office", "password": PASSWORD, "next": "//evil.example"})
    assert answer.headers["Location"] == "/sign-in?next=%2F"


def test_the_form_that_is_shown_is_taken_also_when_it_is_sent_twice() -> None:
    account("office")
    browser = Client(enforce_csrf_checks=True)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text_of(browser.get("/sign-in")))
    assert token
    form = {"name": "office", "password": PASSWORD, "csrfmiddlewaretoken": token[1], "next": "/people"}
    assert browser.post("/sign-in", form).headers["Location"] == "/people"
    again = browser.post("/sign-in", form)
    assert again.headers["Location"] == "/sign-in?next=%2Fpeople"
    assert browser.get("/sign-in?next=%2Fpeople").headers["Location"] == "/people"


def test_signing_out_is_asked_by_a_form_only() -> None:
    browser = browser_of(account("office"))
    assert "Sign out?" in text_of(browser.get("/sign-out"))
    assert is_in(browser)
    answer = browser.post("/sign-out")
    assert {name for name, cookie in answer.cookies.items() if not cookie.value} == {SIGNED_IN, FORM}
    assert "You are not signed in" in text_of(browser.get("/sign-out"))


HOSTILE = ['"><script>alert(1)</script>', "<b>bold</b>", "' onfocus='alert(1)", "مريم «أ»", "{{ 7 * 7 }}", "&lt;i&gt;"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_shown_as_it_is_and_never_becomes_markup(name: str) -> None:
    user = people.add(Account(name), PASSWORD, KEEPER)
    administrator = browser_of(account("administrator"))
    pages = [
        text_of(sign_in(Client(), name, "wrong")),
        text_of(browser_of(user).get("/sign-out")),
        text_of(browser_of(user).get("/")),
        text_of(administrator.get("/people")),
        text_of(administrator.get(f"/people/{user.pk}")),
        text_of(administrator.post("/people", {"name": name, "password": "", "role": name, "party": name})),
    ]
    for page in pages:
        assert "<script" not in page
        assert "<b>" not in page
        assert "' onfocus='" not in page
        assert "&lt;i>" not in page
    assert "49" not in text_of(administrator.get(f"/people/{user.pk}")).partition("<h1>")[2][:60]


@pytest.mark.parametrize("name", ["\0", "a\0b", "\u202eeciffo", "x" * 10_000, "\ud800"])
def test_a_name_that_nobody_can_have_is_refused_like_any_other(name: str) -> None:
    assert sign_in(Client(), name.encode("utf-8", "replace").decode()).status_code == 403
    assert sign_in(Client(), "office", "x" * 100_000).status_code == 403


def test_the_key_that_signs_is_made_once_and_is_its_owners_only() -> None:
    from kept.settings import KEPT_DATA

    path = KEPT_DATA / "secret-key"
    account("office")
    sign_in(Client(), "office")
    assert path.read_text() == str(django_settings.SECRET_KEY)
    assert path.stat().st_mode & 0o777 == 0o600
    assert len(list(KEPT_DATA.glob("tmp*"))) == 0


def test_no_account_is_needed_to_be_counted() -> None:
    assert User.objects.count() == 0
    assert sign_in(Client(), "office").status_code == 403
