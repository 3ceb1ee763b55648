"""Accounts that act for a party of the registry, and the actor that an account is on a day."""

from __future__ import annotations

from datetime import date

from kept.access import door, people
from kept.access.actors import Actor, Role
from kept.access.people import Account, User
from kept.errors import UnknownRecord
from kept.registry.lookup import CHANGES_IN
from kept.registry.models import Membership, Party
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.parties import Role as Standing

WHOLE_REGISTRY = Actor("kept", Role.AUDITOR)
"""Asks who belongs where: a membership counts for the party also where the entry is not released to it."""

INSIDE = (Standing.LEAD, Standing.MEMBER)
"""An observer takes part in meetings; what is released to a coalition is for those who have joined it."""


def actor_for(user: User, today: date) -> Actor:
    """The actor that the person is today; a role that sees everything needs no coalitions."""
    role = Role(user.role)
    actor = Actor(user.username, role, party=user.party or None)
    if actor.party is None or actor.sees_everything:
        return actor
    return Actor(user.username, role, party=user.party, coalitions=coalitions_of(user.party, today))


def coalitions_of(party: str, day: date) -> frozenset[str]:
    """The coalitions that a party leads or is a member of on a day."""
    entries = door.rows(Membership, WHOLE_REGISTRY).filter(party=party)
    inside: dict[str, bool] = {}
    for entry in sorted(entries, key=lambda entry: (_first(entry.date), entry.id)):
        if _first(entry.date) > day:
            continue
        if entry.change not in CHANGES_IN:
            inside[entry.coalition] = False
        elif entry.role in INSIDE:
            inside[entry.coalition] = True
    return frozenset(coalition for coalition, is_inside in inside.items() if is_inside)


def add_account(account: Account, password: str, by: Actor, *, temporary: bool = False) -> User:
    """A new account, for a party that the registry knows."""
    _check_party(account.party, by)
    return people.add(account, password, by, temporary=temporary)


def change_role(user: User, role: Role, party: str, by: Actor) -> None:
    """Another role or party, of those that the registry knows."""
    if party.strip() != user.party:
        _check_party(party, by)
    people.change_role(user, role, party, by)


def _check_party(party: str, by: Actor) -> None:
    people.allow(by)
    slug = party.strip()
    if slug and people.is_plain(slug) and not door.rows(Party, by).filter(slug=slug).exists():
        raise UnknownRecord("party", slug[:60])


def _first(text: str) -> date:
    return PartialDate(text).first if text else date.min
