"""Adding rows: numbered without gaps, chained by hash, all of them or none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from django.db import models

from kept.access import door
from kept.access.actors import Actor, Role
from kept.access.journal import Stamp, append, append_tuples, columns, plain, row_hash
from kept.access.records import ChainHead
from kept.access.release import MarkRefused
from kept.access.verify import chained_models, verify_chain
from kept.errors import NotAllowed
from kept.registry.models import Party
from tests.cast import MOMENT, OFFICE, STAMP

pytestmark = pytest.mark.django_db

COLUMNS = ("slug", "name", "kind", "source", "claim_id", "release")


def party(slug: str, **values: Any) -> dict[str, Any]:
    return {"slug": slug, "name": slug, "kind": "country", **values}


def add(*slugs: str) -> list[int]:
    return append(Party, [party(slug) for slug in slugs], STAMP)


def kept() -> list[str]:
    return [row.slug for row in door.rows(Party, OFFICE)]


def test_ids_count_from_one_without_gaps_over_several_calls() -> None:
    assert add("NO", "LV") == [1, 2]
    assert add() == []
    assert add("GB") == [3]
    assert kept() == ["NO", "LV", "GB"]


def test_a_row_says_who_recorded_it_and_when() -> None:
    add("NO")
    row = door.rows(Party, OFFICE).get()
    assert (row.recorded_by, row.recorded_at, row.release) == ("office", MOMENT, "public")


def test_each_hash_is_made_of_the_hash_before_and_the_rows_own_values() -> None:
    add("NO", "LV")
    previous = ""
    for row in door.rows(Party, OFFICE):
        values = [getattr(row, name) for name in columns(Party)[:-1]]
        assert row.hash == row_hash(previous, values)
        previous = row.hash
    head = ChainHead.objects.get(table="registry_party")
    assert (head.last_id, head.last_hash) == (2, previous)


def test_the_same_row_has_another_hash_behind_another_row() -> None:
    assert row_hash("", [1, "x"]) != row_hash("0", [1, "x"])
    assert row_hash("", ["a", "b"]) != row_hash("", ["ab", ""])


def test_many_rows_at_once_make_the_same_chain_as_one_by_one() -> None:
    told = [(slug, slug, "country", "", None, "public") for slug in ("NO", "LV")]
    assert append_tuples(Party, COLUMNS, told, STAMP) == [1, 2]
    together = [row.hash for row in door.rows(Party, OFFICE)]
    previous = ""
    for number, hashed in enumerate(together, 1):
        row = door.rows(Party, OFFICE).get(id=number)
        assert row_hash(previous, [getattr(row, name) for name in columns(Party)[:-1]]) == hashed
        previous = hashed
    assert verify_chain(Party) == (2, [])


def test_a_column_that_the_table_does_not_have_is_refused() -> None:
    with pytest.raises(TypeError, match="no column 'colour'"):
        append(Party, [party("NO"), party("LV", colour="red")], STAMP)
    assert kept() == []


@pytest.mark.parametrize("column", ["id", "hash", "recorded_at", "recorded_by"])
def test_the_stores_own_columns_cannot_be_given(column: str) -> None:
    with pytest.raises(TypeError, match=f"no column '{column}'"):
        append(Party, [party("NO", **{column: 5})], STAMP)


@pytest.mark.parametrize("mark", ["", "secret", "parties:GB", "owner:", "Public", None])
def test_a_release_mark_that_is_none_is_refused_and_nothing_is_kept(mark: str | None) -> None:
    with pytest.raises(MarkRefused):
        append(Party, [party("NO"), party("LV", release=mark)], STAMP)
    with pytest.raises(MarkRefused):
        append_tuples(Party, COLUMNS, [("NO", "NO", "country", "", None, mark)], STAMP)
    assert kept() == []


@pytest.mark.parametrize("role", [Role.READER, Role.DONOR, Role.AUDITOR])
def test_who_may_not_record_cannot_even_make_a_stamp(role: Role) -> None:
    with pytest.raises(NotAllowed):
        Stamp(Actor("somebody", role, party="GB"), MOMENT)


@pytest.mark.parametrize("role", [Role.ANALYST, Role.OFFICE, Role.ADMINISTRATOR])
def test_who_may_record_is_named_on_the_row(role: Role) -> None:
    append(Party, [party("NO")], Stamp(Actor("somebody", role), MOMENT))
    assert door.rows(Party, OFFICE).get().recorded_by == "somebody"


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        Stamp(OFFICE, datetime(2024, 3, 1))  # noqa: DTZ001  the naive moment is what is refused


def test_a_moment_told_in_another_time_zone_is_the_same_moment() -> None:
    kyiv = timezone(timedelta(hours=2))
    append(Party, [party("NO")], Stamp(OFFICE, MOMENT.astimezone(kyiv)))
    assert door.rows(Party, OFFICE).get().recorded_at == MOMENT
    assert verify_chain(Party) == (1, [])
    assert plain(MOMENT.astimezone(kyiv)) == plain(MOMENT) == "2024-03-01T12:30:15.123456+00:00"


def test_a_moment_on_the_full_second_proves_like_any_other() -> None:
    append(Party, [party("NO")], Stamp(OFFICE, datetime(2024, 3, 1, tzinfo=UTC)))
    assert verify_chain(Party) == (1, [])


def test_the_moment_of_recording_is_the_only_moment_of_a_row() -> None:
    for model in chained_models():
        moments = [f.name for f in model._meta.concrete_fields if isinstance(f, models.DateTimeField)]
        assert moments == ["recorded_at"]


def test_a_value_that_two_databases_could_tell_differently_is_refused() -> None:
    with pytest.raises(TypeError, match="a object has no place"):
        append(Party, [party("NO", name=object())], STAMP)


def test_a_refused_batch_leaves_neither_rows_nor_a_gap() -> None:
    add("NO")
    with pytest.raises(TypeError):
        append(Party, [party("LV"), party("GB", name=object())], STAMP)
    assert add("GB") == [2]
    assert verify_chain(Party) == (2, [])


def test_texts_of_every_script_prove() -> None:
    words = [
        "Україна",
        "e\u0301",
        "\u202eright to left",
        "👩‍🚀",
        '"quoted" \\ and\nbroken',
        "'; DROP TABLE x; --",
        "%s %%",
    ]
    append(Party, [party(f"p{i}", name=word) for i, word in enumerate(words)], STAMP)
    assert [row.name for row in door.rows(Party, OFFICE)] == words
    assert verify_chain(Party) == (len(words), [])
