"""Numbers, hedges, sums and dates, as the codebook fixes them."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading.shorthand import told


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("500", "500"),
        ("1,000,000", "1000000"),
        ("1 000 000", "1000000"),
        ("2.5 million", "2500000"),
        ("half a million", "500000"),
        ("a million", "1000000"),
        ("one million", "1000000"),
        ("twenty-five", "25"),
        ("two hundred", "200"),
        ("a dozen", "12"),
        ("two dozen", "24"),
        ("20k", "20000"),
        ("dozens of", "24+"),
        ("hundreds of", "200+"),
        ("thousands of", "2000+"),
        ("tens of thousands of", "20000+"),
        ("hundreds of thousands of", "200000+"),
        ("several thousand", "2000+"),
        ("more than 500", "501+"),
        ("over 500", "501+"),
        ("at least 500", "500+"),
        ("500+", "500+"),
        ("up to 500", "..500"),
        ("about 100", "95..105"),
        ("around 100", "95..105"),
        ("nearly 100", "90..100"),
        ("almost 100", "90..100"),
        ("10 to 20", "10..20"),
        ("10,000-12,000", "10000..12000"),
        ("between 50,000 and 100,000", "50000..100000"),
    ],
)
def test_a_number_is_the_range_that_its_words_mean(written: str, meant: str) -> None:
    assert told(f"Norway will send {written} drones to Ukraine.") == [f"transfer NO drone {meant} pledged"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("€45 million", "EUR 45000000"),
        ("€1.2bn", "EUR 1200000000"),
        ("£45m", "GBP 45000000"),
        ("EUR 1.2 billion", "EUR 1200000000"),
        ("NOK 600 million", "NOK 600000000"),
        ("2.5 million kroner", "NOK 2500000"),
        ("16 billion Swedish kronor", "SEK 16000000000"),
        ("A$20 million", "AUD 20000000"),
        ("US$20 million", "USD 20000000"),
        ("$20 million", "USD 20000000"),
        ("half a million euros", "EUR 500000"),
        ("more than €45 million", "EUR 45000001+"),
        ("up to €45 million", "EUR ..45000000"),
    ],
)
def test_a_sum_is_read_in_whole_units_of_its_currency(written: str, meant: str) -> None:
    assert told(f"Norway will give {written} to the drone coalition.") == [f"transfer NO money {meant} pledged"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("by June", "2024-06"),
        ("this year", "2024"),
        ("next year", "2025"),
        ("by the end of the year", "2024"),
        ("by the end of 2025", "2025"),
        ("in 2026", "2026"),
        ("by April 2026", "2026-04"),
        ("by March 31", "2024-03-31"),
        ("next month", "2024-03"),
    ],
)
def test_a_due_date_counts_from_the_documents_day(written: str, meant: str) -> None:
    assert told(f"Norway will send 500 drones to Ukraine {written}.") == [f"transfer NO drone 500 pledged by {meant}"]


def test_without_a_date_this_year_tells_none() -> None:
    assert told("Norway will send 500 drones this year.", None) == ["transfer NO drone 500 pledged"]


def test_a_year_and_the_number_of_a_type_are_no_quantities() -> None:
    assert told("In 2023 Norway spoke of drones, of the F-16 and of Leopard 2 tanks.", date(2024, 1, 1)) == []
