"""A claim of any kind comes back from its JSON as it went."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.vocabulary.claims import KINDS, ClaimRefused, from_json, to_json
from tests.properties.strategies import BY_KIND

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def test_there_is_a_strategy_for_every_kind() -> None:
    assert set(BY_KIND) == set(KINDS)


@pytest.mark.parametrize("kind", BY_KIND)
@given(data=st.data())
def test_a_claim_comes_back_from_its_json_as_it_went(kind: str, data: st.DataObject) -> None:
    claim = data.draw(BY_KIND[kind])
    told = json.dumps(to_json(claim), ensure_ascii=False)
    assert from_json(json.loads(told), claim.start) == claim


@pytest.mark.parametrize("kind", BY_KIND)
@given(data=st.data())
def test_a_broken_claim_is_refused_or_read_and_nothing_else(kind: str, data: st.DataObject) -> None:
    shown = to_json(data.draw(BY_KIND[kind]))
    shown[data.draw(st.sampled_from(sorted(shown)))] = data.draw(anything)
    try:
        claim = from_json(shown)
    except ClaimRefused:
        return
    assert from_json(to_json(claim)) == claim
