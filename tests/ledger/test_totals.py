"""Whatever is recorded in whatever order: month totals are the sum of the movements, and so is every balance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.access import door
from kept.access.journal import Stamp, append
from kept.ledger.flows import DIMENSIONS, Flows, Only, Sum, View, flows_by
from kept.ledger.models import Account, Commitment, Movement
from kept.ledger.proof import totals_broken
from kept.ledger.recording import Flow, Scope, open_accounts, record, reverse
from kept.vocabulary.stages import Stage
from tests.worlds import OFFICE, undone

pytestmark = pytest.mark.django_db

START = datetime(2026, 1, 1, tzinfo=UTC)
SCOPES = [
    Scope("NO", "drone", "UA", "drone", "piece"),
    Scope("NO", "", "UA", "fpv-drone", "piece"),
    Scope("LV", "drone", "UA", "drone", "piece"),
    Scope("LV", "drone", "", "drone", "EUR"),
    Scope("DK+NL", "shells", "UA", "shell", "piece"),
]
CHANGED = [stage for stage in Stage if stage is not Stage.OUTSIDE]


@dataclass(frozen=True, slots=True)
class Deed:
    """A movement to record, or with `back` the reversal of a movement that stands."""

    scope: int
    start: Stage
    end: Stage
    low: int
    high: int | None
    day: date
    back: int | None = None


DEEDS = st.builds(
    Deed,
    scope=st.integers(0, len(SCOPES) - 1),
    start=st.sampled_from(list(Stage)),
    end=st.sampled_from(CHANGED),
    low=st.integers(0, 10**7),
    high=st.one_of(st.none(), st.integers(10**7, 10**9)),
    day=st.one_of(
        st.dates(date(2023, 11, 1), date(2024, 3, 31)),
        st.sampled_from(
            [date(2023, 12, 31), date(2024, 1, 1), date(2024, 2, 15), date(2024, 2, 16), date(2024, 2, 29)]
        ),
        st.dates(date(900, 1, 1), date(2200, 12, 31)),
    ),
    back=st.one_of(st.none(), st.none(), st.integers(0, 30)),
).filter(lambda deed: deed.start is not deed.end)
STORIES = st.lists(DEEDS, min_size=1, max_size=8)
DAYS = st.one_of(st.dates(date(2023, 10, 20), date(2024, 4, 10)), st.dates(), st.just(date.max), st.just(date.min))


def play(story: Sequence[Deed], sizes: Sequence[int]) -> list[datetime]:
    """Record a story in batches of the given sizes; returns the moments of recording."""
    append(Commitment, [{"code": "c", "donor": "NO", "item": "drone"}], Stamp(OFFICE, START))
    accounts = open_accounts(SCOPES, Stamp(OFFICE, START))
    moments: list[datetime] = []
    waiting = list(story)
    for number in range(len(story)):
        size = sizes[number % len(sizes)]
        batch, waiting = waiting[:size], waiting[size:]
        if not batch:
            break
        stamp = Stamp(OFFICE, START + timedelta(hours=number))
        moments.append(stamp.at)
        commitment = door.rows(Commitment, OFFICE).get().id
        flows = [
            Flow(
                commitment=commitment,
                account=accounts[SCOPES[deed.scope]],
                from_stage=deed.start,
                to_stage=deed.end,
                low=deed.low,
                high=deed.high,
                day=deed.day,
            )
            for deed in batch
            if deed.back is None
        ]
        record(flows, stamp)
        for deed in batch:
            if deed.back is not None:
                take_one_back(deed.back, stamp)
    return moments


def take_one_back(number: int, stamp: Stamp) -> None:
    rows = list(door.rows(Movement, OFFICE))
    gone = {row.reverses_id for row in rows}
    open_rows = [row.id for row in rows if row.reverses_id is None and row.id not in gone]
    if open_rows:
        reverse(open_rows[number % len(open_rows)], stamp)


def brute_force(view: View, by: Sequence[str], only: Only) -> dict[tuple[str, ...], Flows]:
    """The same sums, movement by movement, with no totals."""
    accounts = {account.id: account for account in door.rows(Account, OFFICE)}
    found: dict[tuple[str, ...], Flows] = defaultdict(Flows)
    for m in door.rows(Movement, OFFICE):
        account = accounts[m.account_id]
        if m.day > view.as_of or not only.holds(account):
            continue
        if view.recorded_by is not None and m.recorded_at > view.recorded_by:
            continue
        key = tuple(getattr(account, name) for name in by)
        amount, legs = Sum(m.low, m.high or 0, int(m.high is None)), (Stage(m.from_stage), Stage(m.to_stage))
        if m.reverses_id is None:
            found[key].put(legs, amount)
        else:
            found[key].put((legs[1], legs[0]), amount, -1)
    return {key: kept for key, story in found.items() if (kept := without_empty(story))}


def without_empty(story: Flows) -> Flows:
    return Flows({legs: amount for legs, amount in story.items() if amount != Sum()})


@given(story=STORIES, sizes=st.lists(st.integers(1, 4), min_size=1, max_size=4))
def test_month_totals_are_the_sum_of_the_movements(story: list[Deed], sizes: list[int]) -> None:
    with undone():
        play(story, sizes)
        assert totals_broken() == []


ASKED = st.tuples(DAYS, st.integers(-1, 8), st.lists(st.sampled_from(DIMENSIONS), unique=True), st.integers())


@given(story=STORIES, sizes=st.lists(st.integers(1, 4), min_size=1, max_size=4), asked=ASKED)
def test_a_balance_from_totals_is_the_sum_over_all_movements(
    story: list[Deed], sizes: list[int], asked: tuple[date, int, list[str], int]
) -> None:
    day, known, by, seed = asked
    with undone():
        moments = play(story, sizes)
        view = View(OFFICE, day, moments[known % len(moments)] if known >= 0 else None)
        only = limits(Random(seed))
        told = {key: without_empty(story) for key, story in flows_by(view, by, only).items()}
        assert told == brute_force(view, by, only)


def limits(chance: Random) -> Only:
    """Random limits and exclusions, now and then of nothing at all."""
    wanted, refused = {}, {}
    for name in DIMENSIONS:
        values = sorted({getattr(scope, name) for scope in SCOPES})
        if chance.random() < 0.3:
            wanted[name] = chance.sample(values, chance.randint(0, len(values)))
        if chance.random() < 0.2:
            refused[name] = chance.sample(values, chance.randint(0, len(values) - 1))
    return Only(wanted, refused)


@given(story=STORIES, sizes=st.lists(st.integers(1, 4), min_size=1, max_size=4), day=DAYS)
def test_another_split_into_batches_gives_the_same_balances(story: list[Deed], sizes: list[int], day: date) -> None:
    plain = [deed for deed in story if deed.back is None]
    told = []
    for split in (sizes, [len(story)]):
        with undone():
            play(plain, split)
            told.append(flows_by(View(OFFICE, day), DIMENSIONS))
    assert told[0] == told[1]


@given(story=STORIES, order=st.randoms(use_true_random=False), day=DAYS)
def test_another_order_of_recording_gives_the_same_balances(story: list[Deed], order: Random, day: date) -> None:
    plain = [deed for deed in story if deed.back is None]
    shuffled = order.sample(plain, len(plain))
    told = []
    for one in (plain, shuffled):
        with undone():
            play(one, [2])
            assert totals_broken() == []
            told.append(flows_by(View(OFFICE, day), DIMENSIONS))
    assert told[0] == told[1]


@given(story=STORIES, day=DAYS)
def test_taking_everything_back_restores_the_empty_ledger(story: list[Deed], day: date) -> None:
    with undone():
        play([deed for deed in story if deed.back is None], [3])
        for row in door.rows(Movement, OFFICE):
            reverse(row.id, Stamp(OFFICE, START + timedelta(days=9)))
        assert flows_by(View(OFFICE, day), DIMENSIONS) == {}
        assert totals_broken() == []
