"""Memberships, headcounts, meetings and states of coalitions in sentences of many styles."""

from __future__ import annotations

from tests.reading.shorthand import reading, told


def test_a_country_that_leads_a_coalition_is_its_lead() -> None:
    text = "Poland and Germany lead the armour coalition."
    assert told(text) == ["membership DE armour lead holds", "membership PL armour lead holds"]


def test_a_coalition_led_by_countries_names_its_leads() -> None:
    text = "The artillery coalition is led by France and the United States."
    assert told(text) == ["membership FR artillery lead holds", "membership US artillery lead holds"]


def test_a_hyphen_tells_the_lead() -> None:
    assert told("The Latvia-led drone coalition was praised.") == ["membership LV drone lead holds"]


def test_founders_are_leads() -> None:
    text = "Luxembourg and Estonia founded the IT coalition."
    assert told(text) == ["membership EE it lead holds", "membership LU it lead holds"]


def test_who_joins_another_in_leading_joins_as_lead() -> None:
    text = "Oslo is joining London in leading the maritime coalition."
    assert told(text) == ["membership GB maritime lead holds", "membership NO maritime lead joins"]


def test_thanks_for_leadership_go_to_leads_of_the_last_coalition() -> None:
    text = "The demining coalition met today. I am grateful to Iceland for its leadership."
    assert "membership IS demining lead holds" in told(text)


def test_a_country_that_joins_is_a_member() -> None:
    text = "Belgium and Turkey joined the drone coalition."
    assert told(text) == ["membership BE drone member joins", "membership TR drone member joins"]


def test_a_country_that_intends_to_join_joins() -> None:
    assert told("Italy intends to join the demining coalition.") == ["membership IT demining member joins"]


def test_a_country_that_leaves_is_told() -> None:
    assert told("Slovakia has left the artillery coalition.") == ["membership SK artillery member leaves"]


def test_a_list_after_includes_gives_a_claim_each() -> None:
    text = "The drone coalition includes Latvia, the UK and Denmark."
    assert told(text) == [
        "membership DK drone member holds",
        "membership GB drone member holds",
        "membership LV drone member holds",
    ]


def test_a_list_after_a_colon_gives_a_claim_each_and_the_count() -> None:
    text = "Three countries have joined the IT coalition: Estonia, Luxembourg and Japan."
    assert told(text) == [
        "headcount it 3",
        "membership EE it member joins",
        "membership JP it member joins",
        "membership LU it member joins",
    ]


def test_who_supports_an_idea_or_was_invited_is_no_member() -> None:
    assert told("France supports the idea of the drone coalition.") == []
    assert told("Canada was invited to join the drone coalition.") == []


def test_a_coalitions_members_are_counted() -> None:
    assert told("18 countries have joined the drone coalition.") == ["headcount drone 18"]
    assert told("The demining coalition unites more than 20 countries.") == ["headcount demining 21+"]


def test_leads_and_others_are_added_up() -> None:
    text = "The drone coalition consists of two lead nations and 12 other countries."
    assert told(text) == ["headcount drone 14"]


def test_those_at_a_meeting_and_those_to_come_are_no_headcount() -> None:
    for text in (
        "Representatives of 50 countries attended the drone coalition's talks.",
        "Five more countries will join the drone coalition.",
    ):
        assert [one for one in told(text) if one.startswith("headcount")] == []


def test_a_numbered_meeting_is_found_in_every_manner_of_writing() -> None:
    for text in (
        "The 26th meeting of the Ukraine Defense Contact Group took place in Brussels.",
        "The 26th Ramstein meeting began.",
        "Ramstein-26 was held in Brussels.",
    ):
        assert told(text) == ["meeting udcg 26"], text


def test_a_meeting_without_a_number_has_its_day() -> None:
    assert told("Ministers met in the Ramstein format on Wednesday.") == ["meeting udcg 2024-02-14"]


def test_a_coalitions_meeting_is_its_own() -> None:
    assert told("The seventh meeting of the drone coalition was held in Riga.") == ["meeting coalition:drone 7"]


def test_a_coalition_that_was_launched_has_started() -> None:
    text = "The electronic warfare coalition, led by Germany, was officially launched."
    assert told(text) == ["membership DE ew lead holds", "status ew started"]


def test_a_launch_told_as_background_is_no_claim() -> None:
    text = "The demining coalition was launched in February 2022."
    assert told(text) == []


def test_deliveries_on_schedule_or_late_are_told() -> None:
    assert told("Deliveries of F-16s are on schedule.") == ["status f-16 on-schedule"]
    assert told("The delivery of Abrams tanks has been delayed.") == ["status tank delayed"]


def test_a_sentence_that_is_only_a_name_is_the_topic_of_the_next() -> None:
    assert told("Howitzers. We are on schedule, the ministry said.") == ["status howitzer on-schedule"]


def test_the_speaker_is_named_in_full() -> None:
    text = '"The drone coalition has officially launched," Latvian Defence Minister Andris Spruds said.'
    assert [claim.speaker for claim in reading(text).claims] == ["Andris Spruds"]
