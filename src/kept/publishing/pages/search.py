"""Search over everything that is released: names first, then promises, goals, and the words of documents."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from kept.access import door
from kept.evidence.models import Claim, Document
from kept.ledger.flows import View
from kept.ledger.models import Commitment
from kept.outlook.models import Goal
from kept.registry.models import Alias, Coalition, Item, Party

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: what kind it is, its name, where it leads, and the words around."""

    kind: str
    name: str
    path: str
    words: str = ""


def search(view: View, words: str) -> list[Hit]:
    """At most twenty of each kind, in the order of kinds."""
    return [
        *_names(view, words),
        *_promises(view, words),
        *_goals(view, words),
        *_documents(view, words),
        *_claims(view, words),
    ]


def _names(view: View, words: str) -> list[Hit]:
    either = Q(name__icontains=words) | Q(slug__iexact=words)
    parties = [
        Hit("party", row.name, f"/parties/{row.slug}") for row in door.rows(Party, view.actor).filter(either)[:SHOWN]
    ]
    items = [Hit("item", row.name, f"/items/{row.slug}") for row in door.rows(Item, view.actor).filter(either)[:SHOWN]]
    aliased = door.rows(Alias, view.actor).filter(kind="coalition", name__icontains=words)
    also = set(aliased.values_list("slug", flat=True)[:SHOWN])
    found = door.rows(Coalition, view.actor).filter(either | Q(slug__in=also))[:SHOWN]
    return [*(Hit("coalition", row.name, f"/coalitions/{row.slug}") for row in found), *parties, *items]


def _promises(view: View, words: str) -> list[Hit]:
    either = Q(code__icontains=words) | Q(note__icontains=words)
    found = door.rows(Commitment, view.actor).filter(either).order_by("-announced", "-id")[:SHOWN]
    return [Hit("promise", f"{row.donor}, {row.item}", f"/promises/{row.code}", row.note) for row in found]


def _goals(view: View, words: str) -> list[Hit]:
    either = Q(code__icontains=words) | Q(note__icontains=words)
    found = door.rows(Goal, view.actor).filter(either)[:SHOWN]
    return [Hit("goal", f"{row.owner}, {row.item}", f"/goals/{row.code}", row.note) for row in found]


def _documents(view: View, words: str) -> list[Hit]:
    either = Q(name__icontains=words) | Q(title__icontains=words) | Q(text__icontains=words)
    found = door.rows(Document, view.actor).filter(either).order_by("-date", "id")[:SHOWN]
    return [
        Hit("document", row.title or row.name, f"/documents/{row.sha256}", around(row.text, words)) for row in found
    ]


def _claims(view: View, words: str) -> list[Hit]:
    found = list(door.rows(Claim, view.actor).filter(quote__icontains=words, reader="rules")[:SHOWN])
    wanted = {row.document_id for row in found}
    digests = dict(door.rows(Document, view.actor).filter(id__in=wanted).values_list("id", "sha256"))
    return [
        Hit("claim", row.kind, f"/documents/{digests[row.document_id]}#claim-{row.id}", row.quote)
        for row in found
        if row.document_id in digests
    ]


def around(text: str, words: str, width: int = 80) -> str:
    """The words where they first stand in a text, with a little on either side."""
    at = text.casefold().find(words.casefold())
    if at < 0:
        return ""
    start, end = max(0, at - width), min(len(text), at + len(words) + width)
    return f"{'…' if start else ''}{' '.join(text[start:end].split())}{'…' if end < len(text) else ''}"
