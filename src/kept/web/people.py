"""Keeping accounts: the pages on which administrators add people, change what they may do, and disable them."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from kept.access import people
from kept.access.actors import Role
from kept.access.people import LONGEST_NAME, Account, User
from kept.errors import Misuse
from kept.registry import accounts
from kept.registry.lookup import party_names
from kept.web.asking import Asked, page, sentence, show


def _told(code: str) -> str:
    """What was done, in words; the address carries only the code."""
    return {
        "added": gettext("The account is there. Its password is to be changed at the first sign-in."),
        "role": gettext("Role and party are as chosen."),
        "password": gettext("The password is set, and is to be changed at the next sign-in."),
        "disable": gettext("The account is disabled: nobody can sign in with it."),
        "enable": gettext("The account is enabled."),
    }.get(code, "")


@page
def everybody(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Every account, and the form that adds one."""
    problem, given = "", {"name": "", "role": Role.READER.value, "party": ""}
    if request.method == "POST":
        people.allow(asked.actor)
        given = {name: request.POST.get(name, "").strip()[: LONGEST_NAME + 1] for name in given}
        try:
            account = Account(given["name"], people.role_named(given["role"]), given["party"])
            accounts.add_account(account, request.POST.get("password", ""), asked.actor, temporary=True)
            return HttpResponseRedirect("/people?done=added")
        except Misuse as error:
            problem = sentence(error)
    context = {
        "asked": None,
        "accounts": people.everybody(asked.actor),
        "given": given,
        "problem": problem,
        "done": _told(request.GET.get("done", "")),
        **_choices(asked),
    }
    return show(request, "people/everybody.html", context, status=400 if problem else 200)


@page
def person(request: HttpRequest, asked: Asked, number: int) -> HttpResponse:
    """One account, with a form for each thing that can be changed."""
    user = people.person_numbered(number, asked.actor)
    problem = ""
    if request.method == "POST":
        deed = request.POST.get("deed", "")
        try:
            _deed(deed)(request, asked, user)
            return HttpResponseRedirect(f"/people/{number}?done={deed}")
        except Misuse as error:
            problem = sentence(error)
            user = people.person_numbered(number, asked.actor)
    context = {
        "asked": None,
        "account": user,
        "problem": problem,
        "done": _told(request.GET.get("done", "")),
        **_choices(asked),
    }
    return show(request, "people/person.html", context, status=400 if problem else 200)


def _choices(asked: Asked) -> dict[str, object]:
    names = party_names(asked.actor)
    return {"roles": [role.value for role in Role], "parties": sorted(names.items(), key=lambda item: item[1])}


def _deed(name: str) -> Callable[[HttpRequest, Asked, User], None]:
    deeds = {"role": _change_role, "password": _set_password, "disable": _disable, "enable": _enable}
    if name not in deeds:
        raise Misuse(gettext("the form does not say what to do; nothing was changed"))
    return deeds[name]


def _change_role(request: HttpRequest, asked: Asked, user: User) -> None:
    """Refused where somebody else has changed it since the form was opened."""
    role, party = people.role_named(request.POST.get("role", "")), request.POST.get("party", "").strip()
    if (user.role, user.party) == (role.value, party):
        return
    if request.POST.get("seen") != f"{user.role} {user.party}":
        raise Misuse(gettext("somebody changed role or party since you opened the form; look at it again"))
    accounts.change_role(user, role, party, asked.actor)


def _set_password(request: HttpRequest, asked: Asked, user: User) -> None:
    people.set_password(user, request.POST.get("password", ""), asked.actor)


def _disable(_request: HttpRequest, asked: Asked, user: User) -> None:
    people.set_active(user, False, asked.actor)


def _enable(_request: HttpRequest, asked: Asked, user: User) -> None:
    people.set_active(user, True, asked.actor)
