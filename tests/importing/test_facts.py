"""What each table's rows say once they are claims."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kept.errors import FileUnreadable
from kept.importing.facts import read_folder
from kept.importing.rows import ClaimRow, Coalition, Import, Known
from kept.vocabulary.claims import Headcount, Meeting, Membership, Output, Share, Status, Target, Transfer
from kept.vocabulary.dates import PartialDate, Period
from kept.vocabulary.parties import Party, PartyKind
from kept.vocabulary.quantity import Quantity, at_least, exactly, up_to

Read = Callable[..., Import]
Write = Callable[..., Path]

GOALS = "id,owner,coalition,item,quantity_low,quantity_high,stage,period_start,deadline,source_url,source_date,note\n"
COMMITMENTS = (
    "id,announced,donor,coalition,recipient,item,quantity_low,quantity_high,amount,currency,stage,mode,due,"
    "channel,source_url,source_date,note\n"
)
CONTRACTS = (
    "id,signed,buyer,supplier,item,quantity,amount,currency,delivery_start,delivery_end,source_url,source_date,note\n"
)
PRODUCTION = (
    "id,producer_or_country,item,quantity,period_start,period_end,kind,joint_with,source_url,source_date,note\n"
)
MEETINGS = "id,body,number,date,place,chair,source_url,source_date,note\n"
SHARES = "subject,of_what,percent,as_of,source_url,source_date,note\n"


def only(result: Import, table: str, kind: type[Any]) -> tuple[ClaimRow, Any]:
    (row,) = result.claims[f"{table}.csv"]
    assert isinstance(row.claim, kind)
    return row, row.claim


def codes(result: Import) -> list[str]:
    return [each.code for each in result.findings if each.code != "table-missing"]


def test_parties_items_and_coalitions_keep_their_places(read: Read) -> None:
    result = read()
    assert result.parties[3][1] == Party("flood-fund", "Flood Fund", PartyKind.FUND)
    assert str(result.parties[3][0]) == "parties.csv, row 5"
    assert [each.parent for _, each in result.items] == [None, "drone", None, None]
    place, coalition = result.coalitions[0]
    launched = PartialDate("2024-02-14")
    assert coalition == Coalition("drone", "Drone Coalition", "uncrewed aircraft", launched, ("UAV coalition",))
    assert (place.address, place.day) == ("https://example.org/launch", PartialDate("2024-02-15"))


def test_the_launch_of_a_coalition_is_a_status(read: Read) -> None:
    row, claim = only(read(), "coalitions", Status)
    assert (claim.subject, claim.state, claim.date) == ("drone", "started", PartialDate("2024-02-14"))
    assert row.coalition == "drone"


def test_every_quote_stands_at_its_place_in_its_file(read: Read) -> None:
    result = read(goals=GOALS + 'g-1,UA,,drone,1,1,produced,,,,,"two\nlines"\n')
    texts = {file.name: file.text for file in result.files}
    row, claim = only(result, "goals", Target)
    assert texts["goals.csv"][claim.start : claim.end] == claim.quote == row.place.quote
    assert claim.quote == 'g-1,UA,,drone,1,1,produced,,,,,"two\nlines"'
    assert claim.speaker is None


def test_a_membership_joins_holds_and_leaves(read: Read) -> None:
    result = read(
        memberships="""\
            coalition,party,role,valid_from,valid_to,source_url,source_date
            drone,LV,lead,2024-02-14,2025-06,,
            drone,GB,member,,,,
            """
    )
    rows = result.claims["memberships.csv"]
    claims = [row.claim for row in rows if isinstance(row.claim, Membership)]
    told = [(each.party, each.role, each.change, each.date and each.date.text) for each in claims]
    assert told == [
        ("LV", "lead", "joins", "2024-02-14"),
        ("LV", "lead", "leaves", "2025-06"),
        ("GB", "member", "holds", None),
    ]
    assert rows[0].place == rows[1].place


def test_a_headcount_tells_what_is_counted(read: Read) -> None:
    result = read(headcounts="coalition,count,as_of,source_url,source_date,note\ndrone,15,2024-07,,,with Ukraine\n")
    row, claim = only(result, "headcounts", Headcount)
    assert (claim.coalition, claim.quantity, claim.date) == ("drone", exactly(15), PartialDate("2024-07"))
    assert row.counted == "with Ukraine"


def test_a_goal_has_owner_quantity_stage_and_deadline(read: Read) -> None:
    result = read(goals=GOALS + "g-1,UA,drone,fpv-drone,1000001,,produced,2024-01,2024-12-31,,,over a million\n")
    row, claim = only(result, "goals", Target)
    assert (claim.owner, claim.item, claim.stage) == (("UA",), "fpv-drone", "produced")
    assert claim.quantity == at_least(1_000_001)
    assert claim.deadline == PartialDate("2024-12-31")
    assert (row.code, row.coalition) == ("g-1", "drone")
    assert row.period == Period(PartialDate("2024-01"), PartialDate("2024-12-31"))


def test_a_goal_in_money_is_kept_without_a_number_and_told(read: Read) -> None:
    result = read(goals=GOALS + "g-1,UA,,money,,,pledged,,,,,EUR 5 billion\n")
    _, claim = only(result, "goals", Target)
    assert (claim.quantity, claim.amount) == (None, None)
    assert codes(result) == ["goal-without-number"]


def test_a_commitment_is_a_transfer_with_all_that_the_row_tells(read: Read) -> None:
    row_text = "c-1,2024-02-15,GB,drone,UA,fpv-drone,95,105,2000,GBP,allocated,increment,2024,fund,,,about 100\n"
    row, claim = only(read(commitments=COMMITMENTS + row_text), "commitments", Transfer)
    assert (claim.donor, claim.recipient, claim.item, claim.coalition) == (
        ("GB",),
        "UA",
        "fpv-drone",
        "drone",
    )
    assert claim.quantity == Quantity(Decimal(95), Decimal(105))
    assert claim.amount == exactly(2000, "GBP")
    assert (claim.stage, claim.mode) == ("allocated", "increment")
    assert (claim.date, claim.due) == (PartialDate("2024-02-15"), PartialDate("2024"))
    assert (row.code, row.channel, row.place.note) == ("c-1", "fund", "about 100")


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ("2000,", at_least(2000)),
        (",500", up_to(500)),
        ("7,7", exactly(7)),
        (",", None),
        ("2.5,2.5", exactly("2.5")),
    ],
)
def test_an_empty_bound_is_open(read: Read, bounds: str, expected: Quantity | None) -> None:
    row_text = f"c-1,2024,GB,,,drone,{bounds},,,pledged,increment,,,,,\n"
    _, claim = only(read(commitments=COMMITMENTS + row_text), "commitments", Transfer)
    assert claim.quantity == expected


def test_a_coalition_itself_may_be_the_giver(read: Read) -> None:
    row_text = "c-1,2024,coalition:drone,,,drone,5,5,,,pledged,increment,,,,,\n"
    _, claim = only(read(commitments=COMMITMENTS + row_text), "commitments", Transfer)
    assert claim.donor == ("coalition:drone",)


def test_a_contract_is_a_contracted_transfer_of_its_buyer(read: Read) -> None:
    row_text = "k-1,2024-04,GB,dok-ing,drone,600,17000000,EUR,2025,2025-06-30,,,\n"
    row, claim = only(read(contracts=CONTRACTS + row_text), "contracts", Transfer)
    assert (claim.donor, claim.recipient, claim.stage, claim.mode) == (
        ("GB",),
        None,
        "contracted",
        "increment",
    )
    assert (claim.quantity, claim.amount) == (exactly(600), exactly(17_000_000, "EUR"))
    assert (claim.date, claim.due) == (PartialDate("2024-04"), PartialDate("2025-06-30"))
    assert row.supplier == "dok-ing"
    assert row.period == Period(PartialDate("2025"), PartialDate("2025-06-30"))


def test_a_contract_without_a_buyer_is_left_out_and_so_are_its_reports(read: Read) -> None:
    result = read(
        contracts=CONTRACTS + "k-1,2024-04,,dok-ing,drone,600,,,,,,,\n",
        reports="event_id,source_url,source_date,note\nk-1,https://example.org/a,,\n",
    )
    assert "contracts.csv" not in result.claims
    assert not result.reports
    assert codes(result) == ["cell-missing", "event-unknown"]
    assert "contracts.csv, row 2, which was left out" in result.findings[-1].message


@pytest.mark.parametrize(
    ("start", "end", "covering", "mode"),
    [
        ("2024-01-01", "2024-12-31", "2024", "cumulative"),
        ("2024", "2024-12-31", "2024", "cumulative"),
        ("2024", "2024", "2024", "cumulative"),
        ("2023-12-01", "2023-12-31", "2023-12", "increment"),
        ("2024-02", "2024-02", "2024-02", "increment"),
        ("2024-02-03", "2024-02-03", "2024-02-03", "increment"),
        ("2024-01-01", "2024-10-14", None, "cumulative"),
        ("2024-01-05", "2024-01-20", None, "increment"),
        ("2025", "", None, "increment"),
        ("", "2025-12-31", None, "increment"),
        ("", "", None, "increment"),
    ],
)
def test_output_has_a_period_where_one_date_covers_it(
    read: Read, start: str, end: str, covering: str | None, mode: str
) -> None:
    row_text = f"p-1,UA,drone,1000,{start},{end},plan,,,,\n"
    row, claim = only(read(production=PRODUCTION + row_text), "production", Output)
    assert (claim.period and claim.period.text, claim.mode) == (covering, mode)
    assert (claim.stage, claim.quantity) == ("planned", exactly(1000))
    assert (row.period is None) == (not start and not end)


def test_those_who_make_together_are_producers_together(read: Read) -> None:
    row_text = "p-1,GB,drone,2000,2024,2024,capacity,UA; dok-ing,,,\n"
    _, claim = only(read(production=PRODUCTION + row_text), "production", Output)
    assert (claim.producer, claim.stage) == (("GB", "UA", "dok-ing"), "capacity")


def test_output_without_the_end_of_its_period_is_kept_and_told(read: Read) -> None:
    result = read(production=PRODUCTION + "p-1,UA,drone,200,2026-01,,actual,,,,several hundred a month\n")
    only(result, "production", Output)
    assert codes(result) == ["period-open"]


@pytest.mark.parametrize(
    ("body", "expected", "coalition"),
    [
        ("UDCG", "udcg", None),
        ("NATO-Ukraine Council", "nato-ukraine-council", None),
        ("EU defence ministers", "eu-defence-ministers", None),
        ("drone coalition", "coalition:drone", "drone"),
        ("UAV coalition", "coalition:drone", "drone"),
        ("air defence coalition", "coalition:iamd", "iamd"),
        ("air force coalition", "coalition:airforce", "airforce"),
    ],
)
def test_a_meeting_names_its_body(read: Read, body: str, expected: str, coalition: str | None) -> None:
    result = read(meetings=MEETINGS + f"m-1,{body},19,2024-02-14,Brussels,Latvia and others,,,\n")
    row, claim = only(result, "meetings", Meeting)
    assert (claim.body, claim.number, claim.place) == (expected, 19, "Brussels")
    assert (row.coalition, row.chair, row.code) == (coalition, "Latvia and others", "m-1")
    assert not codes(result)


@pytest.mark.parametrize("body", ["air coalition", "bridge coalition"])
def test_a_coalition_that_could_be_two_or_none_is_told_and_kept_as_a_body(read: Read, body: str) -> None:
    result = read(meetings=MEETINGS + f"m-1,{body},,2024,,,,,\n")
    _, claim = only(result, "meetings", Meeting)
    assert claim.body == body.replace(" ", "-")
    assert codes(result) == ["coalition-unknown"]


def test_a_share_tells_of_what_and_of_which_item(read: Read) -> None:
    result = read(shares=SHARES + "UA,bids for FPV-drones in a tender,66.7,2024-11-22,,,\n")
    row, claim = only(result, "shares", Share)
    assert (claim.subject, claim.percent, claim.item) == (("UA",), Decimal("66.7"), "fpv-drone")
    assert (row.counted, claim.date) == ("bids for FPV-drones in a tender", PartialDate("2024-11-22"))


@pytest.mark.parametrize(
    "words",
    [
        ("change of aid in 2025", ""),
        ("rise of donor money", ""),
        ("aid below the average", "a fall, not a share"),
    ],
)
def test_a_rise_or_fall_is_no_share(read: Read, words: tuple[str, str]) -> None:
    result = read(shares=SHARES + f'UA,{words[0]},67,2025,,,"{words[1]}"\n')
    assert "shares.csv" not in result.claims
    assert codes(result) == ["share-is-change"]


def test_a_report_points_to_the_event_of_another_row(read: Read) -> None:
    result = read(
        goals=GOALS + "g-1,UA,,drone,1,1,produced,,,,,\n",
        reports="event_id,source_url,source_date,note\ng-1,https://example.org/b,2024-03,other number\n",
    )
    (report,) = result.reports
    assert (report.event, report.place.address, report.place.note) == (
        "g-1",
        "https://example.org/b",
        "other number",
    )


def test_what_is_on_record_already_may_be_referred_to(tmp_path: Path) -> None:
    (tmp_path / "commitments.csv").write_text(
        COMMITMENTS + "c-1,2024,SE,it,UA,boat,5,5,,,pledged,increment,,,,,\n", encoding="utf-8"
    )
    assert not read_folder(tmp_path).claims
    known = Known(frozenset({"SE", "UA"}), frozenset({"boat"}), (Coalition("it", "IT Coalition", "computers"),))
    row, _ = only(read_folder(tmp_path, known=known), "commitments", Transfer)
    assert row.coalition == "it"


def test_an_item_may_stand_below_one_that_is_on_record_already(write: Write) -> None:
    folder = write(items="slug,name,parent,unit\nboat,boat,vessel,vessel\n")
    result = read_folder(folder, known=Known(items=frozenset({"vessel"})))
    assert [each.parent for _, each in result.items] == ["vessel"]


def test_the_same_folder_gives_the_same_import(write: Write) -> None:
    folder = write(goals=GOALS + "g-1,UA,,drone,1,1,produced,,,,,\n")
    assert read_folder(folder) == read_folder(folder)


def test_a_day_behind_today_is_told_and_kept(write: Write) -> None:
    folder = write(commitments=COMMITMENTS + "c-1,2031-05,GB,,,drone,5,5,,,pledged,increment,2040,,,2031-06-01,\n")
    result = read_folder(folder, today=datetime.date(2026, 1, 1))
    assert codes(result) == ["date-in-future", "date-in-future"]
    only(result, "commitments", Transfer)
    assert codes(read_folder(folder)) == []


@pytest.mark.parametrize("name", ["nowhere", "file.csv"])
def test_a_folder_that_is_none_cannot_be_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "file.csv").write_text("id\n", encoding="utf-8")
    with pytest.raises(FileUnreadable):
        read_folder(tmp_path / name)


def test_a_folder_with_none_of_the_tables_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "commitment.csv").write_text("id\n", encoding="utf-8")
    with pytest.raises(FileUnreadable) as caught:
        read_folder(tmp_path)
    assert "parties.csv" in str(caught.value)
