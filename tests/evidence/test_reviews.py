"""A judgement is a new row; the latest one holds, and the earlier ones stay."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kept.access import door
from kept.access.journal import Stamp
from kept.evidence.actions import HOLDS, VERDICTS, keep_claims, review, verdicts
from kept.evidence.models import Claim, Document, Review
from tests.cast import ANALYST, DONOR, MOMENT, OFFICE, STAMP, STRANGER
from tests.evidence.conftest import Keep, new_claim

GOOD = "Norway will give 2,000 drones."


def claim_in(document: Document) -> Claim:
    keep_claims(document, [new_claim(GOOD)], STAMP)
    return door.rows(Claim, OFFICE).get()


def test_a_claim_that_nobody_judged_has_no_verdict(document: Document) -> None:
    claim_in(document)
    assert verdicts(STAMP) == {}


def test_the_latest_verdict_holds_and_the_earlier_ones_stay(document: Document) -> None:
    claim = claim_in(document)
    later = Stamp(ANALYST, MOMENT + timedelta(days=1))
    assert review([claim], "rejected", STAMP, reason="another Norway") == [1]
    assert review([claim], "reopened", later) == [2]
    assert review([claim], "accepted", later, reason="the same Norway") == [3]
    assert verdicts(STAMP) == {claim.id: "accepted"}
    told = [(row.verdict, row.recorded_by, row.reason) for row in door.rows(Review, OFFICE)]
    assert told == [
        ("rejected", "office", "another Norway"),
        ("reopened", "analyst", ""),
        ("accepted", "analyst", "the same Norway"),
    ]


def test_several_claims_are_judged_at_once_each_in_a_row_of_its_own(document: Document) -> None:
    keep_claims(document, [new_claim(GOOD), new_claim("Latvia has sent 500.")], STAMP)
    claims = list(door.rows(Claim, OFFICE))
    review(claims, "accepted", STAMP)
    assert verdicts(STAMP) == {claim.id: "accepted" for claim in claims}


@pytest.mark.parametrize("verdict", ["", "Accepted", "maybe"])
def test_a_word_that_is_no_verdict_is_refused(document: Document, verdict: str) -> None:
    with pytest.raises(ValueError, match="is no verdict"):
        review([claim_in(document)], verdict, STAMP)
    assert verdicts(STAMP) == {}


def test_only_an_accepted_or_edited_claim_holds() -> None:
    assert set(HOLDS) < set(VERDICTS)
    assert set(VERDICTS) - set(HOLDS) == {"rejected", "reopened"}


def test_a_judgement_is_released_as_its_claim_is(keep: Keep) -> None:
    claim = claim_in(keep(release="parties:,GB,"))
    review([claim], "accepted", STAMP, reason="seen in confidence")
    assert door.rows(Review, DONOR).count() == 1
    assert door.rows(Review, STRANGER).count() == 0
