"""Whatever is changed behind the program's back is found, and the first broken row is named."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.access.journal import append, columns, row_hash
from kept.access.records import Record
from kept.access.verify import chained_models, verify_chain, verify_chains
from kept.registry.models import Party
from tests.behind_the_back import copy_row, drop_triggers, ready, run, undone
from tests.cast import MOMENT, STAMP
from tests.sample_rows import add

pytestmark = pytest.mark.django_db

TABLE = "registry_party"
SLUGS = ("NO", "LV", "GB", "DK")


@pytest.fixture
def four_rows() -> None:
    four()
    drop_triggers(TABLE)


def four() -> None:
    append(Party, [{"slug": slug, "name": f"name of {slug}", "kind": "country"} for slug in SLUGS], STAMP)


def broken(model: type[Record] = Party) -> tuple[int, list[str]]:
    """(how many rows are proved, the rows that are named as broken)."""
    count, findings = verify_chain(model)
    assert all(found.code == "chain-broken" for found in findings)
    return count, [place for found in findings for place in found.evidence]


@pytest.mark.usefixtures("four_rows")
def test_a_whole_chain_proves() -> None:
    assert broken() == (4, [])


def test_an_empty_table_proves() -> None:
    assert broken() == (0, [])


@pytest.mark.parametrize("model", chained_models(), ids=lambda model: str(model._meta.db_table))
def test_rows_of_every_table_read_back_as_they_were_hashed(model: type[Record]) -> None:
    count = add(model)
    again = add(model)
    assert broken(model) == (again, [])
    assert again > count


@pytest.mark.usefixtures("four_rows")
@pytest.mark.parametrize("row", [1, 2, 3, 4])
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("name", "name of Nz"),
        ("slug", "XX"),
        ("kind", ""),
        ("source", " "),
        ("release", "owner:GB"),
        ("recorded_by", "Office"),
        ("recorded_at", (MOMENT + timedelta(microseconds=1)).replace(tzinfo=None).isoformat(" ")),
        ("hash", "0" * 64),
    ],
)
def test_a_changed_value_names_its_row(column: str, value: str, row: int) -> None:
    run(f"UPDATE {TABLE} SET {column} = %s WHERE id = %s", value, row)
    assert broken() == (row - 1, [f"{TABLE}:{row}"])


@pytest.mark.usefixtures("four_rows")
def test_the_first_of_several_broken_rows_is_named() -> None:
    run(f"UPDATE {TABLE} SET name = 'other' WHERE id IN (2, 4)")
    assert broken() == (1, [f"{TABLE}:2"])


@pytest.mark.usefixtures("four_rows")
@pytest.mark.parametrize("row", [1, 2, 3, 4])
def test_a_row_that_was_taken_out_is_named(row: int) -> None:
    run(f"DELETE FROM {TABLE} WHERE id = %s", row)
    assert broken() == (row - 1, [f"{TABLE}:{row}"])


@pytest.mark.usefixtures("four_rows")
def test_a_cut_off_end_names_the_first_row_that_is_missing() -> None:
    run(f"DELETE FROM {TABLE} WHERE id > 2")
    assert broken() == (2, [f"{TABLE}:3"])


@pytest.mark.usefixtures("four_rows")
def test_an_emptied_table_names_the_first_row() -> None:
    run(f"DELETE FROM {TABLE}")
    assert broken() == (0, [f"{TABLE}:1"])


@pytest.mark.usefixtures("four_rows")
def test_a_gap_that_was_closed_by_renumbering_is_found() -> None:
    run(f"DELETE FROM {TABLE} WHERE id = 2")
    run(f"UPDATE {TABLE} SET id = 2 WHERE id = 3")
    run(f"UPDATE {TABLE} SET id = 3 WHERE id = 4")
    assert broken() == (1, [f"{TABLE}:2"])


@pytest.mark.usefixtures("four_rows")
def test_a_row_that_was_added_with_a_true_hash_is_named() -> None:
    (last,) = run(f"SELECT hash FROM {TABLE} WHERE id = 4")
    run(copy_row(Party, id=5, slug="'FR'", hash="'0'"))
    assert broken() == (4, [f"{TABLE}:5"])
    rehash(5, last[0])
    assert broken() == (5, [f"{TABLE}:5"])


def test_a_row_added_to_a_table_that_never_had_one_is_named() -> None:
    four()
    drop_triggers(TABLE)
    run("DELETE FROM access_chainhead")
    assert broken() == (4, [f"{TABLE}:1"])


@pytest.mark.usefixtures("four_rows")
def test_a_changed_row_whose_hash_was_made_anew_breaks_the_next_one() -> None:
    run(f"UPDATE {TABLE} SET name = 'other' WHERE id = 2")
    rehash(2, run(f"SELECT hash FROM {TABLE} WHERE id = 1")[0][0])
    assert broken() == (2, [f"{TABLE}:3"])


@pytest.mark.usefixtures("four_rows")
def test_the_last_row_is_named_where_its_hash_was_made_anew() -> None:
    run(f"UPDATE {TABLE} SET name = 'other' WHERE id = 4")
    rehash(4, run(f"SELECT hash FROM {TABLE} WHERE id = 3")[0][0])
    assert broken() == (4, [f"{TABLE}:4"])


def rehash(row: int, previous: str) -> None:
    """What somebody would do who knows how the chain is made."""
    names = columns(Party)[:-1]
    told = Party(**dict(zip(names, run(f"SELECT {', '.join(names)} FROM {TABLE} WHERE id = %s", row)[0], strict=True)))
    values = [MOMENT if name == "recorded_at" else getattr(told, name) for name in names]
    run(f"UPDATE {TABLE} SET hash = %s WHERE id = %s", row_hash(previous, values), row)


@pytest.mark.usefixtures("four_rows")
def test_the_other_tables_are_proved_although_one_is_broken() -> None:
    add_other = {"slug": "drone", "name": "drone", "unit": "piece"}
    item = next(model for model in chained_models() if model._meta.db_table == "registry_item")
    append(item, [add_other], STAMP)
    run(f"UPDATE {TABLE} SET name = 'other' WHERE id = 3")
    counts, findings = verify_chains()
    assert (counts[TABLE], counts["registry_item"]) == (2, 1)
    assert [found.evidence for found in findings] == [(f"{TABLE}:3",)]
    assert set(counts) == {model._meta.db_table for model in chained_models()}


@given(row=st.integers(1, 4), place=st.integers(0, 5), letter=st.characters(codec="utf-8", exclude_characters="\0"))
def test_any_one_changed_letter_is_found(row: int, place: int, letter: str) -> None:
    with undone():
        four()
        drop_triggers(TABLE)
        was = f"name of {SLUGS[row - 1]}"
        changed = was[:place] + letter + was[place + 1 :]
        run(f"UPDATE {TABLE} SET name = %s WHERE id = %s", changed, row)
        assert broken() == ((4, []) if changed == was else (row - 1, [f"{TABLE}:{row}"]))
        ready()
