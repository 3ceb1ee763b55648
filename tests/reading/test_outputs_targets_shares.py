"""What is made, what is aimed at, and who accounts for which part."""

from __future__ import annotations

from tests.reading.shorthand import told


def test_what_was_made_is_produced() -> None:
    text = "Ukraine produced more than 1.5 million FPV drones in 2023."
    assert told(text) == ["output UA fpv-drone 1500001+ produced in 2023"]


def test_what_will_be_made_is_planned() -> None:
    assert told("France plans to produce 78 Caesar howitzers this year.") == ["output FR howitzer 78 planned in 2024"]


def test_a_headline_without_a_verb_form_is_planned() -> None:
    assert told("Ukraine to produce thousands of sea drones in 2024") == ["output UA naval-drone 2000+ planned in 2024"]


def test_what_can_be_made_is_capacity() -> None:
    assert told("Ukraine can produce 4 million drones a year.") == ["output UA drone 4000000 capacity"]
    assert told("Ukraine's production capacity is 4 million drones a year.") == ["output UA drone 4000000 capacity"]


def test_production_that_reached_a_number_is_produced() -> None:
    assert told("Drone production in Ukraine reached 200,000 a month.") == ["output UA drone 200000 produced"]


def test_an_aim_is_a_target() -> None:
    text = "The EU aims to provide Ukraine with 1 million shells by March 2024."
    assert told(text) == ["target eu artillery-shell 1000000 delivered by 2024-03"]


def test_a_plan_of_a_coalition_is_a_target() -> None:
    text = "The drone coalition plans to supply one million drones to Ukraine in 2024."
    assert told(text) == ["target coalition:drone drone 1000000 delivered by 2024"]


def test_a_plan_of_a_nation_is_a_pledge() -> None:
    text = "Latvia plans to train 3,000 Ukrainian soldiers in 2024."
    assert told(text) == ["transfer LV training-seat 3000 pledged by 2024"]


def test_the_part_that_a_party_accounts_for_is_a_share() -> None:
    assert told("NATO allies provide 99% of military aid to Ukraine.") == ["share nato 99%"]
    assert told("Some 40 percent of all military aid was provided by Germany.") == ["share DE 40%"]


def test_a_part_of_a_promise_is_a_share_and_no_gift() -> None:
    assert told("The EU has delivered 52% of the promised one million shells.") == ["share eu 52%"]


def test_a_rise_is_no_share() -> None:
    assert told("Germany increased by 20% of military aid its spending.") == []
