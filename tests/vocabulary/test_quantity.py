"""Quantities: exact ranges with open bounds, in a unit, that refuse what cannot be counted."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kept.vocabulary.quantity import (
    LARGEST,
    Quantity,
    QuantityRefused,
    at_least,
    between,
    exactly,
    number,
    total,
    up_to,
    whole,
)


@pytest.mark.parametrize(
    ("bound", "why"),
    [
        ("-1", "negative"),
        ("-0.001", "negative"),
        ("NaN", "no number"),
        ("Infinity", "no number"),
        ("9000000000000000.001", "too large"),
        ("1E+30", "too large"),
        ("0.0001", "too fine"),
        ("1.0005", "too fine"),
        ("1.0000000000000000000000000000000000001", "too fine, beyond the digits that sums keep"),
        ("1E-400", "too fine"),
    ],
)
def test_a_bound_that_cannot_be_counted_is_refused_on_either_side(bound: str, why: str) -> None:
    with pytest.raises(QuantityRefused):
        at_least(bound)
    with pytest.raises(QuantityRefused):
        up_to(bound)


def test_bounds_that_stand_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(QuantityRefused, match="above high bound"):
        between(5, 4)


def test_quantities_of_two_units_do_not_add() -> None:
    with pytest.raises(QuantityRefused, match="cannot add EUR to piece"):
        exactly(5) + exactly(5, "EUR")


def test_the_largest_quantity_fits_a_64_bit_count_of_thousandths() -> None:
    low, high = exactly(LARGEST).thousandths()
    assert low == high
    assert low < 2**63


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([], exactly(0)),
        ([exactly(3), exactly(4)], exactly(7)),
        ([between(3, 5), at_least(10)], at_least(13)),
        ([up_to(5), up_to(6)], between(0, 11)),
        ([up_to(5), exactly(6)], between(6, 11)),
        ([exactly("0.1"), exactly("0.2")], exactly("0.3")),
    ],
)
def test_sums_add_bound_to_bound_and_an_open_bound_makes_the_sum_at_least(
    parts: list[Quantity], expected: Quantity
) -> None:
    assert total(parts) == expected


def test_a_sum_of_unknown_low_bounds_stays_unknown() -> None:
    assert up_to(5) + up_to(6) == up_to(11)


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (exactly(1_000_000), "1,000,000"),
        (exactly("12.50"), "12.5"),
        (exactly(Decimal("1E+3")), "1,000"),
        (exactly(0), "0"),
        (at_least(2000), "at least 2,000"),
        (up_to(500), "up to 500"),
        (between(0, 500), "up to 500"),
        (between(95, 105), "95 to 105"),
        (Quantity(None, None), "not known"),
        (at_least(0), "not known"),
    ],
)
def test_a_quantity_is_told_as_people_say_it(quantity: Quantity, words: str) -> None:
    assert quantity.in_words() == words


def test_a_number_that_is_not_known_says_so() -> None:
    assert number(None) == "unknown"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (between(1, 5), between(5, 9), True),
        (between(1, 4), between(5, 9), False),
        (at_least(5), up_to(5), True),
        (at_least(6), up_to(5), False),
        (Quantity(None, None), exactly(7), True),
        (exactly(7), exactly(7, "EUR"), False),
    ],
)
def test_ranges_overlap_where_one_number_could_be_both(one: Quantity, other: Quantity, expected: bool) -> None:
    assert one.overlaps(other) is expected
    assert other.overlaps(one) is expected


@pytest.mark.parametrize(
    ("unit", "expected"),
    [("EUR", True), ("piece", False), ("m2", False), ("eur", False), ("ЕВР", False), ("EURO", False)],
)
def test_money_is_told_in_three_capital_letters(unit: str, expected: bool) -> None:
    assert exactly(1, unit).is_money is expected


def test_only_two_equal_bounds_are_exact() -> None:
    assert exactly(5).is_exact
    assert not between(5, 6).is_exact
    assert not at_least(5).is_exact
    assert not Quantity(None, None).is_exact


def test_the_same_bounds_can_be_told_in_another_unit() -> None:
    assert between(1, 2).of("aircraft") == between(1, 2, "aircraft")


def test_thousandths_come_back_without_trailing_zeros() -> None:
    assert [str(whole(count)) for count in (0, 1, 1500, 2000, 1_000_000)] == ["0", "0.001", "1.5", "2", "1000"]
