"""Keys of programs: they stand as long as their owner does, and nothing that is kept gives one away."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pytest_django.fixtures import Settings

from kept.access import people
from kept.access.keys import ApiKey, keys_of, make_key, owner_of, revoke_key
from kept.errors import Misuse, NotAllowed, UnknownRecord
from tests.accounts import KEEPER, OTHER_PASSWORD, QUICK_HASH, account
from tests.cast import DONOR

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def quick_hash(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = QUICK_HASH


def test_a_key_names_its_owner_and_is_kept_as_a_hash() -> None:
    user = account("auditor")
    text = make_key(user, "report", KEEPER, NOW)
    found = owner_of(text)
    assert found is not None
    assert found[1] == user
    assert not [value for row in ApiKey.objects.values() for value in row.values() if text[5:] in str(value)]
    assert make_key(user, "other", KEEPER, NOW) != text


def test_a_key_ends_with_its_account_its_taking_back_and_waits_for_a_new_password() -> None:
    account("administrator")
    user = account("auditor")
    text = make_key(user, "report", KEEPER, NOW)
    people.set_active(user, False, KEEPER)
    assert owner_of(text) is None
    people.set_active(user, True, KEEPER)
    assert owner_of(text) is not None
    people.set_password(user, OTHER_PASSWORD, KEEPER)
    assert owner_of(text) is None
    people.set_password(user, OTHER_PASSWORD, KEEPER, temporary=False)
    assert owner_of(text) is not None
    revoke_key(user, "report", KEEPER, NOW)
    assert owner_of(text) is None
    assert keys_of(user, KEEPER) == []


@pytest.mark.parametrize("text", ["", "kept_", "kept_ ", "office", "kept_" + "x" * 10_000, "kept_\udc80"])
def test_what_is_no_key_is_nobodys(text: str) -> None:
    assert owner_of(text) is None


def test_one_name_stands_once_and_can_be_given_again() -> None:
    user = account("auditor")
    make_key(user, "report", KEEPER, NOW)
    with pytest.raises(Misuse):
        make_key(user, " report ", KEEPER, NOW)
    revoke_key(user, "report", KEEPER, NOW)
    with pytest.raises(UnknownRecord):
        revoke_key(user, "report", KEEPER, NOW)
    make_key(user, "report", KEEPER, NOW)


def test_only_who_keeps_accounts_makes_keys() -> None:
    with pytest.raises(NotAllowed):
        make_key(account("donor"), "report", DONOR, NOW)
