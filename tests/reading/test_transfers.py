"""Gifts, promises, orders and sums in sentences of many styles, in the codebook's terms."""

from __future__ import annotations

from tests.reading.shorthand import reading, told


def test_what_a_country_will_give_is_pledged() -> None:
    assert told("Norway will give 2,000 FPV drones by June.") == ["transfer NO fpv-drone 2000 pledged by 2024-06"]


def test_a_demonym_with_its_government_is_the_country() -> None:
    assert told("The Dutch government has ordered 600,000 drones for Ukraine.") == [
        "transfer NL drone 600000 contracted"
    ]


def test_a_capital_stands_for_its_country() -> None:
    assert told("Oslo is sending 14 Leopard 2 tanks to Kyiv.") == ["transfer NO tank 14 dispatched"]


def test_the_passive_names_its_giver_behind_by() -> None:
    text = "Another 1,500 drones were delivered to Ukraine by Latvia."
    assert told(text) == ["transfer LV drone 1500 delivered"]


def test_a_noun_tells_a_pledge() -> None:
    assert told("Spain's pledge of 19 Leopard 2A4 tanks was confirmed.") == ["transfer ES tank 19 pledged"]


def test_thanks_for_a_delivery_tell_of_it() -> None:
    text = "Zelensky thanked Germany for the delivery of two Patriot systems."
    assert told(text) == ["transfer DE air-defence-system 2 delivered"]


def test_what_a_recipient_received_came_from_its_giver() -> None:
    assert told("Ukraine received 180,000 shells from Germany.") == ["transfer DE artillery-shell 180000 delivered"]


def test_what_a_recipient_will_receive_is_pledged() -> None:
    text = "Ukraine is expected to receive 31 Abrams tanks from the United States."
    assert told(text) == ["transfer US tank 31 pledged"]


def test_a_list_of_goods_gives_a_claim_each() -> None:
    text = "Berlin also promised two IRIS-T systems, 10 Leopard 1 tanks and 16,000 rounds of 155mm ammunition."
    assert told(text) == [
        "transfer DE air-defence-system 2 pledged",
        "transfer DE artillery-shell-155mm 16000 pledged",
        "transfer DE tank 10 pledged",
    ]


def test_a_list_of_givers_with_one_figure_is_one_claim() -> None:
    text = "Denmark and the Netherlands will jointly donate 14 Leopard 2 tanks."
    assert told(text) == ["transfer DK+NL tank 14 pledged"]


def test_a_figure_each_gives_a_claim_each() -> None:
    text = "Luxembourg and Denmark contributed €20 million each to the drone coalition."
    assert told(text) == ["transfer DK money EUR 20000000 allocated", "transfer LU money EUR 20000000 allocated"]


def test_givers_with_their_own_sums_share_one_verb() -> None:
    text = "For Ukraine, Norway contributed 1.6 billion kroner, Canada CAD 40 million and Portugal €100 million."
    assert told(text) == [
        "transfer CA money CAD 40000000 allocated",
        "transfer NO money NOK 1600000000 allocated",
        "transfer PT money EUR 100000000 allocated",
    ]


def test_a_package_and_its_parts_are_separate() -> None:
    text = "The United States announced a $225 million military aid package for Ukraine, including 50 armored vehicles."
    assert told(text) == [
        "transfer US armoured-vehicle 50 pledged",
        "transfer US military-aid USD 225000000 pledged",
    ]


def test_a_package_told_of_again_keeps_its_giver() -> None:
    text = (
        "Sweden announced its 18th package for Ukraine worth 16 billion kronor. The package includes 16 combat boats."
    )
    assert told(text) == ["transfer SE military-aid SEK 16000000000 pledged", "transfer SE vessel 16 pledged"]


def test_a_number_and_a_sum_of_one_act_are_one_claim() -> None:
    text = "The UK and Latvia ordered 30,000 drones worth £45 million for Ukraine."
    assert told(text) == ["transfer GB+LV drone 30000 GBP 45000000 contracted"]


def test_a_sum_told_in_the_next_sentence_belongs_to_the_goods() -> None:
    text = "Germany will supply 180,000 artillery shells to Ukraine. The contribution is worth €576 million ($619m)."
    assert told(text) == ["transfer DE artillery-shell 180000 EUR 576000000 pledged"]


def test_a_conversion_in_brackets_is_left_out() -> None:
    text = "Portugal will give 100 million euros ($108 million) to the Czech initiative."
    assert told(text) == ["transfer PT money EUR 100000000 pledged"]


def test_a_bare_dollar_is_the_speakers_own() -> None:
    text = "Canada is providing $95 million for 800 drones, Canadian Defence Minister Bill Blair said."
    assert told(text) == ["transfer CA drone 800 CAD 95000000 pledged"]


def test_a_sum_for_goods_is_counted_under_them() -> None:
    text = "Norway has allocated NOK 600 million for the purchase of drones for Ukraine."
    assert told(text) == ["transfer NO drone NOK 600000000 allocated"]


def test_an_approved_transfer_is_allocated() -> None:
    assert told("The Danish government approved the transfer of 19 F-16s.") == ["transfer DK f-16 19 allocated"]


