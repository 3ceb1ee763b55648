"""Claims as JSON of the codebook: to the letter out, and in again with the wrong field named."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from kept.vocabulary.claims import KINDS, Claim, ClaimRefused, Meeting, Share, Status, Transfer, from_json, to_json
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.quantity import at_least, exactly

GOOD: dict[str, dict[str, Any]] = {
    "membership": {"party": "NO", "coalition": "drone", "role": "lead", "change": "joins"},
    "headcount": {"coalition": "drone", "quantity": {"low": 15, "high": 15}},
    "transfer": {"donor": ["NO"], "item": "drone", "quantity": {"low": 5, "high": None}, "stage": "pledged"},
    "output": {"producer": ["UA"], "item": "drone", "quantity": {"low": 5, "high": 5}, "stage": "produced"},
    "target": {"owner": ["UA"], "item": "drone", "quantity": {"low": 5, "high": 5}, "stage": "delivered"},
    "share": {"subject": ["DK", "NL"], "percent": 99},
    "meeting": {"body": "ramstein", "number": 20},
    "status": {"subject": "f-16", "state": "delayed"},
}


def good(kind: str, **changed: Any) -> dict[str, Any]:
    return {"kind": kind, "quote": "so it was said", **GOOD[kind], **changed}


def refusal(shown: dict[str, Any]) -> str:
    with pytest.raises(ClaimRefused) as refused:
        from_json(shown)
    return str(refused.value)


def test_the_samples_hold_every_kind() -> None:
    assert set(GOOD) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_read_with_what_it_cannot_do_without(kind: str) -> None:
    claim = from_json(good(kind), start=7)
    assert isinstance(claim, KINDS[kind])
    assert (claim.start, claim.end) == (7, 7 + len("so it was said"))


def test_a_claim_is_written_as_the_codebook_has_it() -> None:
    claim = Transfer(
        quote="20 million euros' worth",
        start=4,
        speaker="Minister",
        date=PartialDate("2024-02"),
        donor=("LV", "GB"),
        item="drone",
        quantity=at_least(2000),
        amount=exactly("20000000.5", "EUR"),
        stage="pledged",
        due=PartialDate("2024"),
    )
    assert list(to_json(claim).items()) == [
        ("kind", "transfer"),
        ("donor", ["LV", "GB"]),
        ("recipient", None),
        ("item", "drone"),
        ("quantity", {"low": 2000, "high": None}),
        ("amount", {"low": 20000000.5, "high": 20000000.5, "currency": "EUR"}),
        ("stage", "pledged"),
        ("mode", "increment"),
        ("due", "2024"),
        ("coalition", None),
        ("speaker", "Minister"),
        ("date", "2024-02"),
        ("quote", "20 million euros' worth"),
    ]


@pytest.mark.parametrize(("percent", "told"), [("99", "99"), ("66.7", "66.7"), ("100.0", "100")])
def test_whole_numbers_are_written_without_a_point(percent: str, told: str) -> None:
    claim = Share(quote="q", start=0, subject=("NO",), percent=Decimal(percent))
    assert f'"percent": {told},' in json.dumps(to_json(claim))


def test_a_share_has_a_list_of_subjects_and_a_status_has_one() -> None:
    share, status = from_json(good("share")), from_json(good("status"))
    assert isinstance(share, Share)
    assert share.subject == ("DK", "NL")
    assert isinstance(status, Status)
    assert status.subject == "f-16"


@pytest.mark.parametrize("kind", ["", "promise", None, 5, [], "Transfer"])
def test_a_kind_that_the_codebook_does_not_have_is_refused(kind: object) -> None:
    assert "kind is" in refusal({"kind": kind, "quote": "q"})


@pytest.mark.parametrize("kind", KINDS)
def test_a_missing_field_is_named(kind: str) -> None:
    needed = {name for name in GOOD[kind] if name not in ("quantity", "number")} | {"quote"}
    if kind == "headcount":
        needed.add("quantity")
    for name in needed:
        shown = good(kind)
        del shown[name]
        assert refusal(shown) == f"a {kind} needs {name}"


@pytest.mark.parametrize("kind", KINDS)
def test_a_field_that_the_kind_does_not_have_is_named(kind: str) -> None:
    assert refusal(good(kind, colour="red")) == f"a {kind} has no field 'colour'"


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("membership", "role", "chair"),
        ("membership", "change", "joined"),
        ("membership", "party", ""),
        ("membership", "party", 5),
        ("headcount", "quantity", 15),
        ("headcount", "quantity", {"low": 5, "high": 4}),
        ("headcount", "quantity", {"low": -1, "high": 4}),
        ("headcount", "quantity", {"low": "many"}),
        ("headcount", "quantity", {"least": 5}),
        ("headcount", "quantity", {"low": True, "high": True}),
        ("transfer", "donor", "NO"),
        ("transfer", "donor", []),
        ("transfer", "donor", [""]),
        ("transfer", "donor", [5]),
        ("transfer", "stage", "planned"),
        ("transfer", "stage", "accepted"),
        ("transfer", "mode", "total"),
        ("transfer", "due", "soon"),
        ("transfer", "amount", {"low": 5, "high": 5}),
        ("transfer", "amount", {"low": 5, "high": 5, "currency": "euro"}),
        ("transfer", "date", 2024),
        ("transfer", "date", "2024-13"),
        ("transfer", "quote", ""),
        ("output", "stage", "pledged"),
        ("output", "period", "2024-00"),
        ("output", "producer", "UA"),
        ("target", "stage", "capacity"),
        ("target", "deadline", "2024-02-30"),
        ("share", "percent", "half"),
        ("share", "percent", "NaN"),
        ("share", "percent", "Infinity"),
        ("share", "subject", "DK"),
        ("meeting", "number", "twenty"),
        ("meeting", "number", 12.7),
        ("meeting", "number", True),
        ("meeting", "number", float("inf")),
        ("status", "state", "fine"),
        ("status", "subject", ["f-16"]),
        ("status", "speaker", {"name": "Minister"}),
    ],
)
def test_a_value_that_the_field_cannot_hold_is_refused_with_the_fields_name(
    kind: str, field: str, value: object
) -> None:
    assert refusal(good(kind, **{field: value})).startswith(f"{field} of a {kind} is ")


def test_a_field_without_a_value_is_as_good_as_left_out() -> None:
    claim: Claim = from_json(good("meeting", number=None, place=None, speaker=None, date=None))
    assert claim == Meeting(quote="so it was said", start=0, body="ramstein")
