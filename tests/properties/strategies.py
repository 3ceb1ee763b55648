"""Values of the product for Hypothesis: quantities, dates, and claims of every kind."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from kept.vocabulary.claims import (
    STAGES,
    WORDS,
    Claim,
    Headcount,
    Meeting,
    Membership,
    Output,
    Share,
    Status,
    Target,
    Transfer,
)
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.quantity import Quantity

# Thousands of them still add up to less than the largest quantity.
LARGEST_COUNT = 10**12
UNITS = ("piece", "aircraft", "m2", "EUR", "UAH")

counts = st.integers(0, LARGEST_COUNT).map(lambda thousandths: Decimal(thousandths) / 1000)


any_unit = st.sampled_from(UNITS)


@st.composite
def quantities(draw: st.DrawFn, units: st.SearchStrategy[str] = any_unit) -> Quantity:
    """Any range: either bound may be open, and both may be equal."""
    low = draw(st.none() | counts)
    high = draw(st.none() | st.just(low) | counts)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Quantity(low, high, draw(units))


pieces = quantities(st.just("piece"))
amounts = quantities(st.sampled_from(["EUR", "UAH", "USD"]))
days = st.dates(date(1900, 1, 1), date(2999, 12, 31))
partial_dates = st.builds(lambda day, length: PartialDate(day.isoformat()[:length]), days, st.sampled_from([4, 7, 10]))
# The store keeps no zero characters, and names of a moderate length.
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=40)
names = st.lists(texts, min_size=1, max_size=3).map(tuple)
percents = st.integers(0, 100_000).map(lambda thousandths: Decimal(thousandths) / 1000)


def _claims(kind: type[Claim], **own: Any) -> st.SearchStrategy[Claim]:
    common: dict[str, Any] = {
        "quote": texts,
        "start": st.integers(0, 10**6),
        "speaker": st.none() | texts,
        "date": st.none() | partial_dates,
    }
    return st.builds(kind, **common, **own)


BY_KIND: dict[str, st.SearchStrategy[Claim]] = {
    "membership": _claims(
        Membership,
        party=texts,
        coalition=texts,
        role=st.sampled_from(WORDS["role"]),
        change=st.sampled_from(WORDS["change"]),
    ),
    "headcount": _claims(Headcount, coalition=texts, quantity=pieces),
    "transfer": _claims(
        Transfer,
        donor=names,
        recipient=st.none() | texts,
        item=texts,
        quantity=st.none() | pieces,
        amount=st.none() | amounts,
        stage=st.sampled_from(STAGES["transfer"]),
        mode=st.sampled_from(WORDS["mode"]),
        due=st.none() | partial_dates,
        coalition=st.none() | texts,
    ),
    "output": _claims(
        Output,
        producer=names,
        item=texts,
        quantity=st.none() | pieces,
        stage=st.sampled_from(STAGES["output"]),
        period=st.none() | partial_dates,
        mode=st.sampled_from(WORDS["mode"]),
    ),
    "target": _claims(
        Target,
        owner=names,
        item=texts,
        quantity=st.none() | pieces,
        amount=st.none() | amounts,
        stage=st.sampled_from(STAGES["target"]),
        deadline=st.none() | partial_dates,
    ),
    "share": _claims(Share, subject=names, item=st.none() | texts, percent=percents),
    "meeting": _claims(Meeting, body=texts, number=st.none() | st.integers(0, 10**6), place=st.none() | texts),
    "status": _claims(Status, subject=texts, state=st.sampled_from(WORDS["state"])),
}