def test_a_signed_contract_is_contracted() -> None:
    text = "Germany signed a contract with Rheinmetall for 10,000 155mm shells."
    assert told(text) == ["transfer DE artillery-shell-155mm 10000 contracted"]


def test_goods_ready_to_be_sent_are_produced() -> None:
    text = "The Czech Republic has 50,000 shells ready to be sent to Ukraine."
    assert told(text) == ["transfer CZ artillery-shell 50000 produced"]


def test_goods_on_their_way_are_dispatched() -> None:
    text = "Another 20 howitzers are on their way to Ukraine from Denmark."
    assert told(text) == ["transfer DK howitzer 20 dispatched"]


def test_one_named_thing_is_a_quantity_of_one() -> None:
    assert told("Spain will send a Patriot battery to Ukraine.") == ["transfer ES air-defence-system 1 pledged"]


def test_trained_persons_are_training_seats() -> None:
    text = "The EU has so far trained 60,000 Ukrainian soldiers."
    assert told(text) == ["transfer eu training-seat 60000 delivered so far"]


def test_a_running_total_is_cumulative() -> None:
    text = "Norway has so far donated a total of 22,000 drones."
    assert told(text) == ["transfer NO drone 22000 delivered so far"]


def test_a_part_of_a_whole_counts_the_part() -> None:
    assert told("Germany delivered the first 500 of 12,000 drones.") == ["transfer DE drone 500 delivered"]


def test_goods_under_an_initiative_are_its_own() -> None:
    text = "The first 100,000 shells under the Czech initiative have arrived in Ukraine."
    assert told(text) == ["transfer coalition:czech-ammo artillery-shell 100000 delivered"]


def test_said_it_would_is_a_pledge() -> None:
    text = "Estonia's defence minister Hanno Pevkur said that Estonia would send 10,000 shells."
    assert told(text) == ["transfer EE artillery-shell 10000 pledged"]


def test_we_in_a_quotation_is_the_speakers_country() -> None:
    text = '"We will provide Ukraine with 50 drones," Latvian Defense Minister Andris Spruds said.'
    found = reading(text).claims
    assert told(text) == ["transfer LV drone 50 pledged"]
    assert [claim.speaker for claim in found] == ["Andris Spruds"]


def test_he_is_the_last_who_spoke_by_his_full_name() -> None:
    text = (
        "German Defence Minister Boris Pistorius met reporters. "
        "Pistorius said Berlin would supply four IRIS-T systems. "
        "He added that Germany had already provided 25 tanks."
    )
    assert {claim.speaker for claim in reading(text).claims} == {"Boris Pistorius"}


def test_the_narrower_goods_of_a_later_phrase_are_taken() -> None:
    text = "Estonia pledged 300 drones to Kyiv, namely reconnaissance drones."
    assert told(text) == ["transfer EE reconnaissance-drone 300 pledged"]


def test_said_twice_is_written_once() -> None:
    text = "Latvia will give 500 drones to Ukraine. Latvia will give 500 FPV drones to Ukraine this year."
    assert told(text) == ["transfer LV fpv-drone 500 pledged by 2024"]


def test_a_headline_that_the_text_tells_is_left_out() -> None:
    text = "Latvia sends 500 drones to Ukraine\n\nLatvia will send 500 drones to Ukraine in March, its government said."
    assert told(text) == ["transfer LV drone 500 pledged by 2024-03"]


def test_what_is_asked_denied_doubted_or_weighed_is_no_claim() -> None:
    for text in (
        "Ukraine has asked Germany for 100 Taurus missiles.",
        "Zelensky urged the United States to send 20 tanks.",
        "Kyiv needs 10 Patriot systems.",
        "Germany is considering sending 100 Taurus missiles to Ukraine.",
        "Germany could supply 100 missiles.",
        "The Pentagon did not deliver 20 tanks.",
        "Germany hasn't sent 20 tanks.",
        "If Congress approves the bill, the United States will send 100 missiles.",
        "The United States reportedly plans to send 20 tanks.",
        "How many of the 500 drones did Latvia send?",
    ):
        assert told(text) == [], text


def test_battlefield_news_and_the_other_sides_arms_are_no_claims() -> None:
    for text in (
        "Russia sent 150 drones to attack Ukraine.",
        "North Korea delivered one million shells to Russia.",
        "Ukraine destroyed 30 Russian tanks.",
        "Ukraine's air defence shot down 60 drones.",
    ):
        assert told(text) == [], text


def test_a_gift_without_a_known_giver_is_a_finding_and_no_claim() -> None:
    found = reading("Some 500 drones have been sent to Ukraine.")
    assert found.claims == ()
    assert [f.code for f in found.findings] == ["donor-unclear"]


def test_a_president_who_directs_a_drawdown_acts_for_his_country() -> None:
    text = (
        "By the authority vested in me as President by the laws of the United States of America, I hereby delegate the "
        "authority to direct the drawdown of up to $300 million in defense articles, to provide assistance to Ukraine."
    )
    assert told(text) == ["transfer US military-aid USD ..300000000 allocated"]
