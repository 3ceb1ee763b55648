"""The actor that an account is on a day: its party, and the coalitions which the party has joined and not left."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django.fixtures import Settings

from kept.access import people
from kept.access.actors import Role
from kept.access.people import Account
from kept.errors import UnknownRecord
from kept.registry.accounts import actor_for, add_account, change_role, coalitions_of
from tests.accounts import KEEPER, PASSWORD, QUICK_HASH, account
from tests.worlds import world

pytestmark = pytest.mark.django_db
DAY = date(2024, 6, 30)


@pytest.fixture(autouse=True)
def quick_hash(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = QUICK_HASH


def test_a_donor_is_of_the_coalitions_that_its_party_has_joined_by_the_day() -> None:
    world("""
        2024-02-01 NL joins drone
        2024-07-01 NL joins shells
        2024-02-01 GB leads shells
    """)
    member, donor = account("member"), account("donor")
    assert actor_for(member, DAY).coalitions == {"drone"}
    assert actor_for(member, date(2024, 1, 31)).coalitions == frozenset()
    assert actor_for(member, date(2024, 7, 1)).coalitions == {"drone", "shells"}
    assert actor_for(donor, DAY).coalitions == {"shells"}
    assert (actor_for(member, DAY).party, actor_for(member, DAY).role) == ("NL", Role.DONOR)


def test_who_has_left_or_only_observes_is_outside() -> None:
    world("""
        2024-01-01 NL joins drone
        2024-03-01 NL leaves drone
        2024-01-01 NL observes shells
    """)
    assert coalitions_of("NL", date(2024, 2, 1)) == {"drone"}
    assert coalitions_of("NL", DAY) == frozenset()


def test_an_observer_who_joins_later_is_inside() -> None:
    world("2024-01-01 NL observes drone \n 2024-02-01 NL joins drone")
    assert coalitions_of("NL", DAY) == {"drone"}


def test_an_entry_that_is_not_released_to_the_party_counts_for_it() -> None:
    world("2024-01-01 NL joins drone released coalition:drone")
    assert actor_for(account("member"), DAY).coalitions == {"drone"}


def test_who_acts_for_nobody_is_of_no_coalition() -> None:
    world("2024-01-01 NL joins drone")
    actor = actor_for(account("reader"), DAY)
    assert (actor.party, actor.coalitions, actor.role) == (None, frozenset(), Role.READER)
    assert actor_for(account("auditor"), DAY).sees_everything


def test_a_party_that_the_registry_does_not_know_is_refused() -> None:
    world("")
    for party in ("ZZ", "gb", "'; --"):
        with pytest.raises(UnknownRecord):
            add_account(Account("x", Role.DONOR, party), PASSWORD, KEEPER)
    user = add_account(Account("x", Role.DONOR, "GB"), PASSWORD, KEEPER)
    with pytest.raises(UnknownRecord):
        change_role(user, Role.DONOR, "ZZ", KEEPER)
    change_role(user, Role.DONOR, "LV", KEEPER)
    assert people.person("x", KEEPER).party == "LV"
