"""Accounts from the command line: passwords come by the standard input, never by an argument."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

import pytest
from click.testing import CliRunner
from pytest_django.fixtures import Settings

from kept.access import people
from kept.access.keys import owner_of
from kept.cli import kept as group
from tests.accounts import KEEPER, OTHER_PASSWORD, PASSWORD, QUICK_HASH
from tests.cli.conftest import Ended, Kept
from tests.worlds import world

pytestmark = pytest.mark.django_db

Typed = Callable[..., Ended]


@pytest.fixture(autouse=True)
def quick_hash(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = QUICK_HASH


@pytest.fixture
def user(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> Typed:
    """`kept user …` with a line on the standard input."""

    def run(*arguments: str, line: str = PASSWORD) -> Ended:
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{line}\n" if line else ""))
        return kept("user", *arguments)

    return run


def test_an_account_is_added_and_listed(user: Typed) -> None:
    world("")
    assert user("list").out.startswith("There is no account yet")
    assert user("add", "Marta", "--role", "administrator").status == 0
    assert user("add", "Tom", "--role", "donor", "--party", "GB", "--temporary").status == 0
    told = user("list", "--json").json["accounts"]
    assert told == [
        {
            "name": "Marta",
            "role": "administrator",
            "party": None,
            "active": True,
            "must_change_password": False,
            "last_sign_in": None,
        },
        {
            "name": "Tom",
            "role": "donor",
            "party": "GB",
            "active": True,
            "must_change_password": True,
            "last_sign_in": None,
        },
    ]
    lines = user("list").out.splitlines()
    assert len(lines) == 2
    assert "donor of GB" in lines[1]


def test_no_password_is_ever_shown_or_taken_as_an_argument(user: Typed) -> None:
    ended = user("add", "Marta", PASSWORD)
    assert (ended.status, people.everybody(KEEPER)) == (2, [])
    ended = user("add", "Marta")
    assert PASSWORD not in ended.out + ended.err
    assert "argon2" not in user("list", "--json").out
    for name in ("add", "password"):
        assert "--password" not in CliRunner().invoke(group, ["user", name, "--help"]).output


def test_at_a_terminal_the_password_is_asked_for_twice(user: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, object]] = []

    def prompt(*_words: str, **options: object) -> str:
        asked.append(options)
        return PASSWORD

    monkeypatch.setattr("kept.cli.people.click.prompt", prompt)
    monkeypatch.setattr("kept.cli.people.at_terminal", lambda: True)
    assert user("add", "Marta", line="").status == 0
    assert [(one["hide_input"], one["confirmation_prompt"]) for one in asked] == [(True, True)]
    assert people.person("Marta", KEEPER).check_password(PASSWORD)


@pytest.mark.parametrize(
    ("arguments", "line", "named"),
    [
        (("add", "x"), "", "password"),
        (("add", "x"), "short", "12 characters"),
        (("add", "x"), "password1234", "common"),
        (("add", ""), PASSWORD, "name"),
        (("add", "x", "--role", "root"), PASSWORD, "root"),
        (("add", "x", "--role", "donor"), PASSWORD, "party"),
        (("add", "x", "--role", "donor", "--party", "ZZ"), PASSWORD, "ZZ"),
        (("add", "marta"), PASSWORD, "already"),
        (("role", "nobody", "office"), PASSWORD, "nobody"),
        (("role", "Marta", "reader"), PASSWORD, "only administrator"),
        (("disable", "Marta"), PASSWORD, "only administrator"),
        (("password", "nobody"), PASSWORD, "nobody"),
        (("enable", "a\x07b"), PASSWORD, "account"),
    ],
)
def test_what_is_refused_is_one_line(user: Typed, arguments: tuple[str, ...], line: str, named: str) -> None:
    world("")
    assert user("add", "Marta", "--role", "administrator").status == 0
    ended = user(*arguments, line=line)
    assert (ended.status, len(ended.error_lines), ended.out) == (2, 1, "")
    assert named in ended.err
    assert [one.username for one in people.everybody(KEEPER)] == ["Marta"]


def test_role_password_and_state_are_changed(user: Typed) -> None:
    world("")
    user("add", "Marta", "--role", "administrator")
    user("add", "Tom")
    assert user("role", "tom", "donor", "--party", "LV").out == "Tom is donor of LV\n"
    assert user("role", "Tom", "analyst").out == "Tom is analyst\n"
    assert user("password", "Tom", line=OTHER_PASSWORD).status == 0
    found = people.person("Tom", KEEPER)
    assert (found.check_password(OTHER_PASSWORD), found.must_change_password) == (True, False)
    assert user("password", "Tom", "--temporary").status == 0
    assert people.person("Tom", KEEPER).must_change_password
    for _ in range(2):
        assert user("disable", "Tom").out == "Tom is disabled\n"
    assert "disabled" in user("list").out
    assert user("enable", "Tom").status == 0
    assert people.person("Tom", KEEPER).is_active


def test_a_key_is_shown_once_listed_by_name_and_taken_back(user: Typed) -> None:
    world("")
    user("add", "Marta", "--role", "auditor")
    made = user("key", "Marta", "--called", "nightly report")
    text = made.out.strip()
    found = owner_of(text)
    assert found is not None
    assert found[1].username == "Marta"
    listed = user("key", "Marta", "--list").out
    assert "nightly report" in listed
    assert text not in listed
    assert user("key", "Marta", "--called", "nightly report").status == 2
    assert user("key", "Marta", "--called", "nightly report", "--revoke").status == 0
    assert owner_of(text) is None
    assert user("key", "Marta", "--called", "nightly report", "--revoke").status == 2
    assert user("key", "nobody").status == 2
