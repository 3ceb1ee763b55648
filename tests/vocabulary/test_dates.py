"""Dates as precisely as they are known, and periods whose ends may be open."""

from __future__ import annotations

from datetime import date

import pytest

from kept.vocabulary.dates import DateRefused, PartialDate, Period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        ("2024-02-15", date(2024, 2, 15), date(2024, 2, 15)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
        ("0001", date(1, 1, 1), date(1, 12, 31)),
    ],
)
def test_a_partial_date_means_any_day_between_its_first_and_last(text: str, first: date, last: date) -> None:
    assert (PartialDate(text).first, PartialDate(text).last) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24",
        "2024-1",
        "2024-13",
        "2024-00",
        "2024-02-00",
        "2024-02-30",
        "2023-02-29",
        "0000",
        "2024-02-15T00:00",
        "2024-02-15\n",
        " 2024",
        "15.02.2024",
        "٢٠٢٤",
        "2024/02",
        "-2024",
    ],
)
def test_what_is_no_date_is_refused_and_never_mended(text: str) -> None:
    with pytest.raises(DateRefused):
        PartialDate(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [("2024", "2024"), ("2024-02", "February 2024"), ("2024-02-05", "5 February 2024")],
)
def test_a_date_is_told_no_more_precisely_than_it_is_known(text: str, words: str) -> None:
    assert PartialDate(text).in_words() == words
    assert str(PartialDate(text)) == text


def test_dates_sort_by_the_earliest_day_that_they_can_mean_and_days_before_longer_stretches() -> None:
    told = ["2024-01-02", "2024", "2024-01", "2023-12-31", "2024-01-01"]
    expected = ["2023-12-31", "2024-01-01", "2024-01", "2024", "2024-01-02"]
    assert [day.text for day in sorted(map(PartialDate, told))] == expected


def test_only_a_whole_date_is_a_day() -> None:
    assert [PartialDate(text).is_day for text in ("2024", "2024-02", "2024-02-15")] == [False, False, True]


def test_a_period_counts_both_its_ends() -> None:
    assert Period(PartialDate("2024-02"), PartialDate("2024-02")).days == 29
    assert Period(PartialDate("2024-02-15"), PartialDate("2024-02-15")).days == 1


@pytest.mark.parametrize(("start", "end"), [("2024", None), (None, "2024"), (None, None)])
def test_a_period_with_an_open_end_has_no_length(start: str | None, end: str | None) -> None:
    period = Period(PartialDate(start) if start else None, PartialDate(end) if end else None)
    assert period.days is None
    assert date(2024, 6, 1) in period


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(DateRefused, match="after it ends"):
        Period(PartialDate("2024-03"), PartialDate("2024-02-29"))


def test_a_period_holds_the_days_from_its_first_to_its_last() -> None:
    period = Period(PartialDate("2024-02"), PartialDate("2024-03-10"))
    days = [date(2024, 1, 31), date(2024, 2, 1), date(2024, 3, 10), date(2024, 3, 11)]
    assert [day in period for day in days] == [False, True, True, False]


def test_periods_overlap_where_they_share_a_day() -> None:
    winter = Period(PartialDate("2024-01"), PartialDate("2024-02"))
    assert winter.overlaps(Period(PartialDate("2024-02-29"), None))
    assert not winter.overlaps(Period(PartialDate("2024-03"), None))
    assert winter.overlaps(Period())
