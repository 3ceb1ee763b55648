"""Release marks: to whom a record may be shown, as one short text that a query can test (R9)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from kept.access.actors import Actor

PUBLIC_MARK = "public"


class MarkRefused(ValueError):
    """A text that is no release mark."""


def coalition_mark(slug: str) -> str:
    return f"coalition:{slug}"


def parties_mark(parties: Iterable[str]) -> str:
    """Named parties, fenced by commas so that one name is never found inside another."""
    return f"parties:,{','.join(sorted(set(parties)))},"


def owner_mark(party: str) -> str:
    return f"owner:{party}"


def checked(mark: str) -> str:
    """The mark itself; raises MarkRefused where it is none."""
    kind, _, named = mark.partition(":")
    if mark == PUBLIC_MARK or (kind in ("coalition", "owner") and named and "," not in named):
        return mark
    if kind == "parties" and len(named) > 2 and named[0] == named[-1] == "," and all(named[1:-1].split(",")):
        return mark
    raise MarkRefused(f"{mark!r} is no release mark: expected public, coalition:…, parties:,…, or owner:…")


def open_marks(actor: Actor) -> list[str]:
    """The whole marks that open to this actor (named parties are tested apart)."""
    marks = [PUBLIC_MARK, *(coalition_mark(slug) for slug in sorted(actor.coalitions))]
    return [*marks, owner_mark(actor.party)] if actor.party else marks


def released_to(actor: Actor) -> Q:
    """The condition that a row is released to the actor."""
    if actor.sees_everything:
        return Q()
    condition = Q(release__in=open_marks(actor))
    if not actor.party:
        return condition
    # Not `contains`: SQLite would take 'gb' for 'GB'. Only named parties hold a comma (`checked`).
    return condition | Q(GreaterThan(StrIndex("release", Value(f",{actor.party},")), 0))


def released_sql(actor: Actor, column: str) -> tuple[str, list[str]]:
    """The same condition for hand-written SQL: text with %s places, and their values."""
    if actor.sees_everything:
        return "1 = 1", []
    marks = open_marks(actor)
    condition = f"{column} IN ({', '.join(['%s'] * len(marks))})"
    if not actor.party:
        return condition, marks
    # Not LIKE: it reads '_' and '%' in a name as any letters, and on SQLite 'gb' as 'GB'.
    return f"({condition} OR REPLACE({column}, %s, '') <> {column})", [*marks, f",{actor.party},"]
