"""What each kind of accepted claim does to the ledger, and what it refuses to guess."""

from __future__ import annotations

import pytest

from kept.access import door
from kept.evidence.models import Claim, Review
from kept.ledger.models import Account, Assertion, Commitment, Movement
from kept.outlook.actions import accept
from kept.outlook.models import Goal
from kept.registry import actions as registry
from kept.registry.actions import Basis
from kept.registry.models import Entry, Meeting, Membership, StatusReport
from kept.supply.models import Contract, ProductionEntry
from kept.vocabulary.quantity import at_least, exactly
from tests.worlds import OFFICE, tell, world

pytestmark = pytest.mark.django_db

KEPT: tuple[type[Entry | Movement | Assertion], ...] = (
    Commitment,
    Movement,
    Assertion,
    Contract,
    ProductionEntry,
    Membership,
    Meeting,
    StatusReport,
    Goal,
)


def entered() -> dict[str, int]:
    """How many rows each table of effects holds; empty ones are left out."""
    counts = {model.__name__: door.rows(model, OFFICE).count() for model in KEPT}
    return {name: count for name, count in counts.items() if count}


@pytest.mark.parametrize(
    ("line", "effect"),
    [
        ("2024-02-15 NO pledges 2000 drone to UA", {"Commitment": 1, "Movement": 1}),
        ("2024-02-15 NO pledges 2000 drone to UA for 5 EUR", {"Commitment": 1, "Movement": 2}),
        ("2024-02-15 NO asserts 2000 drone delivered to UA", {"Assertion": 1}),
        ("2024-02-15 NO asserts 2000 drone delivered to UA for 5 EUR", {"Assertion": 2}),
        ("2024-02-15 NO contracts 2000 drone table contracts as k-1", {"Contract": 1}),
        ("2024-02 maker makes 2000 drone", {"Commitment": 1, "Movement": 1, "ProductionEntry": 1}),
        ("- maker makes 2000 drone from 2024-01 until 2024-06", {"Assertion": 1, "ProductionEntry": 1}),
        ("2024 maker plans 2000 drone", {"ProductionEntry": 1}),
        ("2024 maker can 2000 drone", {"ProductionEntry": 1}),
        ("2024-02-15 NO joins drone", {"Membership": 1}),
        ("2024-02-15 drone counts 15", {"Assertion": 1}),
        ("2024-02-15 NO bears 60 of drone", {"Assertion": 1}),
        ("2024-02-15 drone-coalition aims 1000000 drone pledged", {"Goal": 1}),
        ("2024-02-15 udcg meets 20 Brussels", {"Meeting": 1}),
        ("2024-02-15 drone is delayed", {"StatusReport": 1}),
    ],
)
def test_each_kind_of_claim_does_what_the_design_says(line: str, effect: dict[str, int]) -> None:
    told = world(line)
    assert entered() == effect
    assert told.findings == []
    claim = door.rows(Claim, OFFICE).get().id
    for model in KEPT:
        assert all(row.claim_id == claim for row in door.rows(model, OFFICE))


def test_accepting_a_claim_again_does_nothing_more() -> None:
    told = world("2024-02-15 NO pledges 2000 drone")
    assert accept(list(door.rows(Claim, OFFICE)), told.stamp) == []
    assert entered() == {"Commitment": 1, "Movement": 1}
    assert door.rows(Review, OFFICE).count() == 1


# --- delivered --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("definition", "stage"),
    [
        ("", "dispatched"),
        ("2024-01-01 NO means left_depot", "dispatched"),
        ("2024-01-01 NO means at_port", "dispatched"),
        ("2024-01-01 NO means at_hub", "at_hub"),
        ("2024-01-01 NO means recipient_signed", "handed_over"),
        ("2024-01-01 NO means with_unit", "accepted"),
        ("- NO means at_hub", "at_hub"),
        ("2024-02-16 NO means at_hub", "dispatched"),
        ("2024-01-01 LV means at_hub", "dispatched"),
        ("2023-01-01 NO means at_hub \n 2024-01-01 NO means recipient_signed", "handed_over"),
    ],
)
def test_delivered_is_booked_where_the_reporter_means_it(definition: str, stage: str) -> None:
    world(f"""
        {definition}
        2024-02-15 NO delivers 20 drone
        2024-02-16 NO pledges 1 drone
    """)
    assert [row.to_stage for row in door.rows(Movement, OFFICE)] == [stage, "pledged"]


