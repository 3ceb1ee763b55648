"""The checks in the order in which they run: each takes a view and gives findings; adding one is adding a line here."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

from kept.access import door
from kept.evidence import checks as evidence
from kept.ledger import checks as ledger
from kept.ledger import rivals
from kept.ledger.flows import View
from kept.outlook.models import Goal
from kept.outlook.progress import goals
from kept.registry import checks as registry
from kept.registry import lookup
from kept.supply.models import ProductionEntry
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.findings import Finding, finding

Check = Callable[[View], list[Finding]]


def goals_overlap(view: View) -> list[Finding]:
    """Goals with one number and item family that differ in whose or when: one goal told in two ways, or two."""
    catalogue = lookup.catalogue(view.actor)
    findings = []
    for one, other in combinations(door.rows(Goal, view.actor).exclude(low=None), 2):
        alike = one.low == other.low and one.unit == other.unit and catalogue.related(one.item, other.item)
        together = one.owner == other.owner or (one.coalition and one.coalition == other.coalition)
        if not alike or not together or not _near(one, other):
            continue
        names = ("owner", "item", "told_stage", "deadline")
        differs = [name for name in names if getattr(one, name) != getattr(other, name)]
        told = ", ".join(
            f"{name.removeprefix('told_')} {getattr(one, name) or 'not told'} or {getattr(other, name) or 'not told'}"
            for name in differs
        )
        message = f"{one.code} and {other.code} may be one goal: {told or 'nothing differs'}"
        findings.append(finding("goals-overlap", message, one.source, other.source))
    return findings


def _near(one: Goal, other: Goal) -> bool:
    """Whether two goals were set, or end, within a year and a half of each other, as far as is told."""
    for name in ("start", "deadline"):
        days = [getattr(goal, name) for goal in (one, other)]
        if all(days) and abs((PartialDate(days[0]).first - PartialDate(days[1]).first).days) > 548:
            return False
    return True


def goals_or_capacities(view: View) -> list[Finding]:
    """Goals whose number is told elsewhere as a plan or capacity of the same owner and item family."""
    catalogue = lookup.catalogue(view.actor)
    findings = []
    for goal in door.rows(Goal, view.actor).exclude(low=None):
        for entry in door.rows(ProductionEntry, view.actor).filter(producer=goal.owner, low=goal.low):
            if entry.kind != "produced" and catalogue.related(goal.item, entry.item):
                message = f"{goal.code} and the {entry.kind} {entry.code} of {entry.producer} tell one number"
                findings.append(finding("goal-or-capacity", message, goal.source, entry.source))
    return findings


def goals_missed(view: View) -> list[Finding]:
    """Goals whose deadline has passed and that were not reached as far as is known."""
    findings = []
    for told in goals(view):
        if told.deadline is None or told.deadline >= view.as_of or told.is_met() is not False:
            continue
        assert told.required is not None
        line = told.at_deadline or told.line
        reached = line.best.in_words() if line else "nothing"
        message = f"{told.goal.code}: {told.required.in_words()} by {told.goal.deadline}; {reached} is known"
        findings.append(finding("goal-missed", message, told.goal.source))
    return findings


CHECKS: tuple[Check, ...] = (
    lambda view: registry.memberships_differ(view.actor, view.as_of),
    lambda view: registry.meetings_unnumbered(view.actor, view.as_of),
    lambda view: registry.meetings_overlap(view.actor, view.as_of),
    lambda view: evidence.reports_differ(view.actor),
    lambda view: evidence.open_claims(view.actor),
    ledger.assertions,
    ledger.totals_differ,
    rivals.leaps,
    rivals.related_items,
    rivals.beyond_promise,
    rivals.group_and_member,
    ledger.headcounts,
    rivals.sudden_headcounts,
    ledger.shares,
    ledger.overdrawn,
    ledger.in_the_future,
    ledger.duplicates,
    goals_overlap,
    goals_or_capacities,
    goals_missed,
)


def check(view: View) -> list[Finding]:
    """Every finding of every check, in their order."""
    return [found for one in CHECKS for found in one(view)]
