"""Stages of goods and of money in their order, and the hand-over points that 'delivered' can mean (R5)."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """Where a quantity stands. `OUTSIDE` is where it comes from before anybody promised it."""

    OUTSIDE = "outside"
    PLEDGED = "pledged"
    COMMITTED = "committed"
    ALLOCATED = "allocated"
    CONTRACTED = "contracted"
    PRODUCED = "produced"
    DISPATCHED = "dispatched"
    AT_HUB = "at_hub"
    HANDED_OVER = "handed_over"
    ACCEPTED = "accepted"
    PAID = "paid"
    OBLIGATED = "obligated"
    SPENT = "spent"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"
    LOST = "lost"


GOODS = (
    Stage.PLEDGED,
    Stage.COMMITTED,
    Stage.ALLOCATED,
    Stage.CONTRACTED,
    Stage.PRODUCED,
    Stage.DISPATCHED,
    Stage.AT_HUB,
    Stage.HANDED_OVER,
    Stage.ACCEPTED,
)
MONEY = (Stage.PLEDGED, Stage.COMMITTED, Stage.PAID, Stage.OBLIGATED, Stage.SPENT)
ENDS = (Stage.WITHDRAWN, Stage.REJECTED, Stage.LOST)
FIRM = Stage.COMMITTED
"""The first stage that counts as firm (R7)."""


class HandOverPoint(StrEnum):
    """What a reporter's 'delivered' means."""

    LEFT_DEPOT = "left_depot"
    AT_PORT = "at_port"
    AT_HUB = "at_hub"
    RECIPIENT_SIGNED = "recipient_signed"
    WITH_UNIT = "with_unit"


POINT_STAGE = {
    HandOverPoint.LEFT_DEPOT: Stage.DISPATCHED,
    HandOverPoint.AT_PORT: Stage.DISPATCHED,
    HandOverPoint.AT_HUB: Stage.AT_HUB,
    HandOverPoint.RECIPIENT_SIGNED: Stage.HANDED_OVER,
    HandOverPoint.WITH_UNIT: Stage.ACCEPTED,
}

TOLD_GOODS = {
    "pledged": Stage.PLEDGED,
    "allocated": Stage.ALLOCATED,
    "contracted": Stage.CONTRACTED,
    "produced": Stage.PRODUCED,
    "dispatched": Stage.DISPATCHED,
}
TOLD_MONEY = {
    "pledged": Stage.PLEDGED,
    "allocated": Stage.COMMITTED,
    "contracted": Stage.OBLIGATED,
    "dispatched": Stage.PAID,
    "delivered": Stage.PAID,
}


def ladder(item: str) -> tuple[Stage, ...]:
    """The stages that an item climbs: `money` the stages of money, everything else those of goods.

    The value of goods ('20 million euros' worth of drones') climbs the stages of goods.
    """
    return MONEY if item == "money" else GOODS


def at_or_behind(stage: Stage) -> frozenset[Stage]:
    """The stages whose sum is 'reached at least `stage`'; pledged and committed stand on both ladders."""
    return frozenset(step for steps in (GOODS, MONEY) if stage in steps for step in steps[steps.index(stage) :])


def booked_stage(told: str, item: str, point: HandOverPoint | None = None) -> Stage | None:
    """The ledger's stage for a stage word of the codebook; None where the item has no such stage.

    'delivered' goods without a delivery definition are booked `dispatched`: they left the giver, and
    where they were handed over is not stated (R5).
    """
    if item == "money":
        return TOLD_MONEY.get(told)
    if told == "delivered":
        return POINT_STAGE[point] if point else Stage.DISPATCHED
    return TOLD_GOODS.get(told)
