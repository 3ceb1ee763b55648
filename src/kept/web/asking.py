"""What a request asks: who asks, about which day, and with the knowledge of which moment.

Every page that shows records is a view under `page`: it gets its `Asked`, and what is refused becomes a message.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext

from kept.access.actors import PUBLIC, Actor
from kept.access.asking import DAY, BadAddress, day_told, moment_told
from kept.access.people import User
from kept.errors import KeptError, Misuse, NotAllowed, RecordRefused, UnknownRecord
from kept.ledger.flows import View
from kept.registry.accounts import actor_for
from kept.vocabulary.dates import PartialDate

Given = ParamSpec("Given")
OWN = ("as_of", "known_by")
# Headers of the browser's cannot have these names, so nobody but this file sets them.
ACTOR, ASKED = "kept.actor", "kept.asked"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request's view of the store. `query` holds the address's own as_of and known_by, where it has them."""

    view: View
    today: date
    query: Mapping[str, str]
    address: str = "/"
    """The address asked for, with all that stands in it."""

    @property
    def as_of(self) -> date:
        return self.view.as_of

    @property
    def known_by(self) -> str:
        """As it was asked for; empty where all that is recorded counts."""
        return self.query.get("known_by", "")

    @property
    def actor(self) -> Actor:
        return self.view.actor

    @property
    def is_today(self) -> bool:
        """Whether the page shows what is true today with all that is known."""
        return self.as_of == self.today and self.view.recorded_by is None

    @property
    def words(self) -> str:
        """'as of 21 November 2026, as known by 3 March 2026 at 12:00 UTC'."""
        told = gettext("as of %(day)s") % {"day": PartialDate.of(self.as_of).in_words()}
        if self.view.recorded_by is None:
            return told
        return gettext("%(as_of)s, as known by %(moment)s") % {"as_of": told, "moment": self._known_by_in_words()}

    def _known_by_in_words(self) -> str:
        assert self.view.recorded_by is not None
        moment = self.view.recorded_by.astimezone(UTC)
        day = PartialDate.of(moment.date()).in_words()
        if DAY.fullmatch(self.known_by):
            return day
        return gettext("%(day)s at %(time)s UTC") % {"day": day, "time": moment.strftime("%H:%M")}

    def link(self, path: str, **changes: object) -> str:
        """The path with this page's as_of and known_by, and changed parameters; None or '' takes one out."""
        parts = urlsplit(path)
        return _address(parts.path, {**self.query, **dict(parse_qsl(parts.query))}, changes, parts.fragment)

    def here(self, **changes: object) -> str:
        """This same page with changed parameters: every other one of its address stays, such as filter and order."""
        parts = urlsplit(self.address)
        return _address(parts.path, dict(parse_qsl(parts.query)), changes, "")


def _address(path: str, query: Mapping[str, str], changes: Mapping[str, object], fragment: str) -> str:
    told = {**query, **changes}
    kept = {name: str(value) for name, value in told.items() if value is not None and value != ""}
    return urlunsplit(("", "", path, urlencode(kept), fragment))


def account_of(request: HttpRequest) -> User | None:
    """Whose sign-in the request carries."""
    user = getattr(request, "user", None)
    return user if isinstance(user, User) else None


def actor_of(request: HttpRequest) -> Actor:
    """Who asks, as of today: PUBLIC until somebody has signed in and has a password of their own choice."""
    actor = request.META.get(ACTOR)
    if not isinstance(actor, Actor):
        user = account_of(request)
        actor = PUBLIC if user is None or user.must_change_password else actor_for(user, _today())
        request.META[ACTOR] = actor
    return actor


def asked(request: HttpRequest) -> Asked:
    """What the request asks; raises BadAddress for a day or a moment that cannot be read."""
    told = {name: request.GET[name].strip() for name in OWN if name in request.GET}
    query = {name: value for name, value in told.items() if value}
    today = _today()
    day = day_told("as_of", query["as_of"]) if "as_of" in query else today
    moment = moment_told("known_by", query["known_by"]) if "known_by" in query else None
    found = Asked(View(actor_of(request), day, moment), today, query, request.get_full_path())
    request.META[ASKED] = found
    return found


def _today() -> date:
    return datetime.now(UTC).date()


def page(
    view: Callable[Concatenate[HttpRequest, Asked, Given], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Given], HttpResponse]:
    """A view that gets what is asked, and whose refusals become messages; signed in, its answer is kept nowhere."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        user = account_of(request)
        if user is not None and user.must_change_password:
            return HttpResponseRedirect(_address("/password", {"next": request.get_full_path()}, {}, ""))
        try:
            _refuse_null(request)
            response = view(request, asked(request), *args, **kwargs)
        except KeptError as error:
            response = refused(request, error)
        if user is not None:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return answer


def _refuse_null(request: HttpRequest) -> None:
    """No record holds the null character, and PostgreSQL takes it for a fault of the program."""
    if "\0" in request.path:
        raise UnknownRecord("page", request.path)
    if any("\0" in value for name in request.GET for value in (name, *request.GET.getlist(name))):
        raise BadAddress(gettext("The address holds a null character. Expected are letters and digits that show."))


def show(request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """A page; `actor`, `signed_in` (a name or '') and `asked` (None on pages without records) stand in its context."""
    user = account_of(request)
    name = user.username if user else ""
    frame = {"asked": request.META.get(ASKED), "actor": actor_of(request), "signed_in": name}
    return render(request, template, {**frame, **context}, status=status)


def message(request: HttpRequest, title: str, words: str, *, status: int) -> HttpResponse:
    return show(request, "message.html", {"title": title, "words": words}, status=status)


def refused(request: HttpRequest, error: KeptError) -> HttpResponse:
    """The message for what a room has refused; what is not there and what is not released are one answer (R9)."""
    if isinstance(error, UnknownRecord):
        return not_there(request)
    words = sentence(error)
    if isinstance(error, NotAllowed):
        if account_of(request) is None:
            words = gettext("Sign in to see this page or to do this.")
        return message(request, gettext("Not yours to do"), words, status=403)
    if isinstance(error, BadAddress):
        return message(request, gettext("An address that cannot be read"), words, status=400)
    if isinstance(error, Misuse):
        return message(request, gettext("That makes no sense here"), words, status=400)
    if isinstance(error, RecordRefused):
        return message(request, gettext("That cannot be kept"), words, status=409)
    return message(request, gettext("That did not work"), words, status=503)


def not_there(request: HttpRequest) -> HttpResponse:
    words = gettext("There is no such page, or it is not released to you. The summary is a good place to start again.")
    return message(request, gettext("Not there"), words, status=404)


def sentence(error: KeptError) -> str:
    """An error's line as a sentence of a page."""
    told = str(error)
    return told[:1].upper() + told[1:] + ("" if told.endswith((".", "?", "!")) else ".")
