"""A name in free text is found where it is clear, and left open where it is not."""

from __future__ import annotations

import pytest

from kept.importing.names import NameFinder, slug_of
from kept.importing.rows import Coalition
from kept.vocabulary.items import Catalogue, Item

ITEMS = [
    Item("drone", "uncrewed aerial vehicle (any)", None, "piece"),
    Item("fpv-drone", "first-person-view drone", "drone", "piece"),
    Item("ammunition", "ammunition, mixed or unstated", None, "lot"),
    Item("military-aid", "military aid, mixed", None, "lot"),
    Item("money", "money, no goods named", None, "currency"),
]
COALITIONS = [
    Coalition("ammo", "Hill ammunition initiative", "ammunition"),
    Coalition("it", "IT Coalition", "information technology", None, ("computer coalition",)),
    Coalition("iamd", "Integrated Air and Missile Defence Coalition", "air and missile defence"),
    Coalition("airforce", "Air Force Coalition", "combat aircraft"),
]
FINDER = NameFinder(COALITIONS, items=Catalogue({each.slug: each for each in ITEMS}), parties=["Drone Makers"])


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("FPV drones at the front", "fpv-drone"),
        ("drones of all kinds", "drone"),
        ("all military aid", "military-aid"),
        ("non-military aid", None),
        ("cost of the Hill ammunition initiative", None),
        ("ammunition and drones", None),
        ("orders of Drone Makers", None),
        ("shells", None),
        ("", None),
    ],
)
def test_an_item_is_found_where_it_stands_alone(text: str, item: str | None) -> None:
    assert FINDER.item(text) == item


@pytest.mark.parametrize(
    ("body", "slug"),
    [
        ("IT coalition", "it"),
        ("The information technology", None),
        ("information technology coalition", "it"),
        ("Computer Coalition", "it"),
        ("air defence coalition", "iamd"),
        ("air coalition", None),
        ("coalition", None),
        ("???", None),
    ],
)
def test_a_coalition_is_found_by_any_of_its_names(body: str, slug: str | None) -> None:
    assert FINDER.coalition(body) == slug


@pytest.mark.parametrize(
    ("name", "slug"),
    [("NATO-Ukraine Council", "nato-ukraine-council"), ("  Контактна група ", "контактна-група"), ("…", "")],
)
def test_a_slug_keeps_letters_and_digits(name: str, slug: str) -> None:
    assert slug_of(name) == slug
