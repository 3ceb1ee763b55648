"""What a party's 'delivered' means on a day (R5)."""

from __future__ import annotations

from datetime import date

import pytest

from kept.registry.actions import Basis, define_delivery
from kept.registry.lookup import delivery_point
from kept.vocabulary.dates import DateRefused
from kept.vocabulary.stages import HandOverPoint
from tests.cast import DONOR, OFFICE, STAMP, STRANGER

pytestmark = pytest.mark.django_db


def define(point: HandOverPoint, valid_from: str, *, party: str = "NO", release: str = "public") -> None:
    basis = Basis(source="a letter", release=release)
    define_delivery(party, point, valid_from=valid_from, basis=basis, stamp=STAMP)


def meant(day: str, party: str = "NO") -> HandOverPoint | None:
    return delivery_point(OFFICE, party, date.fromisoformat(day))


def test_without_a_definition_nothing_is_known() -> None:
    define(HandOverPoint.AT_HUB, "2024-01-01", party="LV")
    assert meant("2024-06-01") is None


def test_a_definition_holds_from_its_day_until_the_next_one() -> None:
    define(HandOverPoint.RECIPIENT_SIGNED, "2024-06")
    define(HandOverPoint.LEFT_DEPOT, "2024-01-15")
    assert meant("2024-01-14") is None
    assert meant("2024-01-15") is HandOverPoint.LEFT_DEPOT
    assert meant("2024-05-31") is HandOverPoint.LEFT_DEPOT
    assert meant("2024-06-01") is HandOverPoint.RECIPIENT_SIGNED


def test_a_definition_without_a_day_holds_from_the_start() -> None:
    define(HandOverPoint.AT_PORT, "")
    assert meant("1990-01-01") is HandOverPoint.AT_PORT


def test_of_two_definitions_of_one_day_the_later_entry_holds() -> None:
    define(HandOverPoint.AT_PORT, "2024")
    define(HandOverPoint.AT_HUB, "2024-01-01")
    assert meant("2024-01-01") is HandOverPoint.AT_HUB


@pytest.mark.parametrize("day", ["soon", "2024-13", "01.02.2024"])
def test_a_day_that_cannot_be_read_is_refused_before_it_is_kept(day: str) -> None:
    with pytest.raises(DateRefused):
        define(HandOverPoint.AT_HUB, day)
    assert meant("2024-06-01") is None


def test_a_definition_counts_for_those_to_whom_it_is_released() -> None:
    define(HandOverPoint.AT_HUB, "2024", release="owner:GB")
    assert delivery_point(STRANGER, "NO", date(2024, 6, 1)) is None
    assert delivery_point(DONOR, "NO", date(2024, 6, 1)) is HandOverPoint.AT_HUB
