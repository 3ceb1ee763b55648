"""Parties: one name for givers whose shares are not known."""

from __future__ import annotations

from kept.vocabulary.parties import joint


def test_a_joint_gift_has_one_name_whatever_the_order_of_its_givers() -> None:
    assert joint(["NL", "DK"]) == joint(("DK", "NL", "DK")) == "DK+NL"


def test_one_giver_keeps_the_own_name() -> None:
    assert joint(["NO"]) == "NO"
