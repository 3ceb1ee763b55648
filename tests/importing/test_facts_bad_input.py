"""Every bad cell is a finding with file, row and column, and what was good is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kept.importing.facts import read_folder
from kept.importing.rows import Import
from kept.importing.tables import LARGEST_BYTES
from kept.vocabulary.claims import Membership, Output, Target, Transfer
from kept.vocabulary.quantity import at_least, exactly

Read = Callable[..., Import]
Write = Callable[..., Path]

COMMITMENTS = (
    "id,announced,donor,coalition,recipient,item,quantity_low,quantity_high,amount,currency,stage,mode,due,channel,"
    "source_url,source_date,note\n"
)
GOOD = {
    "id": "c-1",
    "announced": "2024-02-15",
    "donor": "GB",
    "coalition": "drone",
    "recipient": "UA",
    "item": "drone",
    "quantity_low": "100",
    "quantity_high": "100",
    "amount": "5000000",
    "currency": "EUR",
    "stage": "pledged",
    "mode": "increment",
    "due": "2024-12-31",
    "channel": "fund",
    "source_url": "https://example.org/c",
    "source_date": "2024-02-15",
    "note": "",
}


def row(**cells: str) -> str:
    return ",".join((GOOD | cells).values()) + "\n"


def found(result: Import) -> list[tuple[str, str]]:
    return [(each.code, each.evidence[0]) for each in result.findings if each.code != "table-missing"]


def transfers(result: Import) -> list[Transfer]:
    claims = [each.claim for each in result.claims.get("commitments.csv", [])]
    return [claim for claim in claims if isinstance(claim, Transfer)]


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("announced", "15.02.2024", "date-unreadable"),
        ("announced", "2024-02-30", "date-unreadable"),
        ("due", "soon", "date-unreadable"),
        ("due", "٢٠٢٤", "date-unreadable"),
        ("quantity_low", "thousands", "number-unreadable"),
        ("quantity_low", "-5", "number-unreadable"),
        ("quantity_low", "1e3", "number-unreadable"),
        ("quantity_high", "1 000", "number-unreadable"),
        ("amount", "5.000.000", "number-unreadable"),
        ("amount", "9999999999999999", "number-unreadable"),
        ("amount", "NaN", "number-unreadable"),
        ("amount", "1_000", "number-unreadable"),
        ("channel", "by ship", "word-unknown"),
        ("source_url", "javascript:alert(1)", "address-unreadable"),
        ("source_url", "www.example.org", "address-unreadable"),
        ("source_url", "http://[", "address-unreadable"),
        ("source_date", "2024-00", "date-unreadable"),
        ("recipient", "Atlantis", "party-unknown"),
        ("coalition", "submarine", "coalition-unknown"),
    ],
)
def test_a_bad_cell_is_told_and_counts_as_unknown(read: Read, column: str, cell: str, code: str) -> None:
    result = read(commitments=COMMITMENTS + row(**{column: cell}))
    assert found(result) == [(code, f"commitments.csv, row 2, column {column}")]
    finding = next(each for each in result.findings if each.code == code)
    assert cell in finding.message
    assert finding.hint
    (claim,) = transfers(result)
    assert claim.donor == ("GB",)


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("id", "", "cell-missing"),
        ("id", "c 1", "id-unreadable"),
        ("id", "c\u202e1", "id-unreadable"),
        ("donor", "", "cell-missing"),
        ("donor", "Atlantis", "party-unknown"),
        ("donor", "coalition:submarine", "party-unknown"),
        ("item", "submarine", "item-unknown"),
        ("item", "", "cell-missing"),
        ("stage", "promised", "word-unknown"),
        ("stage", "", "cell-missing"),
        ("mode", "", "cell-missing"),
        ("mode", "total", "word-unknown"),
    ],
)
def test_a_row_without_what_it_needs_is_left_out_and_the_next_one_kept(
    read: Read, column: str, cell: str, code: str
) -> None:
    result = read(commitments=COMMITMENTS + row(**{column: cell}) + row(id="c-2"))
    assert found(result) == [(code, f"commitments.csv, row 2, column {column}")]
    assert [each.code for each in result.claims["commitments.csv"]] == ["c-2"]


def test_several_bad_cells_of_a_row_are_all_told(read: Read) -> None:
    result = read(commitments=COMMITMENTS + row(announced="x", donor="x", item="x", due="x"))
    assert [code for code, _ in found(result)] == [
        "date-unreadable",
        "party-unknown",
        "item-unknown",
        "date-unreadable",
    ]


def test_an_unreadable_bound_is_open_and_no_default(read: Read) -> None:
    (claim,) = transfers(read(commitments=COMMITMENTS + row(quantity_high="many")))
    assert claim.quantity == at_least(100)


def test_a_low_bound_above_the_high_one_makes_the_quantity_unknown(read: Read) -> None:
    result = read(commitments=COMMITMENTS + row(quantity_low="500"))
    assert found(result) == [("bounds-reversed", "commitments.csv, row 2, column quantity_low")]
    (claim,) = transfers(result)
    assert claim.quantity is None
    assert claim.amount == exactly(5_000_000, "EUR")


@pytest.mark.parametrize(("currency", "codes"), [("", []), ("euro", ["currency-unreadable"])])
def test_a_sum_without_a_currency_is_none(read: Read, currency: str, codes: list[str]) -> None:
    result = read(commitments=COMMITMENTS + row(currency=currency))
    assert [code for code, _ in found(result)] == [*codes, "amount-without-currency"]
    (claim,) = transfers(result)
    assert claim.amount is None
    assert claim.quantity == exactly(100)


def test_a_row_whose_only_figure_cannot_be_read_claims_nothing(read: Read) -> None:
    result = read(commitments=COMMITMENTS + row(quantity_low="", quantity_high="", amount="millions"))
    assert not transfers(result)
    assert [code for code, _ in found(result)] == ["number-unreadable", "row-without-claim"]


def test_the_first_of_two_rows_with_one_id_is_kept(read: Read) -> None:
    result = read(commitments=COMMITMENTS + row() + row(quantity_high="200"))
    (claim,) = transfers(result)
    assert claim.quantity == exactly(100)
    twice = next(each for each in result.findings if each.code == "id-twice")
    assert twice.evidence == ("commitments.csv, row 3, column id", "commitments.csv, row 2")


def test_one_id_in_two_tables_is_told(read: Read) -> None:
    goals = "id,owner,item,quantity_low,quantity_high,stage\nc-1,UA,drone,1,1,produced\n"
    result = read(goals=goals, commitments=COMMITMENTS + row())
    assert found(result)[1:] == [("id-twice", "commitments.csv, row 2, column id")]
    assert isinstance(result.claims["goals.csv"][0].claim, Target)


def test_one_word_may_be_an_item_and_a_coalition(read: Read) -> None:
    assert found(read()) == []


@pytest.mark.parametrize("table", ["parties", "items", "coalitions"])
def test_a_party_item_or_coalition_listed_twice_is_kept_once(read: Read, table: str) -> None:
    texts = {
        "parties": "id,name,kind\nUA,Ukraine,country\nLV,Latvia,country\nGB,Britain,country\nUA,Other,fund\n",
        "items": "slug,name,parent,unit\na,a,,piece\nb,b,,piece\nc,c,,piece\na,other,,piece\n",
        "coalitions": "id,name,capability,launched,source_url,source_date\na,A,a,,,\nb,B,b,,,\nc,C,c,,,\na,X,x,,,\n",
    }
    result = read(**{table: texts[table]})
    column = "slug" if table == "items" else "id"
    assert found(result) == [("id-twice", f"{table}.csv, row 5, column {column}")]
    assert len(getattr(result, table)) == 3


def test_an_unknown_parent_and_a_circle_of_items_are_told_with_their_rows(read: Read) -> None:
    result = read(items="slug,name,parent,unit\na,a,b,piece\nb,b,a,piece\nc,c,nothing,piece\n")
    assert ("item-unknown", "items.csv, row 4, column parent") in found(result)
    assert "item-circle" in [code for code, _ in found(result)]
    assert len(result.items) == 3


def test_the_same_row_twice_is_kept_once(read: Read) -> None:
    text = "coalition,party,role,valid_from,valid_to,source_url,source_date\n" + "drone,LV,lead,,,,\n" * 2
    result = read(memberships=text)
    assert len(result.claims["memberships.csv"]) == 1
    assert found(result) == [("row-twice", "memberships.csv, row 3")]


def test_a_membership_that_ends_before_it_starts_keeps_its_start(read: Read) -> None:
    text = "coalition,party,role,valid_from,valid_to,source_url,source_date\ndrone,LV,lead,2024-05,2023,,\n"
    result = read(memberships=text)
    (only,) = result.claims["memberships.csv"]
    assert isinstance(only.claim, Membership)
    assert only.claim.change == "joins"
    assert found(result) == [("period-reversed", "memberships.csv, row 2, column valid_to")]


def test_output_whose_partner_is_unknown_is_left_out(read: Read) -> None:
    head = "id,producer_or_country,item,quantity,period_start,period_end,kind,joint_with\n"
    rows = "p-1,GB,drone,5,2024,2024,plan,UA;Atlantis\np-2,GB,drone,5,2024,2023,plan,\n"
    result = read(production=head + rows)
    (only,) = result.claims["production.csv"]
    assert isinstance(only.claim, Output)
    assert (only.code, only.claim.period) == ("p-2", None)
    assert [code for code, _ in found(result)] == ["column-missing", "party-unknown", "period-reversed"]


def test_each_missing_table_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "parties.csv").write_text("id,name,kind\nUA,Ukraine,country\n", encoding="utf-8")
    result = read_folder(tmp_path)
    assert len(result.parties) == 1
    assert [each.code for each in result.findings] == ["table-missing"] * 11


def test_a_table_of_another_name_is_told_and_not_read(read: Read) -> None:
    assert found(read(commitment="id\nc-1\n")) == [("table-unknown", "commitment.csv")]


def test_a_table_that_is_a_folder_is_told(write: Write) -> None:
    folder = write()
    (folder / "goals.csv").mkdir()
    assert found(read_folder(folder)) == [("file-unreadable", "goals.csv")]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "file-empty"),
        (b"\x00\x01\x02PNG", "file-binary"),
        (b"x" * (LARGEST_BYTES + 1), "file-too-large"),
        (b"<html><body>Access denied</body></html>", "column-missing"),
        (b"1," * 10_000, "column-missing"),
    ],
    ids=["empty", "binary", "50 MB", "HTML", "10,000 numbers"],
)
def test_a_table_that_is_none_is_told_and_the_others_are_read(read: Read, raw: bytes, code: str) -> None:
    result = read(goals=raw, commitments=COMMITMENTS + row())
    assert code in [found_code for found_code, _ in found(result)]
    assert len(transfers(result)) == 1
    assert "goals.csv" not in [file.name for file in result.files]


@pytest.mark.parametrize("encoding", ["utf-16", "cp1251", "utf-8-sig"])
def test_a_table_in_another_encoding_is_read_and_told(read: Read, encoding: str) -> None:
    text = COMMITMENTS + row(note="обіцянка у лютому")
    result = read(commitments=text.encode(encoding))
    assert result.claims["commitments.csv"][0].place.note == "обіцянка у лютому"
    assert [code for code, _ in found(result)] == ([] if encoding == "utf-8-sig" else ["encoding-taken"])


def test_right_to_left_and_combining_characters_stand_in_notes_as_they_are(read: Read) -> None:
    note = "\u202eאבג\u202c e\u0301\u0323\U0001f1fa\U0001f1e6"
    result = read(commitments=COMMITMENTS + row(note=note))
    (only,) = result.claims["commitments.csv"]
    assert only.place.note == note
    (file,) = [file for file in result.files if file.name == "commitments.csv"]
    assert file.text[only.claim.start : only.claim.end] == only.claim.quote
