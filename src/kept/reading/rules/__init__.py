"""The rules in the order they run: each takes a sentence and its scene, and gives claims and findings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from kept.reading.rules import deed, headcount, meeting, membership, output, share, status
from kept.reading.scene import Scene
from kept.reading.sentences import Sentence
from kept.reading.spans import ACT, AMOUNT, BODY, BULLET, COALITION, CUE, ITEM, OPENING, PARTY, PERCENT, QUANTITY, VERB
from kept.vocabulary.claims import Claim
from kept.vocabulary.findings import Finding

Read = Callable[[Sentence, Scene], tuple[list[Claim], list[Finding]]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`needs`: at least one kind of span of each set must stand in a sentence, or the rule is not asked."""

    name: str
    read: Read
    needs: tuple[frozenset[str], ...]


RULES: tuple[Rule, ...] = (
    Rule("meeting", meeting.read, (frozenset({BODY, COALITION}),)),
    Rule("membership", membership.read, (frozenset({PARTY}), frozenset({VERB, CUE}))),
    Rule("headcount", headcount.read, (frozenset({QUANTITY}), frozenset({CUE}))),
    Rule("status", status.read, (frozenset({COALITION, ITEM, CUE}), frozenset({CUE, VERB}))),
    Rule("share", share.read, (frozenset({PERCENT}), frozenset({ITEM, VERB}))),
    Rule("output", output.read, (frozenset({QUANTITY}), frozenset({ITEM}), frozenset({ACT}))),
    Rule("deed", deed.read, (frozenset({QUANTITY, AMOUNT, ITEM, OPENING}), frozenset({VERB, ACT, BULLET}))),
)


@cache
def asked(kinds: frozenset[str]) -> tuple[Rule, ...]:
    """The rules that a sentence with spans of these kinds can bear; most sentences can bear none."""
    return tuple(rule for rule in RULES if all(needed & kinds for needed in rule.needs))
