"""The fixed cast with accounts of their own, and browsers in which they are signed in."""

from __future__ import annotations

from django.test import Client

from kept.access import people
from kept.access.actors import Actor, Role
from kept.access.people import Account, User

KEEPER = Actor("keeper", Role.ADMINISTRATOR)
PASSWORD = "seventeen grey geese"
OTHER_PASSWORD = "eighteen white swans"
ACCOUNTS = {
    "administrator": Account("administrator", Role.ADMINISTRATOR),
    "office": Account("office", Role.OFFICE),
    "analyst": Account("analyst", Role.ANALYST),
    "auditor": Account("auditor", Role.AUDITOR),
    "donor": Account("donor", Role.DONOR, "GB"),
    "other donor": Account("other donor", Role.DONOR, "LV"),
    "member": Account("member", Role.DONOR, "NL"),
    "reader": Account("reader"),
}
ORDER = tuple(ACCOUNTS)


def account(name: str, *, temporary: bool = False) -> User:
    """One of the cast, added now."""
    return people.add(ACCOUNTS[name], PASSWORD, KEEPER, temporary=temporary)


def browser_of(user: User) -> Client:
    """A browser that is signed in already; how it came to be is the business of the sign-in's own tests."""
    browser = Client()
    browser.force_login(user)
    return browser


QUICK_HASH = ["django.contrib.auth.hashers.MD5PasswordHasher"]
"""For tests in which the strength of the hash is not what is tested."""
