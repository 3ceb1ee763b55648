"""Keys with which a program asks in a person's name: shown once when made, and kept as a hash only.

A key can do what its person can, as of the moment of asking: it ends with the account, and waits while the person has
to change a password that somebody else chose.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from hashlib import sha256

from django.db import models

from kept.access.actors import Actor
from kept.access.people import User, allow, named
from kept.errors import Misuse, UnknownRecord

PREFIX = "kept_"
LONGEST_KEY = 200


class ApiKey(models.Model):
    """One key: whose it is, what its owner calls it, and when it was made and taken back."""

    hash = models.CharField(max_length=64, unique=True)
    name = models.TextField()
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created = models.DateTimeField()
    revoked = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "access"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"], condition=models.Q(revoked=None), name="access_one_standing_key_of_a_name"
            )
        ]


def make_key(user: User, name: str, by: Actor, now: datetime) -> str:
    """A new key for a person; the text that is given back is kept nowhere."""
    allow(by)
    called = named(name)
    if keys_of(user, by, called):
        raise Misuse(f"{user.username!r} has a key {called!r} already; take it back first, or choose another name")
    text = f"{PREFIX}{secrets.token_urlsafe(32)}"
    ApiKey.objects.create(hash=_hash(text), name=called, user=user, created=now)
    return text


def keys_of(user: User, by: Actor, name: str = "") -> list[ApiKey]:
    """The keys of a person that stand, in the order in which they were made; of one name where it is given."""
    allow(by)
    found = ApiKey.objects.filter(user=user, revoked=None).order_by("id")
    return list(found.filter(name=name) if name else found)


def revoke_key(user: User, name: str, by: Actor, now: datetime) -> None:
    """Take a key back, from the next question on."""
    found = keys_of(user, by, named(name))
    if not found:
        raise UnknownRecord("key", name[:60])
    for key in found:
        key.revoked = now
        key.save(update_fields=["revoked"])


def owner_of(text: str) -> tuple[int, User] | None:
    """(the key's number, whose it is); None for what is no key, was taken back, or is its owner's no more."""
    if not text.startswith(PREFIX) or len(text) > LONGEST_KEY:
        return None
    key = ApiKey.objects.filter(hash=_hash(text), revoked=None).first()
    if key is None or not key.user.is_active or key.user.must_change_password:
        return None
    return int(key.pk), key.user


def _hash(text: str) -> str:
    # A key is 32 random bytes: nobody guesses it, so a quick hash without salt keeps it as well as a slow one.
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
