"""Checks of the registry: where sources differ on members and meetings (R6)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from itertools import combinations

from kept.access import door
from kept.access.actors import Actor
from kept.registry.models import Meeting, Membership
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.findings import Finding, finding

CLOSE = timedelta(days=45)


def memberships_differ(actor: Actor, as_of: date) -> list[Finding]:
    """Sources that name different days or roles for one party's joining of one coalition."""
    told: dict[tuple[str, str], list[Membership]] = defaultdict(list)
    for entry in door.rows(Membership, actor).exclude(change="leaves"):
        if not entry.date or PartialDate(entry.date).first <= as_of:
            told[entry.coalition, entry.party].append(entry)
    findings = []
    for (coalition, party), entries in sorted(told.items()):
        joined = sorted({entry.date for entry in entries if entry.date and entry.change == "joins"})
        roles = sorted({entry.role for entry in entries})
        sources = [entry.source for entry in entries]
        if any(_apart(one, other) for one, other in combinations(map(PartialDate, joined), 2)):
            message = f"{party} joined {coalition} on {' or '.join(joined)}, as {len(entries)} sources tell it"
            findings.append(finding("membership-differs", message, *sources))
        if len(roles) > 1:
            message = f"{party} is {' or '.join(roles)} of {coalition}, as {len(entries)} sources tell it"
            findings.append(finding("membership-differs", message, *sources))
    return findings


def _apart(one: PartialDate, other: PartialDate) -> bool:
    """Whether two dates can mean no day in common."""
    return one.last < other.first or other.last < one.first


def meetings_unnumbered(actor: Actor, as_of: date) -> list[Finding]:
    """Meetings without a number of a body that numbers its meetings: put off, not counted, or not told."""
    by_body: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in door.rows(Meeting, actor):
        if meeting.date and PartialDate(meeting.date).first <= as_of:
            by_body[meeting.body].append(meeting)
    findings = []
    for body, meetings in sorted(by_body.items()):
        numbered = [meeting for meeting in meetings if meeting.number is not None]
        if len(numbered) * 2 <= len(meetings):
            continue
        for meeting in meetings:
            if meeting.number is None:
                findings.append(_unnumbered(body, meeting, numbered))
    return findings


def _unnumbered(body: str, meeting: Meeting, numbered: list[Meeting]) -> Finding:
    day = PartialDate(meeting.date).first
    before = max((m.number or 0 for m in numbered if PartialDate(m.date).first < day), default=None)
    after = min((m.number or 0 for m in numbered if PartialDate(m.date).first > day), default=None)
    between = " and ".join(f"number {n}" for n in (before, after) if n is not None)
    message = f"the meeting of {body} on {meeting.date} has no number; it stands beside {between}"
    if before is not None and after is not None and after == before + 1:
        message += ", which leave no number free: it was not counted, or did not take place"
    return finding("meeting-unnumbered", message, meeting.source)


def meetings_overlap(actor: Actor, as_of: date) -> list[Finding]:
    """Two meetings of one body and place within weeks, which may be one that sources date differently."""
    found = [m for m in door.rows(Meeting, actor) if len(m.date) == 10 and PartialDate(m.date).first <= as_of]
    findings = []
    for one in found:
        for other in found:
            apart = PartialDate(other.date).first - PartialDate(one.date).first
            same = one.body == other.body and one.place == other.place and one.place and one.number == other.number
            if same and one.id != other.id and timedelta(0) <= apart <= CLOSE and (apart or one.id < other.id):
                message = f"{one.body} met in {one.place} on {one.date} and on {other.date}: two meetings, or one"
                findings.append(finding("meetings-overlap", message, one.source, other.source))
    return findings
