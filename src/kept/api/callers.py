"""Who asks: the owner of the key in the header, or the public; a cookie of the pages counts for nothing here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.http import HttpRequest

from kept.access.actors import PUBLIC, Actor
from kept.access.asking import address_of
from kept.access.keys import owner_of
from kept.access.release import open_marks
from kept.access.tries import network
from kept.registry.accounts import actor_for

# A header cannot have this name, so nobody but this file sets it.
CALLER = "kept.caller"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, under which name the questions are counted; `is_known` is False where the key is none that stands."""

    actor: Actor
    counted: str
    has_key: bool = False
    is_known: bool = True

    @property
    def marks(self) -> tuple[str, ...]:
        """What is released to the actor, as text: two actors with the same marks read the same."""
        if self.actor.sees_everything:
            return ("everything",)
        return (*open_marks(self.actor), self.actor.party or "")


def caller_of(request: HttpRequest) -> Caller:
    found = request.META.get(CALLER)
    if not isinstance(found, Caller):
        found = request.META[CALLER] = _caller(request)
    return found


def today() -> date:
    return datetime.now(UTC).date()


def _caller(request: HttpRequest) -> Caller:
    told = request.META.get("HTTP_AUTHORIZATION")
    address = f"address:{network(address_of(request))}"
    if told is None:
        return Caller(PUBLIC, address)
    scheme, _, text = told.partition(" ")
    found = owner_of(text.strip()) if scheme.casefold() == "bearer" else None
    if found is None:
        return Caller(PUBLIC, address, is_known=False)
    number, user = found
    return Caller(actor_for(user, today()), f"key:{number}", has_key=True)
