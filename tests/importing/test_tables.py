"""Records stand exactly where they say, and one bad row costs one row."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.importing.columns import Column
from kept.importing.remarks import Remarks
from kept.importing.tables import LARGEST_BYTES, LONGEST_ROW, Table, read_table, split

COLUMNS = (Column(name="id", required=True), Column(name="item"), Column(name="note"))


def read(text: str | bytes) -> tuple[Table | None, Remarks]:
    remarks = Remarks()
    raw = text if isinstance(text, bytes) else text.encode()
    return read_table("offers.csv", raw, columns=COLUMNS, remarks=remarks), remarks


def found(text: str | bytes) -> tuple[list[tuple[str, ...]], list[tuple[str, str]]]:
    """The cells of the rows that were kept, and code and place of each finding."""
    table, remarks = read(text)
    rows = [record.cells for record in table.records] if table else []
    return rows, [(each.code, each.evidence[0]) for each in remarks.findings()]


def test_a_record_tells_its_line_its_place_and_its_raw_text() -> None:
    text = 'id,item,note\nc-1,drone,"two\nlines, and a ""quote"""\nc-2,drone,\n'
    table, _ = read(text)
    assert table is not None
    first, second = table.records
    assert first.cells == ("c-1", "drone", 'two\nlines, and a "quote"')
    assert (first.line, second.line) == (2, 4)
    assert first.quote == 'c-1,drone,"two\nlines, and a ""quote"""'
    assert text[second.start :].startswith("c-2")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_counts_as_one_line(line_end: str) -> None:
    table, _ = read(line_end.join(["id,item,note", "", "c-1,,", "c-2,,"]))
    assert table is not None
    assert [record.line for record in table.records] == [3, 4]


def test_a_line_separator_of_unicode_is_no_line_end() -> None:
    assert found("id,item,note\nc-1,a\u2028b\x0bc\x85d,\n") == ([("c-1", "a\u2028b\x0bc\x85d", "")], [])


def test_spaces_before_and_behind_quotes_are_no_part_of_the_cell() -> None:
    assert found('id,item,note\nc-1, "a, b" ,x\n') == ([("c-1", "a, b", "x")], [])


def test_blank_lines_and_rows_of_empty_cells_are_passed_over() -> None:
    assert found("\n\nid,item,note\n\n,,\nc-1,,\n \n") == ([("c-1", "", "")], [])


def test_a_short_row_is_left_out_and_the_first_missing_column_named() -> None:
    rows, findings = found("id,item,note\nc-1,drone\nc-2,drone,\n")
    assert rows == [("c-2", "drone", "")]
    assert findings == [("row-short", "offers.csv, row 2, column note")]


def test_a_long_row_is_left_out_since_its_cells_may_be_shifted() -> None:
    rows, findings = found("id,item,note\nc-1,drone,1,000\nc-2,drone,\n")
    assert rows == [("c-2", "drone", "")]
    assert findings == [("row-long", "offers.csv, row 2, column 4")]


def test_a_long_row_whose_further_cells_are_empty_is_used() -> None:
    rows, findings = found("id,item,note\nc-1,drone,x,, \n")
    assert [row[:3] for row in rows] == [("c-1", "drone", "x")]
    assert findings == [("row-long", "offers.csv, row 2, column 4")]


def test_a_quote_that_nothing_closes_costs_its_own_row_only() -> None:
    rows, findings = found('id,item,note\nc-1,,\nc-2,,"open\nc-3,,\nc-4,,\n')
    assert rows == [("c-1", "", ""), ("c-3", "", ""), ("c-4", "", "")]
    assert findings == [("quote-open", "offers.csv, row 3")]


def test_a_lost_quote_is_found_although_a_later_cell_seems_to_close_it() -> None:
    rows, findings = found('id,item,note\nc-2,,"open\nc-3,,"a note"\nc-4,,"and, more"\n')
    assert rows == [("c-3", "", "a note"), ("c-4", "", "and, more")]
    assert findings == [("quote-open", "offers.csv, row 2")]


def test_an_open_quote_is_named_by_the_line_on_which_it_opens() -> None:
    rows, findings = found('id,item,note\nc-1,"two\nlines","open\nc-2,,\n')
    assert rows == [("c-2", "", "")]
    assert findings == [("quote-open", "offers.csv, row 3")]


def test_a_header_with_an_open_quote_is_no_header() -> None:
    assert found('id,"item,note\nc-1,,\n') == ([], [("quote-open", "offers.csv, row 1")])


def test_text_behind_a_closing_quote_is_told_and_the_cell_stays_as_it_stands() -> None:
    rows, findings = found('id,item,note\nc-1,"Shahed" drone,5" tube\n')
    assert rows == [("c-1", '"Shahed" drone', '5" tube')]
    assert findings == [("quote-stray", "offers.csv, row 2, column item")]


def test_a_missing_column_is_told_and_the_rows_are_read_without_it() -> None:
    rows, findings = found("id,item\nc-1,drone\n")
    assert rows == [("c-1", "drone")]
    assert findings == [("column-missing", "offers.csv, row 1")]


def test_without_a_required_column_no_row_is_read() -> None:
    table, remarks = read("item,note\ndrone,\n")
    assert table is None
    assert "without id no row" in remarks.findings()[0].message


