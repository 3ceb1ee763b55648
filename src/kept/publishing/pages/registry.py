"""The pages of parties, items and meetings: what each is, and what is on record of it."""

from __future__ import annotations

from dataclasses import dataclass

from kept.access import door
from kept.errors import UnknownRecord
from kept.ledger.balances import balance_rows
from kept.ledger.flows import Only, View
from kept.publishing.pages.amounts import told
from kept.publishing.pages.evidence import Evidence, of_claims
from kept.publishing.remembered import remembered
from kept.registry import lookup
from kept.registry.models import DeliveryDefinition, Item, Meeting, Membership, Party
from kept.vocabulary.dates import PartialDate


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """A balance as a row of a page: whose, what, at which stage, and both lines in words."""

    donor: str
    donor_name: str
    item: str
    item_name: str
    stage: str
    best: str
    itemised: str
    reported: str
    basis: str


@dataclass(frozen=True, slots=True)
class PartyPage:
    slug: str
    name: str
    kind: str
    source: str
    memberships: tuple[tuple[str, str, str], ...]
    definitions: tuple[tuple[str, str, str], ...]
    gives: tuple[BalanceLine, ...]


@dataclass(frozen=True, slots=True)
class ItemPage:
    slug: str
    name: str
    unit: str
    broader: tuple[tuple[str, str], ...]
    narrower: tuple[tuple[str, str], ...]
    balances: tuple[BalanceLine, ...]


@dataclass(frozen=True, slots=True)
class MeetingPage:
    code: str
    body: str
    number: int | None
    day: str
    place: str
    chair: str
    note: str
    evidence: tuple[Evidence, ...]


def party_page(view: View, slug: str) -> PartyPage:
    """Raises UnknownRecord where no such party is there."""
    row = door.rows(Party, view.actor).filter(slug=slug).first()
    if row is None:
        raise UnknownRecord("party", slug)
    coalitions = lookup.coalition_titles(view.actor)
    joined = {m.coalition for m in door.rows(Membership, view.actor).filter(party=slug)}
    standing = [
        (coalition, coalitions.get(coalition, coalition), member.role.value)
        for coalition in sorted(joined)
        for member in lookup.members(view.actor, coalition, view.as_of)
        if member.party == slug
    ]
    defined = door.rows(DeliveryDefinition, view.actor).filter(party=slug)
    return PartyPage(
        slug=slug,
        name=row.name,
        kind=row.kind,
        source=row.source,
        memberships=tuple(standing),
        definitions=tuple((d.point, d.valid_from, d.source) for d in defined),
        gives=tuple(_balances(view, Only({"donor": [slug]}), f"gives {slug}")),
    )


def item_page(view: View, slug: str) -> ItemPage:
    """Raises UnknownRecord where no such item is in the catalogue."""
    row = door.rows(Item, view.actor).filter(slug=slug).first()
    if row is None:
        raise UnknownRecord("item", slug)
    known = lookup.catalogue(view.actor)
    names = lookup.item_names(view.actor)
    family = known.narrower(slug)
    return ItemPage(
        slug=slug,
        name=row.name,
        unit=row.unit,
        broader=tuple((one, names[one]) for one in known.broader(slug)),
        narrower=tuple((one, names[one]) for one in sorted(family - {slug})),
        balances=tuple(_balances(view, Only({"item": sorted(family)}), f"item {slug}")),
    )


def _balances(view: View, only: Only, name: str) -> list[BalanceLine]:
    parties, items = lookup.party_names(view.actor), lookup.item_names(view.actor)
    rows = remembered(name, view, lambda: balance_rows(view, ("donor", "item", "stage"), only=only))
    return [
        BalanceLine(
            donor=row.key["donor"],
            donor_name=lookup.name_of(row.key["donor"], parties),
            item=row.key["item"],
            item_name=items.get(row.key["item"], row.key["item"]),
            stage=row.key["stage"],
            best=told(row.line.best),
            itemised=told(row.line.itemised),
            reported=told(row.line.reported) if row.line.reported else "",
            basis=row.line.basis,
        )
        for row in rows
    ]


def meeting_page(view: View, code: str) -> MeetingPage:
    """Raises UnknownRecord where no such meeting is there."""
    row = door.rows(Meeting, view.actor).filter(code=code).first()
    if row is None:
        raise UnknownRecord("meeting", code)
    body = row.body.removeprefix("coalition:")
    names = lookup.coalition_titles(view.actor) | lookup.party_names(view.actor)
    return MeetingPage(
        code=code,
        body=names.get(body, body),
        number=row.number,
        day=PartialDate(row.date).in_words() if row.date else "",
        place=row.place,
        chair=row.chair,
        note=row.note,
        evidence=tuple(of_claims([row.claim_id] if row.claim_id else [], view.actor).values()),
    )
