"""Reading the registry: the catalogue, names, and who belongs to a coalition on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kept.access import door
from kept.access.actors import Actor
from kept.registry.models import Alias, Coalition, DeliveryDefinition, Item, Membership, Party
from kept.vocabulary import items, parties
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.parties import PartyKind, Role
from kept.vocabulary.stages import HandOverPoint

CHANGES_IN = ("joins", "holds")


def catalogue(actor: Actor) -> items.Catalogue:
    """The item catalogue as the actor may see it."""
    rows = door.rows(Item, actor)
    return items.Catalogue({r.slug: items.Item(r.slug, r.name, r.parent or None, r.unit) for r in rows})


def party_names(actor: Actor) -> dict[str, str]:
    return dict(door.rows(Party, actor).values_list("slug", "name"))


def item_names(actor: Actor) -> dict[str, str]:
    """Names without what stands in brackets or behind a comma ('F-16 combat aircraft')."""
    found = door.rows(Item, actor).values_list("slug", "name")
    return {slug: name.partition("(")[0].partition(",")[0].strip() for slug, name in found}


def all_parties(actor: Actor) -> dict[str, parties.Party]:
    return {p.slug: parties.Party(p.slug, p.name, PartyKind(p.kind)) for p in door.rows(Party, actor)}


def name_of(joint_name: str, names: dict[str, str]) -> str:
    """'Denmark and Netherlands' for 'DK+NL'; a party that is not registered keeps its own word."""
    told = [names.get(slug, slug) for slug in joint_name.split("+")]
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"


def stand_ins(actor: Actor) -> dict[str, str]:
    """For each coalition the party under whose name its members act together.

    It is the party that carries the coalition's name, before any bracket ('Drone Coalition (members together)'),
    or one of its aliases.
    """
    by_name = {plain_name(p.name): p.slug for p in door.rows(Party, actor).exclude(kind=PartyKind.COUNTRY)}
    found: dict[str, str] = {}
    for slug, name in coalition_names(actor):
        if plain_name(name) in by_name:
            found.setdefault(slug, by_name[plain_name(name)])
    return found


def coalition_names(actor: Actor) -> Iterable[tuple[str, str]]:
    """(slug, name) of every coalition, own names before aliases."""
    yield from door.rows(Coalition, actor).values_list("slug", "name")
    yield from door.rows(Alias, actor).filter(kind="coalition").values_list("slug", "name")


def coalition_titles(actor: Actor) -> dict[str, str]:
    """Each coalition's own name."""
    return dict(door.rows(Coalition, actor).values_list("slug", "name"))


def plain_name(name: str) -> str:
    return name.partition("(")[0].strip().casefold()


@dataclass(frozen=True, slots=True)
class Member:
    """A party's standing in a coalition: its role, and since when (empty where no source tells)."""

    party: str
    role: Role
    since: str


def members(actor: Actor, coalition: str, as_of: date) -> list[Member]:
    """Leads first, then members, as the entries up to a day tell it; an entry without a date counts as known."""
    standing: dict[str, Member | None] = {}
    entries = door.rows(Membership, actor).filter(coalition=coalition)
    for entry in sorted(entries, key=lambda e: (_first(e.date), e.id)):
        if _first(entry.date) > as_of:
            continue
        before = standing.get(entry.party)
        if entry.change not in CHANGES_IN:
            standing[entry.party] = None
        elif before is None:
            standing[entry.party] = Member(entry.party, Role(entry.role), entry.date)
        elif entry.role == Role.LEAD and before.role is not Role.LEAD:
            standing[entry.party] = Member(entry.party, Role.LEAD, before.since or entry.date)
        elif not before.since and entry.date:
            standing[entry.party] = Member(entry.party, before.role, entry.date)
    order = list(Role)
    present = [member for member in standing.values() if member is not None]
    return sorted(present, key=lambda m: (order.index(m.role), m.party))


def delivery_point(actor: Actor, party: str, day: date) -> HandOverPoint | None:
    """What the party's 'delivered' means on a day, by its latest definition; None where it has none (R5)."""
    definitions = [d for d in door.rows(DeliveryDefinition, actor).filter(party=party) if _first(d.valid_from) <= day]
    return HandOverPoint(max(definitions, key=lambda d: (_first(d.valid_from), d.id)).point) if definitions else None


def _first(text: str) -> date:
    return PartialDate(text).first if text else date.min
