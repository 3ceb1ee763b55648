"""The page of a coalition: who leads, who belongs to it since when, its goals and sums, what was counted."""

from __future__ import annotations

from dataclasses import dataclass

from kept.access import door
from kept.errors import UnknownRecord
from kept.ledger.balances import BalanceRow, balance_rows
from kept.ledger.flows import Only, View
from kept.ledger.models import Assertion
from kept.outlook.progress import goals
from kept.publishing.pages.amounts import told
from kept.publishing.pages.evidence import Evidence, of_claims
from kept.publishing.remembered import remembered
from kept.publishing.summary import GoalLine, goal_lines
from kept.registry import lookup
from kept.registry.models import Coalition, Meeting, Membership
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Belonging:
    """A party's standing, and every source that tells of it."""

    party: str
    name: str
    role: str
    since: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many somebody said have joined."""

    count: str
    day: str
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Met:
    code: str
    number: int | None
    day: str
    place: str


@dataclass(frozen=True, slots=True)
class CoalitionPage:
    slug: str
    name: str
    capability: str
    launched: str
    aliases: tuple[str, ...]
    members: tuple[Belonging, ...]
    counted: tuple[Counted, ...]
    goals: tuple[GoalLine, ...]
    meetings: tuple[Met, ...]
    sums: tuple[tuple[str, str, str], ...]

    @property
    def answer(self) -> str:
        """Who leads how many, and what was last said of their number."""
        leads = [m.name for m in self.members if m.role == "lead"]
        told = f"; {self.counted[0].count} were said to have joined ({self.counted[0].day})" if self.counted else ""
        return f"{' and '.join(leads) or 'Nobody named'} lead {len(self.members)} registered parties{told}."


def coalition_page(view: View, slug: str) -> CoalitionPage:
    """Raises UnknownRecord where no such coalition is there."""
    row = door.rows(Coalition, view.actor).filter(slug=slug).first()
    if row is None:
        raise UnknownRecord("coalition", slug)
    lines = remembered("all goals", view, lambda: goal_lines(goals(view), view.actor))
    meetings = door.rows(Meeting, view.actor).filter(body__in=[slug, f"coalition:{slug}"])
    return CoalitionPage(
        slug=slug,
        name=row.name,
        capability=row.capability,
        launched=PartialDate(row.launched).in_words() if row.launched else "",
        aliases=tuple(name for other, name in lookup.coalition_names(view.actor) if other == slug and name != row.name),
        members=tuple(_members(view, slug)),
        counted=tuple(_counted(view, slug)),
        goals=tuple(line for line in lines if line.progress.goal.coalition == slug),
        meetings=tuple(
            Met(m.code, m.number, PartialDate(m.date).in_words() if m.date else "", m.place)
            for m in sorted(meetings, key=lambda m: m.date, reverse=True)
        ),
        sums=tuple(_sums(view, slug)),
    )


def _members(view: View, slug: str) -> list[Belonging]:
    names = lookup.party_names(view.actor)
    entries = list(door.rows(Membership, view.actor).filter(coalition=slug))
    evidence = of_claims([e.claim_id for e in entries if e.claim_id], view.actor)
    return [
        Belonging(
            party=member.party,
            name=names.get(member.party, member.party),
            role=member.role.value,
            since=PartialDate(member.since).in_words() if member.since else "",
            evidence=tuple(evidence[e.claim_id] for e in entries if e.party == member.party and e.claim_id in evidence),
        )
        for member in lookup.members(view.actor, slug, view.as_of)
    ]


def _counted(view: View, slug: str) -> list[Counted]:
    rows = door.rows(Assertion, view.actor).filter(kind="headcount", coalition=slug, day__lte=view.as_of)
    dated = sorted(rows.exclude(date=""), key=lambda row: (row.day, row.id), reverse=True)
    evidence = of_claims([row.claim_id for row in dated if row.claim_id], view.actor)
    return [
        Counted(
            Quantity.from_thousandths(row.low, row.high).in_words(),
            PartialDate(row.date).in_words(),
            evidence.get(row.claim_id or 0),
        )
        for row in dated
    ]


def _sums(view: View, slug: str) -> list[tuple[str, str, str]]:
    """What the coalition has promised at least, item by item: (item slug, item, best known)."""

    def work() -> list[BalanceRow]:
        return balance_rows(view, ("item",), only=Only({"coalition": [slug]}))

    items = lookup.item_names(view.actor)
    rows = remembered(f"sums of {slug}", view, work)
    found = [(row.key["item"], items.get(row.key["item"], row.key["item"]), told(row.line.best)) for row in rows]
    return sorted(found, key=lambda one: one[1])
