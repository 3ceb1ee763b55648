"""Whatever the names, the door and hand-written SQL agree with the plain meaning of a release mark."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.access import door
from kept.access.actors import SEES_EVERYTHING, Actor, Role
from kept.access.journal import append
from kept.access.release import coalition_mark, owner_mark, parties_mark, released_sql
from kept.registry.models import Party
from tests.behind_the_back import run, undone
from tests.cast import STAMP

# Few letters, so that names often hold each other; among them what patterns of SQL and of texts read otherwise.
names = st.text("Aa%_\\'B:+é", min_size=1, max_size=4)
marks = st.one_of(
    st.just(("public", frozenset[str]())),
    st.tuples(st.just("coalition"), names.map(lambda name: frozenset({name}))),
    st.tuples(st.just("owner"), names.map(lambda name: frozenset({name}))),
    st.tuples(st.just("parties"), st.frozensets(names, min_size=1, max_size=3)),
)
actors = st.builds(
    Actor,
    st.just("somebody"),
    st.sampled_from(Role),
    party=st.none() | st.just("") | names,
    coalitions=st.frozensets(names, max_size=2),
)
Mark = tuple[str, frozenset[str]]


def written(mark: Mark) -> str:
    kind, named = mark
    if kind == "parties":
        return parties_mark(named)
    return {"public": "public", "coalition": coalition_mark("".join(named)), "owner": owner_mark("".join(named))}[kind]


def opens(mark: Mark, actor: Actor) -> bool:
    """What a release mark means, in plain words."""
    kind, named = mark
    if actor.role in SEES_EVERYTHING or kind == "public":
        return True
    return bool(named & actor.coalitions) if kind == "coalition" else actor.party in named


@pytest.mark.django_db
@given(told=st.lists(marks, min_size=1, max_size=6), actor=actors)
def test_rows_are_shown_exactly_to_whom_their_marks_open(told: list[Mark], actor: Actor) -> None:
    with undone():
        rows = [
            {"slug": f"p{number}", "name": "", "kind": "country", "release": written(mark)}
            for number, mark in enumerate(told)
        ]
        append(Party, rows, STAMP)
        expected = [f"p{number}" for number, mark in enumerate(told) if opens(mark, actor)]
        assert [row.slug for row in door.rows(Party, actor)] == expected
        condition, values = released_sql(actor, "release")
        found = run(f"SELECT slug FROM registry_party WHERE {condition} ORDER BY id", *values)
        assert [slug for (slug,) in found] == expected
