"""Entering by hand: a commitment, or a further movement of one, with the words that it rests on.

The words are kept as a document of their own under the name of who entered them (R1). The form's token is part of that
document, so that a form sent twice is the same document and does nothing twice.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from kept.access import door
from kept.access.journal import Stamp, hold
from kept.errors import Misuse, UnknownRecord
from kept.evidence import actions as evidence
from kept.evidence.models import Claim
from kept.ledger import booking
from kept.ledger.booking import Accepted
from kept.ledger.models import Account, Commitment, Movement
from kept.ledger.recording import Flow, Scope, open_accounts, record
from kept.outlook.actions import accept
from kept.registry.actions import Basis
from kept.vocabulary import claims as said
from kept.vocabulary.dates import PartialDate
from kept.vocabulary.findings import Finding
from kept.vocabulary.quantity import Quantity, number, whole
from kept.vocabulary.stages import ENDS, Stage, booked_stage

WORD_OF_STAGE = {
    Stage.PLEDGED: "pledged",
    Stage.COMMITTED: "allocated",
    Stage.ALLOCATED: "allocated",
    Stage.CONTRACTED: "contracted",
    Stage.OBLIGATED: "contracted",
    Stage.PRODUCED: "produced",
    Stage.DISPATCHED: "dispatched",
    Stage.AT_HUB: "delivered",
    Stage.HANDED_OVER: "delivered",
    Stage.ACCEPTED: "delivered",
    Stage.PAID: "delivered",
    Stage.SPENT: "delivered",
}


@dataclass(frozen=True, slots=True)
class Words:
    """What an entry rests on: the source's words, where they stand, and the token of the form they came by."""

    text: str
    address: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCommitment:
    """A commitment as a person enters it; `stage` is a word of the codebook."""

    donor: tuple[str, ...]
    recipient: str
    coalition: str
    item: str
    quantity: Quantity | None
    amount: Quantity | None
    stage: str
    announced: PartialDate | None
    due: PartialDate | None
    words: Words

    @property
    def code(self) -> str:
        return f"hand-{self.words.token}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMovement:
    """A quantity of a commitment record that leaves one stage and enters another."""

    code: str
    start: Stage
    end: Stage
    quantity: Quantity
    when: PartialDate
    words: Words


def enter(new: NewCommitment, stamp: Stamp) -> list[Finding]:
    """Enter a commitment; one that this form has entered already stays as it is."""
    told = said.Transfer(
        quote=new.words.text,
        start=0,
        date=new.announced,
        donor=new.donor,
        recipient=new.recipient or None,
        item=new.item,
        quantity=new.quantity,
        amount=new.amount,
        stage=new.stage,
        due=new.due,
        coalition=new.coalition or None,
    )
    with transaction.atomic():
        hold(Commitment)
        if door.taken(Commitment, "code", [new.code]):
            return []
        desk = booking.open_desk(stamp)
        if not booking.bookable(desk, Accepted(told, Basis(), "the entry")):
            raise Misuse(desk.findings[0].message)
        if booked_stage(new.stage, new.item) is None:
            raise Misuse(f"{new.item} has no stage {new.stage!r}; choose another one")
        claim = _told(told, new.words, stamp, context={"code": new.code})
        return accept([claim] if claim else [], stamp, reason=f"entered by {stamp.by.name}")


def move_on(new: NewMovement, stamp: Stamp) -> None:
    """Book a further movement of a record; one that this form has booked already is not booked again."""
    with transaction.atomic():
        hold(Movement)
        kept = commitment_by_code(new.code, stamp)
        low, high = new.quantity.thousandths()
        claim = _told(_said(new, kept), new.words, stamp, context={"record": new.code}, release=kept.release)
        if claim is None:
            return
        _refuse_more_than_stands(new, kept, stamp)
        unit = new.quantity.unit
        scope = Scope(kept.donor, kept.coalition, kept.recipient, kept.item, unit, kept.release)
        flow = Flow(
            commitment=kept.id,
            account=open_accounts([scope], stamp)[scope],
            from_stage=new.start,
            to_stage=new.end,
            low=low,
            high=high,
            day=new.when.last,
            date=new.when.text,
            claim=claim.id,
            release=kept.release,
        )
        evidence.review([claim], "accepted", stamp, reason=f"moves {new.code}")
        record([flow], stamp)


def commitment_by_code(code: str, stamp: Stamp) -> Commitment:
    found = door.rows(Commitment, stamp.by).filter(code=code).first()
    if found is None:
        raise UnknownRecord("commitment", code)
    return found


def units(kept: Commitment, stamp: Stamp) -> list[str]:
    """The units in which a record's quantities have moved so far."""
    accounts = door.rows(Movement, stamp.by).filter(commitment=kept.id).values_list("account_id", flat=True)
    return sorted(set(door.rows(Account, stamp.by).filter(id__in=set(accounts)).values_list("unit", flat=True)))


def _said(new: NewMovement, kept: Commitment) -> said.Claim:
    """The movement as the codebook tells it: how far it has come, or that it comes no more."""
    if new.end in ENDS:
        return said.Status(quote=new.words.text, start=0, date=new.when, subject=kept.item, state="cancelled")
    is_money = new.quantity.is_money
    return said.Transfer(
        quote=new.words.text,
        start=0,
        date=new.when,
        donor=tuple(kept.donor.split("+")),
        recipient=kept.recipient or None,
        item=kept.item,
        quantity=None if is_money else new.quantity,
        amount=new.quantity if is_money else None,
        stage=WORD_OF_STAGE[new.end],
        coalition=kept.coalition or None,
    )


def _refuse_more_than_stands(new: NewMovement, kept: Commitment, stamp: Stamp) -> None:
    """What has not come to a stage cannot leave it; an open range may hold any number."""
    if new.start is Stage.OUTSIDE:
        return
    rows = list(door.rows(Movement, stamp.by).filter(commitment=kept.id))
    accounts = door.rows(Account, stamp.by).filter(unit=new.quantity.unit, id__in={row.account_id for row in rows})
    wanted, stands = set(accounts.values_list("id", flat=True)), 0
    for row in rows:
        if row.account_id in wanted and new.start.value in (row.from_stage, row.to_stage):
            if row.high is None:
                return
            stands += row.high if row.to_stage == new.start.value else -row.low
    if new.quantity.thousandths()[0] > stands:
        much = number(whole(max(stands, 0)))
        raise Misuse(f"at most {much} {new.quantity.unit} of {new.code} stand in {new.start.value}; move no more")


def _told(
    claim: said.Claim, words: Words, stamp: Stamp, *, context: dict[str, str], release: str = "public"
) -> Claim | None:
    """Keep the words with the claim that stands in them; None where this form has brought them already."""
    by = f"entered by {stamp.by.name}"
    text = f"{words.text}\n\nSource: {words.address}\n{by}, form {words.token}\n"
    new = evidence.NewDocument(
        name=f"hand-{words.token}.txt",
        raw=text.encode(),
        text=text,
        reader="hand",
        reader_version="1",
        publisher=by,
        address=words.address,
        date=claim.date.text if claim.date else "",
        release=release,
    )
    document = evidence.keep_document(new, stamp)
    anchor = evidence.NewClaim(
        said=claim, place=by, anchor=document.sha256, context=context, address=words.address, told=document.date
    )
    numbers = evidence.keep_claims(document, [anchor], stamp)
    return door.rows(Claim, stamp.by).get(id=numbers[0]) if numbers else None
