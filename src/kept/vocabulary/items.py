"""The item catalogue: every item has a slug, a unit and at most one broader item."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from kept.vocabulary.findings import Finding, finding

MONEY_ITEM = "money"


@dataclass(frozen=True, slots=True)
class Item:
    slug: str
    name: str
    parent: str | None
    unit: str


@dataclass(frozen=True)
class Catalogue:
    """Items by slug, with their family tree. Made by `catalogue`, which refuses what is not a tree."""

    items: dict[str, Item] = field(default_factory=dict)

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        children: dict[str, list[str]] = {}
        for item in self.items.values():
            if item.parent:
                children.setdefault(item.parent, []).append(item.slug)
        return children

    def __contains__(self, slug: str) -> bool:
        return slug in self.items

    def narrower(self, slug: str) -> frozenset[str]:
        """The item itself and every item below it."""
        found, waiting = set(), [slug]
        while waiting:
            current = waiting.pop()
            if current not in found:
                found.add(current)
                waiting.extend(self._children.get(current, []))
        return frozenset(found)

    def broader(self, slug: str) -> tuple[str, ...]:
        """The items above it, nearest first."""
        chain: list[str] = []
        parent = self.items[slug].parent if slug in self.items else None
        while parent and parent not in chain:
            chain.append(parent)
            parent = self.items[parent].parent if parent in self.items else None
        return tuple(chain)

    def related(self, one: str, other: str) -> bool:
        """Whether one is the other, or stands above it."""
        return one == other or one in self.broader(other) or other in self.broader(one)

    def unit(self, slug: str) -> str:
        return self.items[slug].unit


def catalogue(items: Iterable[Item]) -> tuple[Catalogue, list[Finding]]:
    """Build a catalogue; a repeated slug, an unknown parent or a circle is a finding, and the rest stands."""
    kept: dict[str, Item] = {}
    findings: list[Finding] = []
    for item in items:
        if item.slug in kept:
            findings.append(finding("id-twice", f"item {item.slug!r} is listed twice; the first is kept", item.slug))
        else:
            kept[item.slug] = item
    for item in list(kept.values()):
        if item.parent and item.parent not in kept:
            message = f"item {item.slug!r} names {item.parent!r} as broader item, which is not listed"
            findings.append(finding("item-unknown", message, item.slug))
            kept[item.slug] = Item(item.slug, item.name, None, item.unit)
    for item in list(kept.values()):
        if item.slug in Catalogue(kept).broader(item.slug):
            findings.append(finding("item-circle", f"item {item.slug!r} stands above itself", item.slug))
            kept[item.slug] = Item(item.slug, item.name, None, item.unit)
    return Catalogue(kept), findings
