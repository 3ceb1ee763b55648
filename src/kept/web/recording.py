"""The deeds that people do by form: judging a claim, entering a commitment, moving it on, taking a movement back."""

from __future__ import annotations

from functools import partial
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from kept.access import door
from kept.access.journal import Stamp
from kept.errors import UnknownRecord
from kept.evidence import actions as evidence
from kept.evidence.models import Claim, Document, Review
from kept.ledger.booking import quantity
from kept.ledger.models import Account, Commitment, Movement
from kept.ledger.recording import reverse
from kept.outlook import actions, by_hand
from kept.outlook.by_hand import NewCommitment, NewMovement, Words
from kept.publishing.pages.amounts import told
from kept.publishing.pages.document import LONGEST_SHOWN
from kept.registry import lookup
from kept.vocabulary import claims as said
from kept.vocabulary.stages import ENDS, Stage, ladder
from kept.web.asking import Asked
from kept.web.deeds import Action, Deed, State, deed_page, do
from kept.web.fields import (
    Field,
    Reader,
    Typed,
    choices,
    claim_typed,
    fields_of_kind,
    parties_typed,
    range_fields,
    typed_of_claim,
)

LARGEST_ID = 2**63 - 1


# --- judging a claim --------------------------------------------------------------------------------------------------


@deed_page
def review(request: HttpRequest, asked: Asked, number: int, verdict: str) -> HttpResponse:
    """Accept, reject or edit one claim."""
    if verdict not in VERDICTS:
        raise UnknownRecord("page", verdict)
    return do(request, asked, lambda stamp: _verdict(number, verdict, stamp))


def _verdict(number: int, verdict: str, stamp: Stamp) -> Deed:
    if number > LARGEST_ID:
        raise UnknownRecord("claim", number)
    claim = actions.claim_by_id(number, stamp)
    document = door.rows(Document, stamp.by).filter(id=claim.document_id).first()
    part = f"?part={claim.start // LONGEST_SHOWN + 1}" if claim.start >= LONGEST_SHOWN else ""
    reason = Field("reason", gettext("Why"), "long", is_required=verdict == "reject")
    fields = {"accept": (), "reject": (reason,), "edit": (*fields_of_kind(claim.kind), reason)}
    return Deed(
        title=VERDICTS[verdict](),
        quote=claim.quote,
        fields=fields[verdict],
        given=typed_of_claim(evidence.said(claim)) if verdict == "edit" else {},
        back=f"/documents/{document.sha256 if document else ''}{part}#claim-{number}",
        guards=Review,
        state=partial(_state_of_claim, claim, stamp),
        is_done=partial(_is_judged, claim, verdict, stamp),
        read=partial(_read_verdict, claim, verdict),
    )


VERDICTS = {
    "accept": lambda: gettext("Accept this claim"),
    "reject": lambda: gettext("Reject this claim"),
    "edit": lambda: gettext("Edit and accept this claim"),
}


def _latest(claim: Claim, stamp: Stamp) -> Review | None:
    return door.rows(Review, stamp.by).filter(claim=claim.id).last()


def _state_of_claim(claim: Claim, stamp: Stamp) -> State:
    latest = _latest(claim, stamp)
    if latest is None:
        return State("0", (gettext("Nobody has judged this claim."),))
    words = [f"{latest.recorded_by}: {latest.verdict}", latest.reason, latest.body]
    return State(str(latest.id), tuple(word for word in words if word), latest.verdict not in evidence.HOLDS)


def _is_judged(claim: Claim, verdict: str, stamp: Stamp, typed: Typed) -> bool:
    """Whether this person has judged it so already, with the same words."""
    latest = _latest(claim, stamp)
    if latest is None or latest.recorded_by != stamp.by.name:
        return False
    if verdict == "edit":
        edited = claim_typed(evidence.said(claim), Reader(typed))
        body = evidence.canonical(said.to_json(edited)) if edited else ""
        return (latest.verdict, latest.body) == ("edited", body)
    word = {"accept": "accepted", "reject": "rejected"}[verdict]
    return (latest.verdict, latest.reason) == (word, typed.get("reason", ""))


