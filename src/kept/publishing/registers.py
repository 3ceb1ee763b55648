"""Lists of what is named: the parties and the items of the catalogue, as tables."""

from __future__ import annotations

from kept.ledger.flows import View
from kept.publishing.sheets import Cell, Column, Sheet, Wanted, cut
from kept.registry import lookup


def parties(view: View, wanted: Wanted) -> Sheet:
    columns = (Column("name", "Party"), Column("slug", "Code"), Column("kind", "Kind"))
    rows = [
        (Cell(party.name, ("party", slug)), Cell(slug), Cell(party.kind.value))
        for slug, party in lookup.all_parties(view.actor).items()
    ]
    return cut(columns, rows, wanted)


def items(view: View, wanted: Wanted) -> Sheet:
    columns = (Column("name", "Item"), Column("slug", "Code"), Column("broader", "Belongs to", sorts=False))
    known = lookup.catalogue(view.actor)
    rows = [
        (Cell(name, ("item", slug)), Cell(slug), Cell(", ".join(known.broader(slug))))
        for slug, name in lookup.item_names(view.actor).items()
    ]
    return cut(columns, rows, wanted)