def test_further_columns_are_told_and_passed_over() -> None:
    rows, findings = found("id,colour,item,note\nc-1,red,drone,x\n")
    assert len(rows) == 1
    assert findings == [("column-extra", "offers.csv, row 1")]


def test_of_two_columns_with_one_name_the_first_counts() -> None:
    table, remarks = read("id,item,note,item\nc-1,drone,,truck\n")
    assert table is not None
    assert table.cells(table.records[0])["item"] == "drone"
    assert [each.code for each in remarks.findings()] == ["column-twice"]


def test_names_of_columns_may_have_capitals_and_spaces_around() -> None:
    table, remarks = read("ID, Item ,NOTE\nc-1,drone,\n")
    assert table is not None
    assert table.header == ("id", "item", "note")
    assert not remarks.findings()


@pytest.mark.parametrize("separator", [";", "\t"])
def test_another_separator_is_taken_and_told(separator: str) -> None:
    text = "id,item,note\nc-1,drone,\n".replace(",", separator)
    assert found(text) == ([("c-1", "drone", "")], [("separator-taken", "offers.csv, row 1")])


@pytest.mark.parametrize("text", ["", "\ufeff", " \n\t\n", ",,\n,,\n"])
def test_an_empty_file_is_a_finding(text: str) -> None:
    assert found(text) == ([], [("file-empty", "offers.csv")])


def test_a_header_without_rows_is_a_finding_and_still_a_table() -> None:
    table, remarks = read("id,item,note\n")
    assert table is not None
    assert [each.code for each in remarks.findings()] == ["table-without-rows"]


def test_a_binary_file_is_a_finding_and_no_table() -> None:
    assert found(b"\x89PNG\r\n\x1a\n\x00\x00") == ([], [("file-binary", "offers.csv")])


def test_a_page_of_html_is_a_table_without_columns() -> None:
    rows, findings = found("<!doctype html>\n<html><body>Not found, sorry</body></html>\n")
    assert not rows
    assert findings[0][0] == "column-missing"


def test_a_file_in_windows_1251_is_read_and_its_encoding_named() -> None:
    table, remarks = read("id,item,note\nc-1,дрон,примітка\n".encode("cp1251"))
    assert table is not None
    assert table.records[0].cells[1] == "дрон"
    assert "Windows-1251" in remarks.findings()[0].message


def test_a_file_beyond_the_limit_is_not_read() -> None:
    rows, findings = found(b"id,item,note\n" + b"c" * LARGEST_BYTES)
    assert not rows
    assert findings == [("file-too-large", "offers.csv")]


def test_a_row_of_ten_thousand_cells_is_one_finding() -> None:
    rows, findings = found(f"id,item,note\n{'1,' * 10_000}1\nc-2,,\n")
    assert rows == [("c-2", "", "")]
    assert findings == [("row-long", "offers.csv, row 2, column 4")]


def test_a_header_of_ten_thousand_names_is_read() -> None:
    rows, findings = found(f"id,item,note{',x' * 10_000}\nc-1,,{',' * 10_000}\n")
    assert len(rows) == 1
    assert [code for code, _ in findings] == ["column-extra", "column-twice"]


def test_a_row_that_is_far_too_long_is_left_out() -> None:
    rows, findings = found(f'id,item,note\nc-1,,"{"x" * LONGEST_ROW}"\nc-2,,\n')
    assert rows == [("c-2", "", "")]
    assert findings == [("row-long", "offers.csv, row 2")]


def test_a_flood_of_one_finding_is_counted_and_not_listed() -> None:
    _, remarks = read("id,item,note\n" + "c-1\n" * 1500)
    findings = remarks.findings()
    assert [each.code for each in findings[-2:]] == ["table-without-rows", "findings-many"]
    assert "500" in findings[-1].message


CSV_LIKE = st.text(st.sampled_from('ab ",;\t\r\n"«é\u2028\u202e\u0301'), max_size=60)
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)


@given(CSV_LIKE, st.sampled_from([",", ";", "\t"]))
def test_every_record_of_any_text_stands_at_its_place_in_order(text: str, separator: str) -> None:
    end = 0
    for record in split(text, separator):
        assert text.startswith(record.quote, record.start)
        assert text[end : record.start].strip("\r\n") == ""
        breaks = text[: record.start].replace("\r\n", "\n").replace("\r", "\n").count("\n")
        assert record.line == breaks + 1
        end = record.start + len(record.quote)
    assert text[end:].strip("\r\n") == ""


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=5))
def test_what_is_written_as_csv_is_read_as_it_was(rows: list[list[str]]) -> None:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    read_again = [list(record.cells) for record in split(written.getvalue())]
    assert read_again == rows


@given(
    st.one_of(
        CSV_LIKE.map(str.encode),
        st.binary(max_size=80),
        CSV_LIKE.map(lambda t: f"id,item,note\n{t}".encode()),
    )
)
def test_no_bytes_raise_and_every_row_that_is_kept_has_all_cells(raw: bytes) -> None:
    table, _ = read(raw)
    for record in table.records if table else ():
        assert table is not None
        assert len(record.cells) >= len(table.header)
        assert table.source.text.startswith(record.quote, record.start)
