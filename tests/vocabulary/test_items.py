"""The item catalogue is a forest: what would make it none is a finding, and the rest stands."""

from __future__ import annotations

from kept.vocabulary.items import Catalogue, Item, catalogue


def item(slug: str, parent: str | None = None) -> Item:
    return Item(slug, f"a {slug}", parent, "piece")


FAMILY = (item("drone"), item("fpv-drone", "drone"), item("fpv-drone-7in", "fpv-drone"), item("truck"))


def test_an_item_is_among_its_narrower_items_with_all_below_it() -> None:
    made, findings = catalogue(FAMILY)
    assert findings == []
    assert made.narrower("drone") == {"drone", "fpv-drone", "fpv-drone-7in"}
    assert made.narrower("truck") == {"truck"}
    assert made.narrower("boat") == {"boat"}


def test_broader_items_are_told_nearest_first() -> None:
    made, _ = catalogue(FAMILY)
    assert made.broader("fpv-drone-7in") == ("fpv-drone", "drone")
    assert made.broader("drone") == ()
    assert made.broader("boat") == ()


def test_two_items_are_related_when_one_stands_above_the_other() -> None:
    made, _ = catalogue((*FAMILY, item("bomber-drone", "drone")))
    assert made.related("drone", "fpv-drone-7in")
    assert made.related("fpv-drone-7in", "drone")
    assert made.related("truck", "truck")
    assert not made.related("fpv-drone", "bomber-drone")
    assert not made.related("drone", "truck")


def test_the_order_of_the_rows_does_not_matter() -> None:
    forwards, _ = catalogue(FAMILY)
    backwards, findings = catalogue(reversed(FAMILY))
    assert findings == []
    assert forwards.items == backwards.items


def test_an_item_that_is_listed_twice_keeps_its_first_row() -> None:
    made, findings = catalogue([item("drone"), Item("drone", "other", None, "aircraft")])
    assert [found.code for found in findings] == ["id-twice"]
    assert made.unit("drone") == "piece"


def test_a_broader_item_that_is_not_listed_is_a_finding_and_the_item_stands_alone() -> None:
    made, findings = catalogue([item("fpv-drone", "drone")])
    assert [(found.code, found.evidence) for found in findings] == [("item-unknown", ("fpv-drone",))]
    assert made.broader("fpv-drone") == ()


def test_a_circle_is_one_finding_and_is_cut_open() -> None:
    made, findings = catalogue([item("a", "b"), item("b", "c"), item("c", "a"), item("d", "c")])
    assert [found.code for found in findings] == ["item-circle"]
    assert made.broader("d") == ("c", *made.broader("c"))
    assert all(slug not in made.broader(slug) for slug in "abcd")


def test_an_item_that_stands_above_itself_is_cut_loose() -> None:
    made, findings = catalogue([item("a", "a")])
    assert [found.code for found in findings] == ["item-circle"]
    assert made.broader("a") == ()


def test_a_circle_that_was_kept_by_mistake_ends_every_walk() -> None:
    made = Catalogue({slug: item(slug, parent) for slug, parent in (("a", "b"), ("b", "a"))})
    assert made.narrower("a") == {"a", "b"}
    assert made.broader("a") == ("b", "a")
