"""Accounts: what a name, a role and a password must be, who may keep them, and that somebody always can."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings

from kept.access import people
from kept.access.actors import Actor, Role
from kept.access.people import Account, User
from kept.errors import Misuse, NotAllowed, UnknownRecord
from tests.accounts import ACCOUNTS, KEEPER, OTHER_PASSWORD, PASSWORD, QUICK_HASH, account
from tests.cast import CAST

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick_hash(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = QUICK_HASH


def names() -> list[str]:
    return [user.username for user in people.everybody(KEEPER)]


def test_a_password_is_kept_as_an_argon2_hash_only(settings: Settings) -> None:
    from kept import settings as own

    settings.PASSWORD_HASHERS = own.PASSWORD_HASHERS
    user = account("office")
    assert user.password.startswith("argon2$argon2id$")
    assert PASSWORD not in user.password
    assert people.person("office", KEEPER).check_password(PASSWORD)


def test_everybody_of_the_cast_gets_an_account() -> None:
    for name in ACCOUNTS:
        account(name)
    assert names() == sorted(ACCOUNTS)
    assert [(user.role, user.party) for user in people.everybody(KEEPER) if user.party] == [
        ("donor", "GB"),
        ("donor", "NL"),
        ("donor", "LV"),
    ]


@pytest.mark.parametrize("party", ["", "  "])
def test_a_donor_without_a_party_is_refused(party: str) -> None:
    with pytest.raises(Misuse, match="donor"):
        people.add(Account("x", Role.DONOR, party), PASSWORD, KEEPER)
    reader = account("reader")
    with pytest.raises(Misuse, match="donor"):
        people.change_role(reader, Role.DONOR, party, KEEPER)
    assert people.person("reader", KEEPER).role == Role.READER


@pytest.mark.parametrize("party", ["GB,LV", "G\u202eB", "G\0B"])
def test_a_party_that_could_pass_for_several_or_another_is_refused(party: str) -> None:
    with pytest.raises(Misuse, match="party"):
        people.add(Account("x", Role.DONOR, party), PASSWORD, KEEPER)


@pytest.mark.parametrize(
    "name", ["", " ", "x" * 101, "a\0b", "\u202eeciffo", "of\u200bfice", "public", "PUBLIC", "\ud800"]
)
def test_a_name_that_is_empty_too_long_or_misleading_is_refused(name: str) -> None:
    with pytest.raises(Misuse):
        people.add(Account(name), PASSWORD, KEEPER)
    assert names() == []


@pytest.mark.parametrize("name", ["Marta O'Neill", '<b>"x"</b>', "Оксана", "مريم", "名前", "{{ 7 * 7 }}", "x" * 100])
def test_a_name_of_any_script_is_kept_as_it_is(name: str) -> None:
    people.add(Account(name), PASSWORD, KEEPER)
    assert names() == [name]


@pytest.mark.parametrize("again", ["marta", "MARTA", " Marta ", "\uff2darta"])
def test_a_name_is_given_once_however_it_is_typed(again: str) -> None:
    people.add(Account("Marta"), PASSWORD, KEEPER)
    with pytest.raises(Misuse, match="already"):
        people.add(Account(again, Role.OFFICE), PASSWORD, KEEPER)
    assert people.person(again, KEEPER).role == Role.READER
    assert names() == ["Marta"]


@pytest.mark.parametrize("password", ["", "short", "password1234", "1234567890123", "x" * 1001, "the-office-1"])
def test_a_weak_password_is_refused(password: str) -> None:
    with pytest.raises(Misuse):
        people.add(Account("the-office"), password, KEEPER)
    assert names() == []
    user = people.add(Account("the-office"), PASSWORD, KEEPER)
    with pytest.raises(Misuse):
        people.set_password(user, password, KEEPER)
    with pytest.raises(Misuse):
        people.change_password(user, PASSWORD, password)
    assert people.person("the-office", KEEPER).check_password(PASSWORD)


def test_a_person_changes_the_password_with_the_present_one() -> None:
    user = account("office", temporary=True)
    for wrong in ("", OTHER_PASSWORD, "x" * 5000):
        with pytest.raises(Misuse, match="present password"):
            people.change_password(user, wrong, OTHER_PASSWORD)
    with pytest.raises(Misuse, match="choose another"):
        people.change_password(user, PASSWORD, PASSWORD)
    assert people.person("office", KEEPER).must_change_password
    people.change_password(user, PASSWORD, OTHER_PASSWORD)
    changed = people.person("office", KEEPER)
    assert changed.check_password(OTHER_PASSWORD)
    assert not changed.must_change_password


def test_a_password_that_somebody_else_chose_is_to_be_changed() -> None:
    user = account("office")
    people.set_password(user, OTHER_PASSWORD, KEEPER)
    assert people.person("office", KEEPER).must_change_password


@pytest.mark.parametrize("asker", [*CAST, Actor("analyst", Role.ANALYST)], ids=lambda actor: actor.name)
def test_only_administrators_keep_accounts(asker: Actor) -> None:
    user = account("reader")
    for deed in (
        lambda: people.add(Account("x"), PASSWORD, asker),
        lambda: people.everybody(asker),
        lambda: people.person("reader", asker),
        lambda: people.person_numbered(user.pk, asker),
        lambda: people.change_role(user, Role.ADMINISTRATOR, "", asker),
        lambda: people.set_active(user, False, asker),
        lambda: people.set_password(user, OTHER_PASSWORD, asker),
    ):
        with pytest.raises(NotAllowed):
            deed()
    kept = people.person("reader", KEEPER)
    assert (kept.role, kept.is_active, kept.check_password(PASSWORD)) == ("reader", True, True)
    assert names() == ["reader"]


def test_the_last_administrator_stays_one() -> None:
    first = account("administrator")
    with pytest.raises(Misuse, match="only administrator"):
        people.set_active(first, False, KEEPER)
    with pytest.raises(Misuse, match="only administrator"):
        people.change_role(first, Role.READER, "", KEEPER)
    people.change_role(first, Role.ADMINISTRATOR, "", KEEPER)
    second = people.add(Account("second", Role.ADMINISTRATOR), PASSWORD, KEEPER)
    people.set_active(first, False, KEEPER)
    with pytest.raises(Misuse, match="only administrator"):
        people.set_active(second, False, KEEPER)
    people.set_active(first, True, KEEPER)
    people.set_active(second, False, KEEPER)
    people.set_active(second, False, KEEPER)


@pytest.mark.parametrize("name", ["", "nobody", "a\0b", "x" * 10_000])
def test_a_name_that_nobody_has_is_unknown(name: str) -> None:
    with pytest.raises(UnknownRecord):
        people.person(name, KEEPER)


@pytest.mark.parametrize("number", [0, -1, 10**30])
def test_a_number_that_nobody_has_is_unknown(number: int) -> None:
    with pytest.raises(UnknownRecord):
        people.person_numbered(number, KEEPER)


def test_a_role_is_one_of_those_that_there_are() -> None:
    assert people.role_named("auditor") is Role.AUDITOR
    with pytest.raises(Misuse, match="auditor"):
        people.role_named("root")


def test_no_account_is_deleted_by_the_product() -> None:
    assert not [name for name in dir(people) if "delete" in name or "remove" in name]
    assert User.objects.count() == 0