def test_a_running_total_of_deliveries_is_booked_where_the_reporter_means_it() -> None:
    world("""
        2024-01-01 NO means at_hub
        2024-02-15 NO asserts 20 drone delivered
    """)
    assert door.rows(Assertion, OFFICE).get().stage == "at_hub"


def test_deliveries_of_several_whose_words_mean_different_points_state_no_point() -> None:
    world("""
        2024-01-01 NO means at_hub
        2024-01-01 LV means recipient_signed
        2024-02-15 LV+NO delivers 20 drone
    """)
    assert door.rows(Movement, OFFICE).get().to_stage == "dispatched"


# --- money and amounts ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "stage"),
    [
        ("pledges", "pledged"),
        ("allocates", "committed"),
        ("contracts", "obligated"),
        ("dispatches", "paid"),
        ("delivers", "paid"),
    ],
)
def test_money_climbs_the_stages_of_money(verb: str, stage: str) -> None:
    told = world(f"2024-02-15 NO {verb} ? money for 1000000 EUR")
    assert door.rows(Movement, OFFICE).get().to_stage == stage
    assert told.line(stage, unit="EUR").itemised == exactly(1000000, "EUR")


def test_money_has_no_stage_of_goods() -> None:
    told = world("2024-02-15 NO produces ? money for 1000000 EUR")
    assert told.codes() == ["stage-unknown"]
    assert entered() == {}


def test_the_value_of_goods_climbs_the_stages_of_goods_beside_their_number() -> None:
    told = world("2024-02-15 GB allocates 30 drone for 45000000 GBP as c-1")
    assert told.line("allocated").itemised == exactly(30)
    assert told.line("allocated", unit="GBP").itemised == exactly(45000000, "GBP")
    assert {m.commitment_id for m in door.rows(Movement, OFFICE)} == {door.rows(Commitment, OFFICE).get(code="c-1").id}
    assert {(a.item, a.unit) for a in door.rows(Account, OFFICE)} == {("drone", "piece"), ("drone", "GBP")}


# --- dates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "day", "date"),
    [
        ("2024-02-15 NO pledges 1 drone", "2024-02-15", "2024-02-15"),
        ("2024-02 NO pledges 1 drone", "2024-02-29", "2024-02"),
        ("2023 NO pledges 1 drone", "2023-12-31", "2023"),
        ("2024 NO pledges 1 drone told 2024-03-01", "2024-03-01", "2024"),
        ("2024-02-15 NO pledges 1 drone told 2024-03-01", "2024-02-15", "2024-02-15"),
        ("2023 NO pledges 1 drone told 2024-03-01", "2023-12-31", "2023"),
        ("- NO pledges 1 drone told 2024-03-01", "2024-03-01", "2024-03-01"),
        ("- NO pledges 1 drone told 2024-03", "2024-03-31", "2024-03"),
    ],
)
def test_a_date_counts_from_the_last_day_that_it_can_mean(line: str, day: str, date: str) -> None:
    told = world(line)
    movement = door.rows(Movement, OFFICE).get()
    assert (movement.day.isoformat(), movement.date) == (day, date)
    assert told.findings == []


