"""Balances as a person asks for them: dimensions and limits in words, an item with its narrower ones."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kept.errors import Misuse
from kept.ledger.balances import BalanceRow, balance_rows
from kept.ledger.flows import Only, View
from kept.registry.lookup import catalogue

DIMENSIONS = ("donor", "coalition", "recipient", "item", "stage")


def dimensions(text: str) -> tuple[str, ...]:
    """'donor, item' as names; raises Misuse for a name that is no dimension."""
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    for name in names:
        if name not in DIMENSIONS:
            raise Misuse(f"{name[:40]!r} is none of {', '.join(DIMENSIONS)}")
    return names


def asked_balances(
    view: View, by: Collection[str], limits: Mapping[str, str], *, at_least: bool = False
) -> list[BalanceRow]:
    """Balances by some dimensions within limits, each of them one value or several with commas; '' is no limit."""
    found = {name: value.split(",") for name, value in limits.items() if value}
    if "item" in found:
        known = catalogue(view.actor)
        found["item"] = sorted(slug for item in found["item"] for slug in known.narrower(item))
    return balance_rows(view, by, only=Only(found), at_least=at_least)
