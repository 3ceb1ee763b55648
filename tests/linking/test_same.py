"""Two claims are one event only where that is plain, and the reasons are told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from kept.linking.same import Told, links, same
from kept.vocabulary.claims import Claim, Headcount, Meeting, Output, Share, Status, Target, Transfer
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.items import Catalogue, Item
from kept.vocabulary.quantity import at_least, exactly

CATALOGUE = Catalogue(
    {
        slug: Item(slug, slug, parent, "piece")
        for slug, parent in (("drone", None), ("fpv-drone", "drone"), ("bomber-drone", "drone"), ("truck", None))
    }
)
WORDS: dict[str, Any] = {"quote": "q", "start": 0}
GIFT = Transfer(
    **WORDS,
    donor=("GB",),
    item="drone",
    quantity=exactly(10_000),
    amount=exactly(325_000_000, "GBP"),
    stage="pledged",
    date=PartialDate("2024-03-07"),
)
MADE = Output(**WORDS, producer=("UA",), item="drone", quantity=exactly(5), stage="produced", date=PartialDate("2024"))
YEAR = PartialDate("2024")
GOAL = Target(**WORDS, owner=("UA",), item="drone", quantity=exactly(10**6), stage="produced", deadline=YEAR)
MET = Meeting(**WORDS, body="ramstein", number=20, date=PartialDate("2024-03-19"))


def reasons(one: Claim, other: Claim, *, told: tuple[str, str] | None = None) -> tuple[str, ...]:
    days = [PartialDate(day) for day in told] if told else [None, None]
    tellings = [Told("a", one, days[0]), Told("b", other, days[1])]
    found = same(tellings[0], tellings[1], CATALOGUE)
    assert bool(found) == bool(same(tellings[1], tellings[0], CATALOGUE)), "the order of two tellings matters"
    return found


def test_one_promise_told_twice_is_one_event_and_the_reasons_are_told() -> None:
    assert reasons(GIFT, replace(GIFT, speaker="Minister", quote="other words")) == (
        "same kind, parties and stage",
        "same item",
        "same quantity: 10,000",
        "same amount: 325,000,000",
    )


def test_items_of_one_family_are_told_as_such() -> None:
    found = reasons(GIFT, replace(GIFT, item="fpv-drone"))
    assert found[1] == "drone and fpv-drone are one family"


@pytest.mark.parametrize(
    "changed",
    [
        {"date": PartialDate("2024-04-15")},
        {"date": PartialDate("2024-02")},
        {"date": None},
        {"quantity": None},
        {"amount": None},
        {"recipient": "UA"},
        {"due": PartialDate("2024-12")},
        {"coalition": "drone"},
    ],
    ids=str,
)
def test_what_one_telling_leaves_out_or_tells_beside_does_not_part_them(changed: dict[str, Any]) -> None:
    assert reasons(GIFT, replace(GIFT, **changed))


@pytest.mark.parametrize(
    "changed",
    [
        {"donor": ("LV",)},
        {"donor": ("GB", "LV")},
        {"stage": "allocated"},
        {"mode": "cumulative"},
        {"item": "truck"},
        {"quantity": exactly(12_000)},
        {"quantity": at_least(10_000)},
        {"amount": exactly(325_000_000, "EUR")},
        {"amount": exactly(125_000_000, "GBP")},
        {"quantity": None, "amount": None},
        {"date": PartialDate("2024-06-01")},
        {"date": PartialDate("2023")},
    ],
    ids=str,
)
def test_what_differs_or_is_too_thin_is_left_to_a_person(changed: dict[str, Any]) -> None:
    assert reasons(GIFT, replace(GIFT, **changed)) == ()


def test_items_that_only_share_a_broader_one_are_two() -> None:
    assert reasons(replace(GIFT, item="fpv-drone"), replace(GIFT, item="bomber-drone")) == ()


def test_the_order_of_joint_givers_does_not_matter() -> None:
    assert reasons(replace(GIFT, donor=("DK", "NL")), replace(GIFT, donor=("NL", "DK")))


def test_numbers_that_none_of_both_tell_speak_for_nothing() -> None:
    bare = replace(GIFT, quantity=None, amount=None)
    assert reasons(bare, bare) == ()
    assert reasons(replace(GIFT, quantity=None), replace(GIFT, amount=None)) == ()


def test_the_date_of_the_source_stands_in_for_one_that_is_not_told() -> None:
    undated = replace(GIFT, date=None)
    assert reasons(undated, undated, told=("2024-03-07", "2024-04-01"))
    assert reasons(undated, undated, told=("2024-03-07", "2024-06-01")) == ()
    assert reasons(GIFT, undated, told=("2020", "2024-03-10"))


@pytest.mark.parametrize(
    ("date", "expected"),
    [("2024-04-21", True), ("2024-04-22", False), ("2024-01-22", True), ("2024-01-21", False), ("2024", True)],
)
def test_tellings_within_45_days_are_near(date: str, expected: bool) -> None:
    assert bool(reasons(GIFT, replace(GIFT, date=PartialDate(date)))) is expected


def test_goals_are_one_where_their_deadlines_can_be_one_day() -> None:
    assert reasons(GOAL, replace(GOAL, deadline=PartialDate("2024-12-31"), date=PartialDate("2020")))
    assert reasons(GOAL, replace(GOAL, deadline=PartialDate("2025"))) == ()
    assert reasons(GOAL, replace(GOAL, deadline=None))
    assert reasons(GOAL, replace(GOAL, owner=("UA", "EU"))) == ()


def test_what_was_made_is_one_where_maker_stage_and_number_are() -> None:
    assert reasons(MADE, MADE)
    assert reasons(MADE, replace(MADE, producer=("GB",))) == ()
    assert reasons(MADE, replace(MADE, stage="planned")) == ()
    assert reasons(MADE, replace(GIFT, quantity=exactly(5))) == ()


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"date": PartialDate("2024-03-20")}, ("both are number 20",)),
        ({"number": None}, ("both are on 2024-03-19",)),
        ({"number": 21, "date": PartialDate("2024-03-20")}, ()),
        ({"number": None, "date": PartialDate("2024-03")}, ()),
        ({"body": "council"}, ()),
    ],
)
def test_meetings_are_one_by_number_or_by_day(changed: dict[str, Any], expected: tuple[str, ...]) -> None:
    assert reasons(MET, replace(MET, **changed)) == expected


def test_two_numbers_of_one_body_on_one_day_are_two_meetings() -> None:
    assert reasons(MET, replace(MET, number=21)) == ()


@pytest.mark.parametrize(
    "claim",
    [
        Headcount(**WORDS, coalition="drone", quantity=exactly(15)),
        Share(**WORDS, subject=("GB",), percent=Decimal(99)),
        Status(**WORDS, subject="f-16", state="delayed"),
    ],
    ids=lambda claim: claim.kind,
)
def test_kinds_that_add_to_no_sum_are_never_linked(claim: Claim) -> None:
    assert reasons(claim, claim) == ()


def test_every_plain_pair_is_found_once_among_many() -> None:
    other = replace(GIFT, donor=("LV",))
    tellings = [
        Told("a", GIFT),
        Told("b", other),
        Told("c", GIFT),
        Told("d", Status(**WORDS, subject="f-16", state="delayed")),
        Told("e", other),
        Told("f", GIFT),
    ]
    found = {(link.one.event, link.other.event) for link in links(tellings, CATALOGUE)}
    assert found == {("a", "c"), ("a", "f"), ("c", "f"), ("b", "e")}
    assert all(link.reasons for link in links(tellings, CATALOGUE))
