"""Checks of the ledger: totals against movements and each other, records against sense."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from django.db import models
from django.db.models import Q

from kept.access import door
from kept.ledger.balances import Question, balance, lateness, open_books
from kept.ledger.flows import Flows, Only, Sum, View
from kept.ledger.models import Account, Assertion, Commitment, Movement
from kept.registry import lookup
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.findings import Finding, finding
from kept.vocabulary.quantity import Quantity, whole
from kept.vocabulary.stages import Stage

NEAR = timedelta(days=400)
"""One promise is told again within a budget year; like promises further apart are taken as two."""


def assertions(view: View) -> list[Finding]:
    """Each reported total against the movements up to its day: it agrees, or the difference stands as a finding."""
    findings = []
    for row in _latest(view):
        at = open_books(replace(view, as_of=row.day))
        books = replace(at, assertions=[])
        limits: dict[str, list[str]] = {"donor": [row.donor], "item": sorted(at.catalogue.narrower(row.item))}
        for name in ("coalition", "recipient"):
            if value := getattr(row, name):
                limits[name] = [value]
        if row.donor in at.stand_ins.values():
            limits.pop("donor")
        since = PartialDate(row.since).first if row.since else None
        question = Question(stage=Stage(row.stage), unit=row.unit, only=Only(limits), since=since)
        itemised = balance(books, question).itemised
        findings.extend(_compare(row, itemised))
    return findings


def _latest(view: View) -> list[Assertion]:
    """The latest running total of each scope: earlier ones have been overtaken by what was told later."""
    latest: dict[tuple[str, ...], Assertion] = {}
    for row in sorted(open_books(view).assertions, key=lateness):
        latest[_scope(row)] = row
    return list(latest.values())


def _scope(row: Assertion) -> tuple[str, ...]:
    return (row.donor, row.coalition, row.recipient, row.item, row.unit, row.stage, row.since)


def _compare(row: Assertion, itemised: Quantity) -> list[Finding]:
    reported = Quantity.from_thousandths(row.low, row.high, row.unit)
    what = f"{row.donor}, {row.item} in {row.unit}, {row.stage} by {row.day}"
    if reported.high is not None and (itemised.low or 0) > reported.high:
        message = f"{what}: reported {reported.in_words()}, but its movements add up to {itemised.in_words()}"
        return [finding("total-below-parts", message, *_evidence(row))]
    if itemised.high is not None and itemised.high < (reported.low or 0):
        message = f"{what}: reported {reported.in_words()}, of which {itemised.in_words()} is itemised"
        return [finding("not-itemised", message, *_evidence(row))]
    return []


def totals_differ(view: View) -> list[Finding]:
    """Running totals of one scope: two of one day that differ, a later one that is less."""
    by_scope: dict[tuple[str, ...], list[Assertion]] = defaultdict(list)
    for row in sorted(open_books(view).assertions, key=lateness):
        by_scope[_scope(row)].append(row)
    findings = []
    for rows in by_scope.values():
        for one, other in pairwise(rows):
            findings.extend(_consecutive(one, other))
    return findings


def _consecutive(one: Assertion, other: Assertion) -> list[Finding]:
    told = [Quantity.from_thousandths(row.low, row.high, row.unit) for row in (one, other)]
    if told[0].overlaps(told[1]):
        return []
    what = f"{one.donor}, {one.item} in {one.unit}, {one.stage}"
    words = [f"{quantity.in_words()} ({row.date or row.day})" for quantity, row in zip(told, (one, other), strict=True)]
    if one.day == other.day:
        message = f"{what}: reported {words[0]} and {words[1]}"
        return [finding("totals-reported-differ", message, *_evidence(one, other))]
    if (told[0].low or 0) > (told[1].high or 0) and other.high is not None:
        message = f"{what}: reported {words[0]} and later {words[1]}; a running total does not fall"
        return [finding("total-falls", message, *_evidence(one, other))]
    return []


def _evidence(*rows: Assertion) -> list[str]:
    return [f"assertion {row.id} ({row.code})" for row in rows]


def headcounts(view: View) -> list[Finding]:
    """Reported headcounts against each other, and the latest against the registered members."""
    by_coalition: dict[str, list[Assertion]] = defaultdict(list)
    for row in door.rows(Assertion, view.actor).filter(kind="headcount", day__lte=view.as_of):
        by_coalition[row.coalition].append(row)
    findings = []
    for coalition, rows in sorted(by_coalition.items()):
        rows.sort(key=lateness)
        for one, other in pairwise(rows):
            if one.date == other.date and one.low != other.low:
                message = f"{coalition} has {whole(one.low)} or {whole(other.low)} members on {one.date or one.day}"
                findings.append(finding("headcounts-differ", message, *_evidence(one, other)))
        last = max(rows, key=lambda row: (bool(row.date), lateness(row)))
        registered = len(lookup.members(view.actor, coalition, last.day))
        if Quantity.from_thousandths(last.low, last.high).overlaps(Quantity(*2 * (whole(registered * 1000),))):
            continue
        message = f"{coalition} was said to have {whole(last.low)} members on {last.date or last.day}; "
        findings.append(finding("headcount-differs", f"{message}{registered} are registered", *_evidence(last)))
    return findings


def shares(view: View) -> list[Finding]:
    """Shares of one subject in the same thing that differ within a month."""
    by_subject: dict[tuple[str, str, str], list[Assertion]] = defaultdict(list)
    for row in door.rows(Assertion, view.actor).filter(kind="share", day__lte=view.as_of):
        by_subject[row.donor, row.item, row.counted.partition(",")[0]].append(row)
    findings = []
    for (subject, _, counted), rows in sorted(by_subject.items()):
        for one, other in pairwise(sorted(rows, key=lateness)):
            if one.low != other.low and (other.day - one.day).days <= 31:
                message = f"{subject}, {counted}: {whole(one.low)}% ({one.day}) and {whole(other.low)}% ({other.day})"
                findings.append(finding("shares-differ", message, *_evidence(one, other)))
    return findings


def overdrawn(view: View) -> list[Finding]:
    """Commitment records from whose stages more has gone than surely can have come."""
    stories: dict[tuple[int, int], Flows] = defaultdict(Flows)
    booked = door.rows(Movement, view.actor).filter(day__lte=view.as_of).order_by()
    for rows, sign in ((booked.filter(reverses=None), 1), (booked.exclude(reverses=None), -1)):
        sums = rows.values_list("commitment_id", "account_id", "from_stage", "to_stage").annotate(
            least=models.Sum("low"),
            most=models.Sum("high", default=0),
            unbounded=models.Count("id", filter=Q(high=None)),
        )
        for commitment, account, start, end, low, high, unbounded in sums:
            legs = (Stage(start), Stage(end)) if sign == 1 else (Stage(end), Stage(start))
            stories[commitment, account].put(legs, Sum(int(low), int(high), unbounded), sign)
    findings = []
    codes = dict(door.rows(Commitment, view.actor).values_list("id", "code"))
    for (commitment, _), story in stories.items():
        for stage in {leg for legs in story for leg in legs} - {Stage.OUTSIDE}:
            entered, left = story.legs(stage)
            if not entered.open and left.low > entered.high:
                message = (
                    f"{codes[commitment]}: {whole(left.low)} left {stage}, where at most {whole(entered.high)} came"
                )
                findings.append(finding("overdrawn", message, codes[commitment]))
    return findings


def in_the_future(view: View) -> list[Finding]:
    """Movements and running totals that lie after the day asked for."""
    findings = []
    moved = door.rows(Movement, view.actor).filter(day__gt=view.as_of)
    asserted = door.rows(Assertion, view.actor).filter(day__gt=view.as_of)
    for kind, rows in (("movement", list(moved)), ("assertion", list(asserted))):
        for row in rows:
            message = f"{kind} {row.id} is dated {row.date or row.day}, after {view.as_of}"
            findings.append(finding("date-future", message, f"{kind} {row.id}"))
    return findings


def duplicates(view: View) -> list[Finding]:
    """Commitment records of one giver and item family that promise the very same number within a year."""
    accounts = {account.id: account for account in door.rows(Account, view.actor)}
    records = {record.id: record for record in door.rows(Commitment, view.actor)}
    catalogue = lookup.catalogue(view.actor)
    alike: dict[tuple[object, ...], list[Movement]] = defaultdict(list)
    reversed_ones = set(door.rows(Movement, view.actor).exclude(reverses=None).values_list("reverses", flat=True))
    for m in door.rows(Movement, view.actor).filter(day__lte=view.as_of, reverses=None, from_stage=Stage.OUTSIDE):
        if m.id not in reversed_ones:
            account = accounts[m.account_id]
            alike[account.donor, account.unit, m.low, m.high].append(m)
    findings = []
    for key, movements in alike.items():
        in_order = sorted(movements, key=lambda m: (m.day, m.id))
        for place, other in enumerate(in_order):
            item = accounts[other.account_id].item
            like = [
                m
                for m in in_order[:place]
                if m.commitment_id != other.commitment_id
                and other.day - m.day <= NEAR
                and catalogue.related(accounts[m.account_id].item, item)
            ]
            if like:
                pair = [records[m.commitment_id].code for m in (like[-1], other)]
                told = Quantity.from_thousandths(other.low, other.high).in_words()
                message = f"{key[0]} promises {told} {key[1]} of {item} in {pair[0]} and in {pair[1]}"
                findings.append(finding("possible-duplicate", message, *pair))
    return findings
