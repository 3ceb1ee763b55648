"""Tries to sign in: each failure after some makes the next one wait longer, whether or not the name is somebody's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kept.access import tries
from kept.access.tries import LIMITS, Tries
from tests.cast import MOMENT

pytestmark = pytest.mark.django_db

HERE, THERE = "192.0.2.1", "192.0.2.2"


def test_five_failures_are_free_and_then_each_wait_is_twice_the_one_before() -> None:
    now, waits = MOMENT, []
    for _ in range(12):
        waits.append(tries.take(HERE, "office", now))
        now += timedelta(seconds=waits[-1])
        if waits[-1]:
            assert tries.take(HERE, "office", now) == 0
    assert waits[:6] == [0, 0, 0, 0, 0, 10]
    assert waits[6:] == [20, 40, 80, 160, 320, 640]


def test_a_wait_ends_at_the_longest_and_a_try_that_waits_does_not_lengthen_it() -> None:
    now = MOMENT
    for _ in range(30):
        now += timedelta(seconds=tries.take(HERE, "office", now))
        tries.take(HERE, "office", now)
    assert tries.take(HERE, "office", now) == LIMITS["both"].longest_wait_seconds
    assert tries.take(HERE, "office", now) == LIMITS["both"].longest_wait_seconds


def fail(count: int, address: str = HERE, name: str = "office") -> int:
    return max(tries.take(address, name, MOMENT) for _ in range(count))


def test_another_name_and_another_address_do_not_wait() -> None:
    assert fail(6) == 10
    assert fail(1, THERE) == fail(1, name="donor") == 0


@pytest.mark.parametrize("name", ["OFFICE", " office ", "\uff4fffice"])
def test_a_name_typed_another_way_is_the_same_name(name: str) -> None:
    fail(5)
    assert fail(1, name=name) == 10


def test_many_addresses_against_one_name_wait_and_not_for_long() -> None:
    for number in range(LIMITS["name"].free):
        assert fail(1, f"198.51.100.{number}") == 0
    assert 0 < fail(1, "203.0.113.9") <= 60


def test_one_address_against_many_names_waits_and_not_for_long() -> None:
    for number in range(LIMITS["address"].free):
        assert fail(1, name=f"name {number}") == 0
    assert 0 < fail(1, name="one more") <= 60


def test_the_addresses_of_one_network_of_ipv6_are_one() -> None:
    for number in range(5):
        assert fail(1, f"2001:db8::{number:x}") == 0
    assert fail(1, "2001:db8::ffff:1") == 10
    assert fail(1, "2001:db8:0:1::1") == 0


def test_success_forgets_the_failures_of_this_name_from_this_address() -> None:
    fail(4)
    assert tries.take(HERE, "office", MOMENT) == 0
    tries.succeeded(HERE, "office")
    assert fail(5) == 0


def test_success_of_one_name_does_not_free_an_address_for_others() -> None:
    for number in range(LIMITS["address"].free - 1):
        fail(1, name=f"name {number}")
    tries.take(HERE, "mine", MOMENT)
    tries.succeeded(HERE, "mine")
    assert fail(1, name="one more") == 0
    assert fail(1, name="and one more") > 0


def test_failures_are_forgotten_after_a_day() -> None:
    fail(6)
    assert tries.take(HERE, "office", MOMENT + timedelta(days=1, seconds=1)) == 0
    assert Tries.objects.count() == 3


@pytest.mark.parametrize("name", ["", "a\0b", "\ud800", "x" * 100_000, "'; DROP TABLE access_user; --"])
def test_whatever_is_typed_is_counted_and_not_kept(name: str) -> None:
    assert fail(5, name=name) == 0
    assert fail(1, name=name) == 10
    assert {len(key) for key in Tries.objects.values_list("key", flat=True)} == {64}
