"""How a deed is done on pages: form, preview with before and after, and only then the deed.

The form carries the state that it was made from, and is refused with both versions shown where that has changed.
Somebody whose sign-in has run out is asked to sign in, and comes back to the form as it was filled.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from kept.access.journal import Stamp, hold
from kept.access.records import Record
from kept.errors import Misuse, NotAllowed, UnknownRecord
from kept.outlook.previews import Preview, preview
from kept.vocabulary.findings import Finding
from kept.web import typed as carried
from kept.web.asking import Asked, account_of, page, sentence, show
from kept.web.fields import Field, Reader, Typed
from kept.web.sign_in import sign_in_form

Action = Callable[[Stamp], Sequence[Finding] | None]
TOKEN = re.compile(r"[0-9a-f]{20}", re.ASCII)


@dataclass(frozen=True, slots=True)
class State:
    """What a form was made from: a mark that changes with it, its words, and whether the deed can still be done."""

    mark: str
    words: tuple[str, ...] = ()
    is_open: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One thing that a person does by form. `read` gives what is to be done, or notes what cannot be read.

    `state` is asked again while `guards` lets nobody add to what it tells of. `is_done` says whether this very form
    has been sent before; then nothing is done, and its answer is the same.
    """

    title: str
    quote: str
    fields: tuple[Field, ...]
    given: Typed
    back: str
    guards: type[Record]
    state: Callable[[], State]
    is_done: Callable[[Typed], bool]
    read: Callable[[Reader], Action | None]
    leads_to: Callable[[str], str] | None = None
    """Where to go when it is done, by the form's token; otherwise back."""

    def landing(self, token: str) -> str:
        return self.leads_to(token) if self.leads_to else self.back


@dataclass(slots=True)
class Sent:
    """A form as it came: what was typed, from which state, under which token."""

    typed: dict[str, str]
    seen: str
    token: str
    step: str = "form"


def do(request: HttpRequest, asked: Asked, make: Callable[[Stamp], Deed]) -> HttpResponse:
    """Answer one request for a deed, whichever step of it that is."""
    refused = _unless_may_record(request, asked)
    if refused is not None:
        return refused
    stamp = Stamp(asked.actor, datetime.now(UTC))
    deed = make(stamp)
    sent = _sent(request, deed)
    if sent.step == "form" and (deed.fields or not deed.state().is_open):
        return _form(request, deed, sent, Reader(sent.typed))
    reader = Reader({**sent.typed, "token": sent.token})
    if deed.is_done(reader.typed):
        return HttpResponseRedirect(deed.landing(sent.token))
    action = deed.read(reader)
    if action is None or reader.problems:
        return _form(request, deed, sent, reader)
    if sent.seen != deed.state().mark:
        return _changed(request, deed, sent)
    try:
        if sent.step != "confirm":
            return _confirm(request, deed, sent, preview(lambda: action(stamp), asked.actor, asked.today))
        return _done(request, deed, sent, lambda: action(stamp))
    except UnknownRecord:
        raise
    except Misuse as error:
        reader.problems["form"] = sentence(error)
        return _form(request, deed, sent, reader)


def _unless_may_record(request: HttpRequest, asked: Asked) -> HttpResponse | None:
    if asked.actor.may_record:
        return None
    if account_of(request) is None:
        return sign_in_form(request, request.path, status=403)
    raise NotAllowed(asked.actor, gettext("record anything; sign in as analyst or office"))


def _sent(request: HttpRequest, deed: Deed) -> Sent:
    if request.method == "POST":
        told = dict(carried.of_form(request))
        step = told.get("step", "") if told.get("step") in ("preview", "confirm") else "form"
    else:
        told, step = carried.taken_up(request), "form"
    token = told.get("token", "")
    token = token if TOKEN.fullmatch(token) else secrets.token_hex(10)
    names = [field.name for field in deed.fields]
    values = {name: told.get(name, "") for name in names} if told else dict(deed.given)
    return Sent(values, told.get("seen", deed.state().mark), token, step)


def _done(request: HttpRequest, deed: Deed, sent: Sent, action: Callable[[], object]) -> HttpResponse:
    """Do it, unless the state has changed in the moment before."""
    try:
        with transaction.atomic():
            hold(deed.guards)
            if deed.is_done({**sent.typed, "token": sent.token}):
                return HttpResponseRedirect(deed.landing(sent.token))
            if sent.seen != deed.state().mark:
                return _changed(request, deed, sent)
            action()
    except IntegrityError:
        # The same form, sent twice in one moment: what may stand once stands already.
        return _changed(request, deed, sent)
    return HttpResponseRedirect(deed.landing(sent.token))


def _form(request: HttpRequest, deed: Deed, sent: Sent, reader: Reader) -> HttpResponse:
    context = {"asked": None, "deed": deed, "sent": sent, "problems": reader.problems, "state": deed.state()}
    return show(request, "deeds/form.html", context, status=400 if reader.problems else 200)


def _confirm(request: HttpRequest, deed: Deed, sent: Sent, told: Preview) -> HttpResponse:
    return show(request, "deeds/confirm.html", {"asked": None, "deed": deed, "sent": sent, "told": told})


def _changed(request: HttpRequest, deed: Deed, sent: Sent) -> HttpResponse:
    """Both versions: what stands now, and what was typed; nothing is overwritten."""
    state = deed.state()
    context = {"asked": None, "deed": deed, "sent": replace(sent, seen=state.mark), "state": state}
    return show(request, "deeds/changed.html", context, status=409)


def deed_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of a deed: it is kept nowhere, so that nobody goes back to an old state unawares."""
    return never_cache(page(view))