def _read_verdict(claim: Claim, verdict: str, reader: Reader) -> Action | None:
    reason = reader.text("reason", required=verdict == "reject")
    if verdict == "accept":
        return lambda stamp: actions.accept([claim], stamp)
    if verdict == "edit":
        edited = claim_typed(evidence.said(claim), reader)
        return (lambda stamp: actions.edit_and_accept(claim, edited, stamp, reason=reason)) if edited else None
    return lambda stamp: actions.reject(claim, stamp, reason=reason)


# --- a movement of a record -------------------------------------------------------------------------------------------


@deed_page
def take_back(request: HttpRequest, asked: Asked, code: str, number: int) -> HttpResponse:
    """Reverse one movement of a commitment record."""
    return do(request, asked, lambda stamp: _reversal(code, number, stamp))


@deed_page
def move_on(request: HttpRequest, asked: Asked, code: str) -> HttpResponse:
    """Book a further movement of a commitment record."""
    return do(request, asked, lambda stamp: _movement(code, stamp))


def _reversal(code: str, number: int, stamp: Stamp) -> Deed:
    record = by_hand.commitment_by_code(code, stamp)
    rows = door.rows(Movement, stamp.by).filter(commitment=record.id)
    movement = rows.filter(id=number).first() if number <= LARGEST_ID else None
    if movement is None:
        raise UnknownRecord("movement", number)
    return Deed(
        title=gettext("Take back movement %(number)d of %(code)s") % {"number": number, "code": code},
        quote="",
        fields=(),
        given={},
        back=f"/promises/{quote(code, safe='')}",
        guards=Movement,
        state=partial(_state_of_record, record, stamp, number),
        is_done=lambda _typed: rows.filter(reverses=number, recorded_by=stamp.by.name).exists(),
        read=lambda _reader: partial(_reverse, number),
    )


def _reverse(number: int, stamp: Stamp) -> None:
    reverse(number, stamp)


def _state_of_record(record: Commitment, stamp: Stamp, taken_back: int = 0) -> State:
    """The record's movements; the last of them marks the state."""
    rows = list(door.rows(Movement, stamp.by).filter(commitment=record.id))
    wanted = {row.account_id for row in rows}
    units = dict(door.rows(Account, stamp.by).filter(id__in=wanted).values_list("id", "unit"))
    words = tuple(
        f"{row.id}: {told(quantity(row.low, row.high, units[row.account_id]))}, {row.from_stage} → {row.to_stage}"
        f" ({row.recorded_by}){f', takes back {row.reverses_id}' if row.reverses_id else ''}"
        for row in rows
    )
    is_open = not any(taken_back and taken_back == row.reverses_id for row in rows)
    return State(str(rows[-1].id if rows else 0), words, is_open)


def _movement(code: str, stamp: Stamp) -> Deed:
    record = by_hand.commitment_by_code(code, stamp)
    steps = tuple(stage.value for stage in (*ladder(record.item), *ENDS))
    own_unit = lookup.catalogue(stamp.by).unit(record.item)
    units = tuple(dict.fromkeys([*by_hand.units(record, stamp), *([] if record.item == "money" else [own_unit])]))
    start = Field("start", gettext("From"), "choice", choices((Stage.OUTSIDE.value, *steps)), is_required=True)
    end = Field("end", gettext("To"), "choice", choices(steps), is_required=True)
    unit = Field("unit", gettext("Unit"), "choice", choices(units), is_required=True)
    when = Field("when", gettext("When (such as 2024-02-15, 2024-02 or 2024)"), is_required=True)
    return Deed(
        title=gettext("Move %(code)s on") % {"code": code},
        quote="",
        fields=(start, end, *range_fields("quantity"), unit, when, *_words_fields()),
        given={"unit": units[0] if units else ""},
        back=f"/promises/{quote(code, safe='')}",
        guards=Movement,
        state=partial(_state_of_record, record, stamp),
        is_done=lambda typed: _is_kept(typed, stamp),
        read=partial(_read_movement, code, (start, end, unit)),
    )


def _is_kept(typed: Typed, stamp: Stamp) -> bool:
    """Whether the form with this token has been booked."""
    name = f"hand-{typed.get('token', '')}.txt"
    return door.rows(Document, stamp.by).filter(name=name).exists()


