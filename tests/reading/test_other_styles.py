"""Sentence shapes of other styles (wire, release, factsheet, live blog), each with what it must not read."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading.shorthand import reading, told


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "The armour coalition that Poland and Germany lead met.",
            ["membership DE armour lead holds", "membership PL armour lead holds"],
        ),
        (
            "Norway heads the maritime coalition together with the United Kingdom.",
            ["membership GB maritime lead holds", "membership NO maritime lead holds"],
        ),
        (
            "The IT coalition, which is headed by Tallinn and Luxembourg, met.",
            ["membership EE it lead holds", "membership LU it lead holds"],
        ),
        (
            "Spain and Italy have become full members of the drone coalition.",
            ["membership ES drone member joins", "membership IT drone member joins"],
        ),
        (
            "France is one of the 14 states in the demining coalition.",
            ["headcount demining 14", "membership FR demining member holds"],
        ),
        ("The drone coalition is growing. Portugal signed up last week.", ["membership PT drone member joins"]),
        (
            "The Council welcomed the accession of Spain and Italy to the IT coalition.",
            ["membership ES it member joins", "membership IT it member joins"],
        ),
        (
            "Denmark is a member of the drone, armour and IT coalitions.",
            ["membership DK armour member holds", "membership DK drone member holds", "membership DK it member holds"],
        ),
    ],
)
def test_memberships_in_many_words(text: str, claims: list[str]) -> None:
    assert told(text) == claims


@pytest.mark.parametrize(
    "text",
    [
        "The drone coalition is growing. Portugal could sign up next year.",
        "Hungary recalls that it is not a member of the drone, armour and IT coalitions.",
        "France is one of the 14 states in the region.",
        "The accession of Albania and Croatia to NATO was long ago.",
        "Italy is a member of the drone, kitchen and garden coalitions.",
        "Cyprus could become a member of the drone coalition.",
        "The drone coalition is growing. Portugal joined in the applause for the coalition.",
        "The drone coalition met. It rained. It snowed. It hailed. Portugal signed up last week.",
        "British officials have joined the drone coalition's talks.",
    ],
)
def test_no_memberships(text: str) -> None:
    assert [one for one in told(text) if one.startswith("membership")] == []


def test_states_that_belong_to_a_coalition_are_its_count() -> None:
    text = "The drone coalition met. He said after the meeting that 22 states now belonged to the coalition."
    assert "headcount drone 22" in told(text)


def test_states_in_favour_are_no_count() -> None:
    assert told("Twenty countries are in favour of the drone coalition.") == []


def test_a_coalition_without_a_name_ends_what_it_means() -> None:
    text = "Latvia leads the drone coalition. A new coalition was formed. Eleven countries are in it."
    assert [one for one in told(text) if one.startswith("headcount")] == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1 350 000 drones", "drone 1350000"),
        ("8’600 drones", "drone 8600"),
        ("12.000 drones", "drone 12000"),
        ("two million five hundred thousand drones", "drone 2500000"),
        ("6,5 billion crowns", "money NOK 6500000000"),
        ("17 mln. euro", "money EUR 17000000"),
        ("10 Mio. EUR", "money EUR 10000000"),
        ("6.5 billion of Norwegian crowns", "money NOK 6500000000"),
    ],
)
def test_numbers_as_other_countries_write_them(written: str, meant: str) -> None:
    assert told(f"Norway will give {written} to the drone coalition.") == [f"transfer NO {meant} pledged"]


def test_a_sum_with_a_stop_keeps_its_decimals() -> None:
    assert told("Norway will give 2.125 million euros to Ukraine.") == ["transfer NO money EUR 2125000 pledged"]
    assert told("Norway will give €12.500 to Ukraine.") == ["transfer NO money EUR 12500 pledged"]


def test_a_time_of_day_counts_nothing() -> None:
    text = "14:05 Estonia will give 10,000 artillery shells, not 1,000 as we wrote at 13:20."
    assert told(text) == ["transfer EE artillery-shell 10000 pledged"]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The Dutch have ordered 200 drones for Ukraine.", ["transfer NL drone 200 contracted"]),
        ("Danish instructors will train 300 Ukrainian marines.", ["transfer DK training-seat 300 pledged"]),
        (
            "The members of the drone coalition that Latvia and the UK lead have paid 20 million euros into its fund.",
            [
                "membership GB drone lead holds",
                "membership LV drone lead holds",
                "transfer coalition:drone money EUR 20000000 allocated",
            ],
        ),
        (
            "The drone coalition met. 500 drones were ordered by the coalition in May.",
            ["transfer coalition:drone drone 500 contracted"],
        ),
        (
            "Latvia has ordered 900 drones for Ukraine. Four hundred of them have already been handed over.",
            ["transfer LV drone 400 delivered", "transfer LV drone 900 contracted"],
        ),
        (
            "Spain has set aside €5 million for the drone coalition, and it will send ten tanks to Ukraine.",
            ["transfer ES money EUR 5000000 allocated", "transfer ES tank 10 pledged"],
        ),
        (
            "The EU took the decision to allocate EUR 2 billion, of which EUR 600 million is earmarked for drones.",
            ["transfer eu drone EUR 600000000 allocated", "transfer eu money EUR 2000000000 allocated"],
        ),
        (
            "Germany will deliver two IRIS-T systems to Ukraine, with 100 missiles for them.",
            ["transfer DE air-defence-missile 100 pledged", "transfer DE air-defence-system 2 pledged"],
        ),
        ("Norway has allocated for drones 65 million euros.", ["transfer NO drone EUR 65000000 allocated"]),
    ],
)
def test_gifts_in_many_words(text: str, claims: list[str]) -> None:
    assert told(text) == claims


@pytest.mark.parametrize(
    "text",
    [
        "The Dutch drones were 200 in number.",
        "Danish instructors met 300 Ukrainian marines.",
        "Four hundred of them have already been handed over.",
        "Kyiv hopes to get 10 Patriot systems sent by June.",
        "German aid to Ukraine under fire\n\n500 drones were sent to the front last week.",
        "The machines, for which Berlin paid €14 million, are yellow.",
        "Latvia has drones. It rained. It snowed. It hailed. Nine hundred of them have been handed over.",
        "The Germans, he said, are 80 million strong, and drones are loud.",
    ],
)
def test_no_gifts(text: str) -> None:
    assert told(text) == []


def test_missiles_with_a_name_of_their_own_are_not_those_of_the_system_before() -> None:
    text = "Britain will deliver two IRIS-T systems and 100 Storm Shadow missiles to Ukraine."
    assert told(text)[0] == "transfer GB air-defence-system 2 pledged"
    assert "air-defence-missile" not in told(text)[1]


def test_points_of_a_list_are_given_by_whom_the_line_above_names() -> None:
    text = "Canada will provide Ukraine with:\n\n• 500 drones\n• four howitzers from stocks\n• advice on upkeep\n"
    assert told(text) == ["transfer CA drone 500 pledged", "transfer CA howitzer 4 pledged"]


def test_points_under_a_decision_are_parts_of_it() -> None:
    text = "Norway has approved NOK 900 million in military aid for Ukraine. "
    text += "The decision covers:\n\n- NOK 300 million for drones\n"
    assert told(text) == [
        "transfer NO drone NOK 300000000 allocated",
        "transfer NO military-aid NOK 900000000 allocated",
    ]


def test_points_under_a_question_or_a_wish_are_no_gifts() -> None:
    assert told("Ukraine asked Canada for:\n\n• 500 drones\n• four howitzers\n") == []
    assert told("Canada's army has:\n\n• 500 drones\n• four howitzers\n") == []


def test_a_ministry_that_publishes_speaks_as_the_government() -> None:
    text = "Press release | Ministry of Defence, Oslo\n\n"
    text += "The Government has approved NOK 90 million in military support for Ukraine."
    assert told(text) == ["transfer NO military-aid NOK 90000000 allocated"]


def test_a_bare_dollar_is_the_publishers_own() -> None:
    text = "CANADIAN MILITARY ASSISTANCE TO UKRAINE\n\nCanada will provide $5 million for drones."
    assert told(text) == ["transfer CA drone CAD 5000000 pledged"]
    assert told("Canadian military assistance to Ukraine grew. Latvia will provide $5 million for drones.") == [
        "transfer LV drone USD 5000000 pledged"
    ]


def test_he_is_the_person_whom_the_paragraph_named_last() -> None:
    text = (
        "British Defence Secretary Ann Lowe spoke first, saying little.\n\n"
        'German Defence Minister Max Kern reads out a list. "We are giving 30 drones to Ukraine," he says.'
    )
    assert told(text) == ["transfer DE drone 30 pledged"]
    assert [claim.speaker for claim in reading(text).claims] == ["Max Kern"]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "The drone coalition met. The coalition aims to have 20 million euros paid in by the end of 2025.",
            ["target coalition:drone money EUR 20000000 allocated by 2025"],
        ),
        (
            "The EU has delivered 500,000 artillery shells. It keeps its aim of delivering one million by June.",
            ["target eu artillery-shell 1000000 delivered by 2024-06", "transfer eu artillery-shell 500000 delivered"],
        ),
        (
            "The EU has delivered 500,000 artillery shells. Its goal of giving two million such rounds by June stands.",
            ["target eu artillery-shell 2000000 delivered by 2024-06", "transfer eu artillery-shell 500000 delivered"],
        ),
        ("Germany carries 40 per cent of the cost of military aid.", ["share DE 40%"]),
        ("60% of all drones at the front are now Ukrainian-made.", ["share UA 60%"]),
        ("Deliveries of F-16s are complete.", ["status f-16 completed"]),
        ("Deliveries of air defence systems remain delayed.", ["status air-defence-system delayed"]),
        ("The transfer of the Leopard tanks has been cancelled.", ["status tank cancelled"]),
    ],
)
def test_targets_shares_and_states_in_many_words(text: str, claims: list[str]) -> None:
    assert told(text) == claims


def test_no_targets_shares_and_states() -> None:
    for text in (
        "Somebody aims to have one million by June.",
        "60% of all drones at the front were shot down.",
        "Deliveries of F-16s are not complete.",
        "40 per cent of the cost is a lot.",
    ):
        assert told(text) == [], text


def test_a_body_that_met_on_a_day_is_a_meeting() -> None:
    assert told("The NATO-Ukraine Council met on Thursday.") == ["meeting nato-ukraine-council 2024-02-15"]
    assert told("The NATO-Ukraine Council met often.", date(2024, 2, 15)) == []


def test_a_numbered_meeting_in_words_beyond_twelve() -> None:
    assert told("The fifteenth meeting of the drone coalition was held in Riga.") == ["meeting coalition:drone 15"]


def test_a_finding_names_the_document_and_shows_its_words() -> None:
    found = reading("Some 500 drones have been sent to Ukraine.").findings[0]
    assert found.message.startswith("note: 'Some 500 drones have been sent to Ukraine")