def test_what_has_no_date_counts_from_its_recording_with_a_finding() -> None:
    told = world("- NO pledges 1 drone")
    assert told.codes() == ["date-missing"]
    movement = door.rows(Movement, OFFICE).get()
    assert (movement.day, movement.date) == (told.stamp.at.date(), "")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2024-03-05 NO asserts 1 drone delivered by 2024-02-29", "2024-02-29"),
        ("2024-03-05 NO asserts 1 drone delivered by 2024-02", "2024-02-29"),
        ("2024-03-05 NO asserts 1 drone delivered by 2024-12-31", "2024-03-05"),
        ("2024-03-05 NO asserts 1 drone delivered", "2024-03-05"),
    ],
)
def test_a_total_that_was_due_before_it_was_told_speaks_of_the_due_day(line: str, day: str) -> None:
    world(line)
    assert door.rows(Assertion, OFFICE).get().day.isoformat() == day


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("2024-02-15 ZZ pledges 1 drone", "party-unknown"),
        ("2024-02-15 NO+ZZ pledges 1 drone", "party-unknown"),
        ("2024-02-15 NO pledges 1 drone to ZZ", "party-unknown"),
        ("2024-02-15 ZZ joins drone", "party-unknown"),
        ("2024-02-15 ZZ aims 1 drone pledged", "party-unknown"),
        ("2024-02 ZZ makes 1 drone", "party-unknown"),
        ("2024-02-15 ZZ bears 1 of drone", "party-unknown"),
        ("2024-02-15 NO pledges 1 rowing-boat", "item-unknown"),
        ("2024-02-15 NO pledges 1 drone in boats", "coalition-unknown"),
        ("2024-02-15 NO joins boats", "coalition-unknown"),
        ("2024-02-15 boats counts 7", "coalition-unknown"),
    ],
)
def test_a_claim_about_somebody_or_something_unknown_stays_open(line: str, code: str) -> None:
    told = world(line)
    assert told.codes() == [code]
    assert entered() == {}
    assert door.rows(Review, OFFICE).count() == 0


def test_a_claim_that_stayed_open_is_accepted_once_its_party_is_registered() -> None:
    told = world("2024-02-15 ZZ pledges 1 drone")
    party = {"slug": "ZZ", "name": "Zedland", "kind": "country"}
    registry.enter_parties([(Basis(source="a test"), party)], told.stamp)
    assert accept(list(door.rows(Claim, OFFICE)), told.stamp) == []
    assert told.line("pledged", donor="ZZ").itemised == exactly(1)


def test_one_unknown_party_does_not_keep_the_others_back() -> None:
    told = world("""
        2024-02-15 ZZ pledges 1 drone
        2024-02-15 NO pledges 2 drone
    """)
    assert told.line("pledged").itemised == exactly(2)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2024-02-15 NO pledges 5 drone as c-1", "2024-02-15 NO pledges 7 drone as c-1"),
        ("2024-02-15 NO pledges 5 drone as c-1", "2024-02-15 NO asserts 7 drone pledged as c-1"),
        ("2024-02-15 NO asserts 5 drone pledged as c-1", "2024-02-15 NO pledges 7 drone as c-1"),
        ("2024-02-15 NO aims 5 drone pledged as c-1", "2024-02-15 NO aims 7 drone pledged as c-1"),
        ("2024-02 maker makes 5 drone as c-1", "2024-02 maker makes 7 drone as c-1"),
        ("2024-02 maker plans 5 drone as c-1", "2024-02 maker plans 7 drone as c-1"),
        ("2024-02-15 udcg meets 5 Berlin as c-1", "2024-02-15 udcg meets 7 Berlin as c-1"),
        (
            "2024-02-15 NO contracts 5 drone table contracts as c-1",
            "2024-02-15 NO contracts 7 drone table contracts as c-1",
        ),
    ],
)
@pytest.mark.parametrize("at_once", [True, False])
def test_a_code_that_is_taken_stands_and_the_second_is_a_finding(first: str, second: str, at_once: bool) -> None:
    told = world(f"{first}\n{second}" if at_once else first)
    before = entered()
    if not at_once:
        tell(told, second)
    assert told.codes() == ["row-changed"]
    assert entered() == before
    for stage in ("pledged", "produced"):
        assert told.line(stage).best in (exactly(5), at_least(5), exactly(0))


@pytest.mark.parametrize("line", ["2024-02-15 NO pledges ? drone", "2024-02-15 NO asserts ? drone pledged"])
def test_a_promise_without_a_number_is_a_finding_and_never_a_number(line: str) -> None:
    told = world(line)
    assert told.codes() == ["quantity-missing"]
    assert door.rows(Movement, OFFICE).count() == door.rows(Assertion, OFFICE).count() == 0
