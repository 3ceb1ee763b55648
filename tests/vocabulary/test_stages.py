"""Stages in their order, and what 'delivered' is booked as."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kept.vocabulary.claims import STAGES
from kept.vocabulary.stages import (
    ENDS,
    FIRM,
    GOODS,
    MONEY,
    POINT_STAGE,
    HandOverPoint,
    Stage,
    at_or_behind,
    booked_stage,
    ladder,
)


def test_every_stage_stands_on_a_ladder_is_an_end_or_is_outside() -> None:
    assert {*GOODS, *MONEY, *ENDS, Stage.OUTSIDE} == set(Stage)
    assert not set(ENDS) & {*GOODS, *MONEY}


@pytest.mark.parametrize("steps", [GOODS, MONEY], ids=["goods", "money"])
def test_what_has_reached_a_stage_has_reached_every_stage_before_it(steps: tuple[Stage, ...]) -> None:
    for earlier, later in pairwise(steps):
        assert at_or_behind(later) < at_or_behind(earlier)
        assert at_or_behind(earlier) - at_or_behind(later) >= {earlier}


def test_a_stage_counts_among_those_that_have_reached_it_unless_it_is_an_end() -> None:
    for stage in {*GOODS, *MONEY}:
        assert stage in at_or_behind(stage)
    for stage in (*ENDS, Stage.OUTSIDE):
        assert at_or_behind(stage) == frozenset()


def test_goods_and_money_part_after_the_firm_promise() -> None:
    assert at_or_behind(Stage.PAID) == {Stage.PAID, Stage.OBLIGATED, Stage.SPENT}
    assert not at_or_behind(Stage.ALLOCATED) & {Stage.PAID, Stage.OBLIGATED, Stage.SPENT}
    assert at_or_behind(Stage.PLEDGED) == {*GOODS, *MONEY}


def test_a_pledge_is_not_firm() -> None:
    assert Stage.PLEDGED not in at_or_behind(FIRM)


def test_only_money_climbs_the_stages_of_money() -> None:
    assert ladder("money") == MONEY
    assert ladder("drone") == GOODS


@pytest.mark.parametrize("told", STAGES["transfer"])
@pytest.mark.parametrize("item", ["money", "drone"])
def test_every_stage_word_of_a_transfer_is_booked_on_the_items_own_ladder_or_not_at_all(told: str, item: str) -> None:
    stage = booked_stage(told, item)
    assert stage is None or stage in ladder(item)
    assert (stage is None) == (item == "money" and told == "produced")


def test_delivered_without_a_definition_is_booked_dispatched() -> None:
    assert booked_stage("delivered", "drone") is Stage.DISPATCHED


@pytest.mark.parametrize("point", HandOverPoint)
def test_delivered_is_booked_at_the_stage_of_the_point_that_the_giver_means(point: HandOverPoint) -> None:
    assert booked_stage("delivered", "drone", point) is POINT_STAGE[point]


def test_only_the_recipients_signature_hands_over() -> None:
    handed_over = at_or_behind(Stage.HANDED_OVER)
    assert [point for point in HandOverPoint if POINT_STAGE[point] in handed_over] == [
        HandOverPoint.RECIPIENT_SIGNED,
        HandOverPoint.WITH_UNIT,
    ]


def test_a_word_that_is_no_stage_is_booked_nowhere() -> None:
    assert booked_stage("promised", "drone") is None
    assert booked_stage("promised", "money") is None
