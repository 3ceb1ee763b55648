"""Movements have two legs, and a mistake is taken back by a movement of its own."""

from __future__ import annotations

from datetime import date

import pytest

from kept.access import door
from kept.errors import Misuse, UnknownRecord
from kept.ledger.models import Account, Commitment, Movement
from kept.ledger.proof import verify
from kept.ledger.recording import Flow, record, reverse
from kept.vocabulary.quantity import at_least, between, exactly
from kept.vocabulary.stages import Stage
from tests.worlds import OFFICE, World, moment, tell, words_of, world

pytestmark = pytest.mark.django_db


def rows() -> list[Movement]:
    return list(door.rows(Movement, OFFICE))


def flow(**changed: object) -> Flow:
    values: dict[str, object] = {"to_stage": Stage.COMMITTED, "low": 1000, "high": 1000, "day": date(2024, 3, 1)}
    account, commitment = door.rows(Account, OFFICE).get().id, door.rows(Commitment, OFFICE).get().id
    return Flow(**{**values, "account": account, "commitment": commitment, **changed})  # type: ignore[arg-type]  # by case


@pytest.fixture
def pledge() -> World:
    return world("2024-02-15 NO pledges 2000 fpv-drone to UA in drone as c-1")


def test_a_movement_leaves_one_stage_and_enters_another(pledge: World) -> None:
    tell(pledge, "2024-03-01 c-1 moves 500 from pledged to contracted")
    legs = [(m.from_stage, m.to_stage, m.low, m.high) for m in rows()]
    assert legs == [("outside", "pledged", 2000000, 2000000), ("pledged", "contracted", 500000, 500000)]
    standing = [pledge.line(stage, at_least=False).itemised for stage in ("pledged", "contracted")]
    assert standing == [exactly(1500), exactly(500)]
    assert pledge.line("pledged").itemised == exactly(2000)


@pytest.mark.parametrize(
    "changed",
    [
        {"from_stage": Stage.PLEDGED, "to_stage": Stage.PLEDGED},
        {"from_stage": Stage.PLEDGED, "to_stage": Stage.OUTSIDE},
        {"low": -1},
        {"low": 2000, "high": 1000},
    ],
)
def test_a_movement_that_breaks_the_books_is_refused_with_its_whole_batch(
    pledge: World, changed: dict[str, object]
) -> None:
    before = pledge.line("pledged")
    with pytest.raises(Misuse):
        record([flow(), flow(**changed)], pledge.stamp)
    assert len(rows()) == 1
    assert pledge.line("pledged") == before
    assert verify(OFFICE)[1] == []


@pytest.mark.parametrize(
    ("told", "standing"),
    [("500", exactly(500)), ("90..100", between(90, 100)), ("500+", at_least(500)), ("0", exactly(0))],
)
def test_a_reversal_restores_exactly_what_was(pledge: World, told: str, standing: object) -> None:
    before = [pledge.line(stage) for stage in Stage]
    tell(pledge, f"2024-03-01 c-1 moves {told} from pledged to contracted")
    assert pledge.line("contracted").itemised == standing
    tell(pledge, "- takes back 2")
    assert [pledge.line(stage) for stage in Stage] == before


def test_a_reversal_stands_beside_what_it_takes_back(pledge: World) -> None:
    number = reverse(1, pledge.stamp)
    first, back = rows()
    assert (back.id, back.reverses_id, back.day, back.claim_id) == (number, first.id, first.day, first.claim_id)
    assert (back.from_stage, back.to_stage) == (first.to_stage, first.from_stage)
    assert verify(OFFICE)[1] == []


def test_a_movement_is_taken_back_only_once(pledge: World) -> None:
    reverse(1, pledge.stamp)
    with pytest.raises(Misuse):
        reverse(1, pledge.stamp)
    assert pledge.line("pledged").itemised == exactly(0)


def test_a_reversal_is_not_reversed(pledge: World) -> None:
    number = reverse(1, pledge.stamp)
    with pytest.raises(Misuse):
        reverse(number, pledge.stamp)


def test_a_movement_that_is_not_there_cannot_be_taken_back(pledge: World) -> None:
    with pytest.raises(UnknownRecord):
        reverse(99, pledge.stamp)


def test_one_open_part_among_exact_ones_comes_and_goes(pledge: World) -> None:
    tell(pledge, "2024-03-01 NO pledges 100+ fpv-drone to UA in drone")
    assert pledge.line("pledged").itemised == at_least(2100)
    tell(pledge, "- takes back 2")
    assert pledge.line("pledged").itemised == exactly(2000)


def test_what_was_recorded_later_was_not_known_earlier() -> None:
    told = world("""
        recorded 2024-02-16T10:00
        2024-02-15 NO pledges 2000 drone as c-1
        recorded 2024-03-01T10:00
        2024-02-20 LV pledges 10 drone
        recorded 2024-04-01T10:00
        - takes back 1
    """)
    known = {
        "2024-02-16T09:59": "0",
        "2024-02-16T10:00": "2,000",
        "2024-03-01T10:00": "2,010",
        "2024-04-01T10:00": "10",
    }
    for told_at, words in known.items():
        assert words_of(told.line("pledged", recorded_by=moment(told_at)))[0] == words


def test_as_of_a_day_and_as_recorded_by_a_moment_hold_together() -> None:
    told = world("""
        recorded 2024-02-16T10:00
        2024-02-15 NO pledges 2000 drone
        recorded 2024-06-01T10:00
        2024-01-10 NO pledges 5 drone
    """)
    march = {"as_of": "2024-03-01"}
    assert told.line("pledged", **march).itemised == exactly(2005)
    assert told.line("pledged", **march, recorded_by=moment("2024-03-01T00:00")).itemised == exactly(2000)
    assert told.line("pledged", as_of="2024-02-14").itemised == exactly(5)
    assert told.line("pledged", as_of="2024-01-09").itemised == exactly(0)


def test_a_balance_can_be_asked_as_of_the_first_and_the_last_day_there_is(pledge: World) -> None:
    assert pledge.line("pledged", as_of=date.min.isoformat()).itemised == exactly(0)
    assert pledge.line("pledged", as_of=date.max.isoformat()).itemised == exactly(2000)