def _read_movement(code: str, chosen: tuple[Field, Field, Field], reader: Reader) -> Action | None:
    start, end, unit = (reader.choice(field) for field in chosen)
    much = reader.range("quantity", unit or "piece")
    if much is None and not reader.problems.keys() & {"quantity.low", "quantity.high"}:
        reader.problems["quantity.low"] = gettext("This is needed.")
    if start and start == end:
        reader.problems["end"] = gettext("This is where it stands already.")
    when, words = reader.date("when", required=True), _words(reader)
    if reader.problems or much is None or when is None:
        return None
    new = NewMovement(code=code, start=Stage(start), end=Stage(end), quantity=much, when=when, words=words)
    return lambda stamp: by_hand.move_on(new, stamp)


def _words_fields() -> tuple[Field, Field]:
    return (
        Field("words", gettext("The source's own words"), "long", is_required=True),
        Field("address", gettext("Where they stand: an address, or a letter's date and sender"), is_required=True),
    )


def _words(reader: Reader) -> Words:
    text, address = reader.text("words", required=True), reader.text("address", required=True)
    return Words(text, address, reader.text("token"))


# --- a commitment -----------------------------------------------------------------------------------------------------


@deed_page
def enter(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Enter a commitment by hand."""
    return do(request, asked, _entry)


def _entry(stamp: Stamp) -> Deed:
    parties = sorted(lookup.party_names(stamp.by).items(), key=lambda pair: pair[1])
    items = sorted(lookup.item_names(stamp.by).items(), key=lambda pair: pair[1])
    coalitions = sorted(lookup.coalition_titles(stamp.by).items(), key=lambda pair: pair[1])
    fields = (
        Field("donor", gettext("Who gives (short names; several, whose shares are not known, with commas)")),
        Field("recipient", gettext("To whom"), "choice", tuple(parties)),
        Field("item", gettext("What"), "choice", tuple(items), is_required=True),
        *range_fields("quantity"),
        *range_fields("amount"),
        Field("stage", gettext("How far it has come"), "choice", choices(said.STAGES["transfer"]), is_required=True),
        Field("announced", gettext("Announced (such as 2024-02-15, 2024-02 or 2024)")),
        Field("due", gettext("Due")),
        Field("coalition", gettext("Within the coalition"), "choice", tuple(coalitions)),
        *_words_fields(),
    )
    return Deed(
        title=gettext("Enter a commitment"),
        quote="",
        fields=fields,
        given={},
        back="/promises",
        leads_to=lambda token: f"/promises/hand-{token}",
        guards=Commitment,
        # A new record has no earlier state that somebody else could have changed.
        state=lambda: State("0"),
        is_done=lambda typed: _is_kept(typed, stamp),
        read=partial(_read_entry, {field.name: field for field in fields}, frozenset(dict(parties))),
    )


def _read_entry(fields: dict[str, Field], parties: frozenset[str], reader: Reader) -> Action | None:
    donor = parties_typed(reader.text("donor", required=True))
    strange = [name for name in donor if name not in parties]
    if strange:
        reader.problems["donor"] = gettext("%(name)s is not in the registry.") % {"name": strange[0]}
    recipient, item, stage, coalition = (
        reader.choice(fields[name]) for name in ("recipient", "item", "stage", "coalition")
    )
    count, amount = reader.range("quantity", "piece"), reader.amount("amount")
    if item == "money" and count is not None:
        reader.problems["quantity.low"] = gettext("Money is told as a sum, with its currency.")
    announced, due, words = reader.date("announced", required=True), reader.date("due"), _words(reader)
    if count is None and amount is None and not reader.problems:
        reader.problems["quantity.low"] = gettext("How many, or which sum of money, is needed.")
    if reader.problems or not donor:
        return None
    new = NewCommitment(
        donor=tuple(donor),
        recipient=recipient,
        coalition=coalition,
        item=item,
        quantity=count,
        amount=amount,
        stage=stage,
        announced=announced,
        due=due,
        words=words,
    )
    return lambda stamp: by_hand.enter(new, stamp)
