"""Figures that rival each other: of related items, beyond what was promised, of a group and its member."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from itertools import combinations, pairwise

from kept.access import door
from kept.ledger.balances import lateness, open_books
from kept.ledger.flows import Only, View, flows_by
from kept.ledger.models import Account, Assertion, Commitment, Movement
from kept.registry import lookup
from kept.registry.models import Membership
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.findings import Finding, finding
from kept.vocabulary.parties import PartyKind
from kept.vocabulary.quantity import Quantity, number, whole
from kept.vocabulary.stages import Stage

SUDDEN = 10
"""A running total that grows ten times faster than before counts something else."""
EARLY = (Stage.PLEDGED, Stage.COMMITTED, Stage.PRODUCED)
WEEKS = timedelta(days=45)
WEEK = timedelta(days=7)


def related_items(view: View) -> list[Finding]:
    """Totals of one giver, stage and day that differ between related items: all of a kind, or one sort alone."""
    books = open_books(view)
    alike: dict[tuple[object, ...], list[Assertion]] = defaultdict(list)
    for row in books.assertions:
        alike[row.donor, row.stage, row.unit, row.day].append(row)
    findings = []
    for rows in alike.values():
        for one, other in combinations(rows, 2):
            told = [_quantity(row) for row in (one, other)]
            if (
                one.item != other.item
                and books.catalogue.related(one.item, other.item)
                and not told[0].overlaps(told[1])
            ):
                words = f"{told[0].in_words()} of {one.item} and {told[1].in_words()} of {other.item}"
                message = f"{one.donor}, {one.stage} by {one.day}: {words}; the one may be told for the other"
                findings.append(finding("related-items-differ", message, *_evidence(one, other)))
    return findings


def leaps(view: View) -> list[Finding]:
    """Running totals that grow ten times faster than before: one of them counts something else."""
    series: dict[tuple[str, ...], list[Assertion]] = defaultdict(list)
    for row in sorted(open_books(view).assertions, key=lateness):
        series[row.donor, row.coalition, row.recipient, row.item, row.unit, row.stage, row.since].append(row)
    findings = []
    for rows in series.values():
        for one, other in pairwise(rows):
            first = next((row for row in rows if row.day < one.day and row.low < one.low), None)
            if first is not None and one.high is not None and other.day > one.day and _is_sudden(first, one, other):
                told = [f"{_quantity(row).in_words()} ({row.date or row.day})" for row in (first, one, other)]
                message = f"{one.donor}, {one.item} in {one.unit}, {one.stage}: {', '.join(told)}"
                findings.append(finding("total-leaps", message, *_evidence(first, one, other)))
    return findings


def _is_sudden(first: Assertion, one: Assertion, other: Assertion) -> bool:
    assert one.high is not None
    slow = (one.high - first.low) / (one.day - first.day).days
    return (other.low - one.high) / (other.day - one.day).days > SUDDEN * slow


def beyond_promise(view: View) -> list[Finding]:
    """Totals that are more than all that the giver is known to have promised of the item."""
    catalogue = lookup.catalogue(view.actor)
    stories = flows_by(view, ("donor", "item", "unit"), Only({}))
    findings = []
    for row in open_books(view).assertions:
        if row.stage in EARLY or _quantity(row).is_money:
            continue
        told = {item: stories.get((row.donor, item, row.unit)) for item in catalogue.narrower(row.item)}
        reached = [story.reached(Stage.PLEDGED) for story in told.values() if story is not None]
        promised = sum(one.high for one in reached)
        if promised and not any(one.open for one in reached) and row.low > promised:
            message = f"{row.donor}, {row.item}: {_quantity(row).in_words()} {row.stage} by {row.day}"
            message += f", and only {number(whole(promised))} promised in all that is itemised"
            findings.append(finding("more-than-promised", message, *_evidence(row)))
    return findings


def group_and_member(view: View) -> list[Finding]:
    """Records of an organisation and of a country on one item, stage and weeks: the one may hold the other (R8)."""
    kinds = {slug: party.kind for slug, party in lookup.all_parties(view.actor).items()}
    everyone = [a for a in door.rows(Account, view.actor) if not Quantity(None, None, a.unit).is_money]
    groups = {(a.item, a.coalition, a.unit) for a in everyone if kinds.get(a.donor) is PartyKind.ORGANISATION}
    accounts = {a.id: a for a in everyone if (a.item, a.coalition, a.unit) in groups}
    alike: dict[tuple[object, ...], list[Movement]] = defaultdict(list)
    begun = door.rows(Movement, view.actor).filter(account__in=list(accounts), from_stage=Stage.OUTSIDE, reverses=None)
    for m in begun.filter(day__lte=view.as_of):
        account = accounts[m.account_id]
        alike[account.item, account.coalition, account.unit, m.to_stage].append(m)
    wanted = {m.commitment_id for rows in alike.values() for m in rows}
    codes = dict(door.rows(Commitment, view.actor).filter(id__in=wanted).values_list("id", "code"))
    findings = []
    for rows in alike.values():
        for one, other in combinations(sorted(rows, key=lambda m: (m.day, m.id)), 2):
            donors = [accounts[m.account_id].donor for m in (one, other)]
            pair = {kinds.get(donor) for donor in donors}
            if pair == {PartyKind.ORGANISATION, PartyKind.COUNTRY} and other.day - one.day <= WEEKS:
                told = [f"{donor} {codes[m.commitment_id]}" for donor, m in zip(donors, (one, other), strict=True)]
                message = f"{told[0]} and {told[1]}: {accounts[one.account_id].item}, {one.to_stage} within weeks"
                evidence = [codes[m.commitment_id] for m in (one, other)]
                findings.append(finding("group-and-member", message, *evidence))
    return findings


def sudden_headcounts(view: View) -> list[Finding]:
    """Headcounts that change within a week in which nobody is known to have joined or left."""
    by_coalition: dict[str, list[Assertion]] = defaultdict(list)
    for row in door.rows(Assertion, view.actor).filter(kind="headcount", day__lte=view.as_of).exclude(date=""):
        by_coalition[row.coalition].append(row)
    findings = []
    for coalition, rows in sorted(by_coalition.items()):
        entries = door.rows(Membership, view.actor).filter(coalition=coalition).exclude(change="holds")
        changes = {PartialDate(entry.date).first for entry in entries if entry.date}
        for one, other in pairwise(sorted(rows, key=lateness)):
            between = any(one.day < day <= other.day for day in changes)
            if timedelta(0) < other.day - one.day <= WEEK and one.low != other.low and not between:
                told = f"{whole(one.low)} on {one.day} and {whole(other.low)} on {other.day}"
                message = f"{coalition} was said to have {told}, and nobody is known to have joined or left"
                findings.append(finding("headcounts-differ", message, *_evidence(one, other)))
    return findings


def _quantity(row: Assertion) -> Quantity:
    return Quantity.from_thousandths(row.low, row.high, row.unit)


def _evidence(*rows: Assertion) -> list[str]:
    return [f"assertion {row.id} ({row.code})" for row in rows]
