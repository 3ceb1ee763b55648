"""What holds for all quantities, dates and stages, whatever their values."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kept.vocabulary.dates import DateRefused, PartialDate, Period
from kept.vocabulary.quantity import Quantity, QuantityRefused, exactly, total, whole
from tests.properties.strategies import days, partial_dates, pieces, quantities


def bounds(quantity: Quantity) -> tuple[Decimal, Decimal | None]:
    """What a quantity counts in a sum: an unknown low bound counts as zero."""
    return quantity.low or Decimal(0), quantity.high


@given(pieces, pieces)
def test_the_order_of_two_parts_does_not_matter(one: Quantity, other: Quantity) -> None:
    assert one + other == other + one


@given(pieces, pieces, pieces)
def test_the_grouping_of_parts_does_not_matter(one: Quantity, other: Quantity, third: Quantity) -> None:
    assert (one + other) + third == one + (other + third)


@given(quantities())
def test_nothing_added_changes_no_bound(quantity: Quantity) -> None:
    assert bounds(quantity + exactly(0, quantity.unit)) == bounds(quantity)


@given(st.lists(pieces, max_size=8))
def test_a_sum_is_open_exactly_where_a_part_is_open(parts: list[Quantity]) -> None:
    summed = total(parts)
    assert (summed.high is None) == any(part.high is None for part in parts)
    assert bounds(summed)[0] == sum((bounds(part)[0] for part in parts), Decimal(0))


@given(st.lists(pieces, max_size=8))
def test_a_sum_is_the_same_whether_added_as_decimals_or_as_stored_thousandths(parts: list[Quantity]) -> None:
    stored = [part.thousandths() for part in parts]
    highs = [high for _, high in stored if high is not None]
    high = sum(highs) if len(highs) == len(stored) else None
    assert Quantity.from_thousandths(sum(low for low, _ in stored), high) == total(parts)


@given(quantities())
def test_storing_a_quantity_in_thousandths_loses_nothing(quantity: Quantity) -> None:
    back = Quantity.from_thousandths(*quantity.thousandths(), quantity.unit)
    assert bounds(back) == bounds(quantity)
    assert back.unit == quantity.unit


@given(st.integers(0, 2**62))
def test_thousandths_come_back_as_they_went(thousandths: int) -> None:
    assert whole(thousandths) * 1000 == thousandths


@given(quantities(), quantities())
def test_units_are_never_mixed(one: Quantity, other: Quantity) -> None:
    assume(one.unit != other.unit)
    assert not one.overlaps(other)
    with pytest.raises(QuantityRefused):
        one + other


@given(pieces, pieces, pieces)
def test_two_ranges_that_hold_one_number_overlap(one: Quantity, other: Quantity, third: Quantity) -> None:
    point = bounds(third)[0]
    holds = [bounds(q)[0] <= point and (q.high is None or point <= q.high) for q in (one, other)]
    assert one.overlaps(other) == other.overlaps(one)
    assert not all(holds) or one.overlaps(other)


@given(st.decimals())
def test_a_bound_is_taken_exactly_or_refused(bound: Decimal) -> None:
    try:
        taken = exactly(bound)
    except QuantityRefused:
        return
    low, high = taken.thousandths()
    assert low == high
    assert whole(low) == bound


@given(partial_dates)
def test_a_partial_date_begins_on_or_before_its_end_and_holds_its_own_days(when: PartialDate) -> None:
    period = Period(when, when)
    assert when.first in period
    assert when.last in period
    assert when.first - timedelta(days=1) not in period
    assert when.last + timedelta(days=1) not in period
    assert (period.days == 1) == when.is_day


@given(days)
def test_a_day_is_its_own_first_and_last(day: date) -> None:
    assert PartialDate.of(day).first == PartialDate.of(day).last == day


@given(partial_dates, partial_dates)
def test_dates_have_one_order(one: PartialDate, other: PartialDate) -> None:
    assert (one < other) + (other < one) + (one == other) == 1


@given(partial_dates, partial_dates)
def test_a_period_is_refused_exactly_where_no_day_lies_in_it(start: PartialDate, end: PartialDate) -> None:
    try:
        period = Period(start, end)
    except DateRefused:
        assert end.last < start.first
    else:
        assert period.days is not None
        assert period.days >= 1


@given(st.text(max_size=12))
def test_a_text_is_read_as_a_date_to_the_letter_or_refused(text: str) -> None:
    try:
        when = PartialDate(text)
    except DateRefused:
        return
    assert when.first.isoformat().startswith(text)
    assert when.last.isoformat().startswith(text)
