"""People with an account: who signs in, in which role and for which party.

An account is disabled, never deleted or renamed: its name stands on the rows that the person recorded (R1, R3).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from kept.access.actors import PUBLIC, Actor, Role
from kept.errors import Misuse, NotAllowed, UnknownRecord

LONGEST_NAME = 100
LONGEST_PASSWORD = 1000
"""Characters; a longer one is no password, and would only keep the machine busy."""


class People(BaseUserManager["User"]):
    """Finds a person by name, however its letters are typed."""

    def get_by_natural_key(self, username: str | None) -> User:
        # A control character in a question is an error to PostgreSQL; no account has one.
        if not username or not is_plain(username):
            raise self.model.DoesNotExist
        return self.get(key=key_of(username))


class User(AbstractBaseUser):
    """An account. `key` is the name without regard to case and form, so that no two names look alike by these."""

    username = models.TextField(unique=True)
    key = models.TextField(unique=True)
    role = models.TextField(default=Role.READER.value)
    party = models.TextField(default="", blank=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[People] = People()

    class Meta:
        app_label = "access"


@dataclass(frozen=True, slots=True)
class Account:
    """What an account is to be: a name, a role, and the party that the person acts for."""

    name: str
    role: Role = Role.READER
    party: str = ""


def is_plain(text: str) -> bool:
    """Whether a text holds no control, format or unassigned character; such a name could look like another one."""
    return not any(unicodedata.category(letter).startswith("C") for letter in text)


def key_of(name: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", " ".join(name.split())).casefold())


def named(text: str) -> str:
    """A name for a new account, with single spaces; refused where it is empty, too long or could mislead."""
    name = " ".join(unicodedata.normalize("NFKC", text).split())
    if not name or len(name) > LONGEST_NAME:
        raise Misuse(f"a name has 1 to {LONGEST_NAME} characters; this one has {len(name)}")
    if not is_plain(name):
        raise Misuse("a name holds no control or invisible characters; type it with letters that show")
    if key_of(name) == key_of(PUBLIC.name):
        raise Misuse(f"the name {name!r} stands for people who have not signed in; choose another")
    return name


def role_named(text: str) -> Role:
    try:
        return Role(text)
    except ValueError as error:
        raise Misuse(f"{text[:40]!r} is no role; expected one of {', '.join(Role)}") from error


def add(account: Account, password: str, by: Actor, *, temporary: bool = False) -> User:
    """A new account; `temporary` asks the person for another password at the first sign-in."""
    allow(by)
    name = named(account.name)
    party = _party_for(account.role, account.party)
    user = User(username=name, key=key_of(name), role=account.role.value, party=party, must_change_password=temporary)
    _set_password(user, password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as error:
        raise Misuse(f"there is an account {name!r} already; nothing was added") from error
    return user


def everybody(by: Actor) -> list[User]:
    """Every account, in the order of their names."""
    allow(by)
    return sorted(User.objects.all(), key=lambda user: user.key)


def person(name: str, by: Actor) -> User:
    allow(by)
    try:
        return User.objects.get_by_natural_key(name)
    except User.DoesNotExist as error:
        raise UnknownRecord("account", name[:LONGEST_NAME]) from error


def person_numbered(number: int, by: Actor) -> User:
    allow(by)
    try:
        return User.objects.get(pk=number)
    # A number that no column can hold names nobody.
    except (User.DoesNotExist, OverflowError) as error:
        raise UnknownRecord("account", number) from error


def change_role(user: User, role: Role, party: str, by: Actor) -> None:
    """Another role or party, from the person's next page on."""
    allow(by)
    party = _party_for(role, party)
    with transaction.atomic():
        if role is not Role.ADMINISTRATOR:
            _keep_an_administrator(user)
        user.role, user.party = role.value, party
        user.save(update_fields=["role", "party"])


def set_active(user: User, active: bool, by: Actor) -> None:
    """Let a person sign in, or end every sign-in of theirs at once."""
    allow(by)
    with transaction.atomic():
        if not active:
            _keep_an_administrator(user)
        user.is_active = active
        user.save(update_fields=["is_active"])


def set_password(user: User, password: str, by: Actor, *, temporary: bool = True) -> None:
    """A password that somebody else chose; every sign-in of the person ends."""
    allow(by)
    _set_password(user, password)
    user.must_change_password = temporary
    user.save(update_fields=["password", "must_change_password"])


def change_password(user: User, present: str, password: str) -> None:
    """A person's own change; refused where the present password is not given, or given again."""
    if len(present) > LONGEST_PASSWORD or not user.check_password(present):
        raise Misuse("the present password is not right; nothing was changed")
    if password == present:
        raise Misuse("the new password is the present one; choose another")
    _set_password(user, password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])


def _set_password(user: User, password: str) -> None:
    if len(password) > LONGEST_PASSWORD:
        raise Misuse(f"a password has at most {LONGEST_PASSWORD} characters")
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Misuse(" ".join(error.messages)) from error
    user.set_password(password)


def _party_for(role: Role, party: str) -> str:
    slug = party.strip()
    if role is Role.DONOR and not slug:
        raise Misuse("a donor acts for a party; name it, by its code in the registry")
    if "," in slug or not is_plain(slug):
        raise Misuse(f"{slug[:40]!r} is no party: a code holds no comma and no invisible character")
    return slug


def _keep_an_administrator(user: User) -> None:
    """Refuse what would leave nobody who can keep accounts."""
    if user.role != Role.ADMINISTRATOR or not user.is_active:
        return
    # Locked in one order, so that two who take away each other's role at once do so in turn.
    standing = User.objects.select_for_update().filter(role=Role.ADMINISTRATOR.value, is_active=True).order_by("pk")
    if not [one for one in standing if one.pk != user.pk]:
        raise Misuse(f"{user.username!r} is the only administrator; name another one first")


def allow(by: Actor) -> None:
    """Accounts are kept by administrators."""
    if by.role is not Role.ADMINISTRATOR:
        raise NotAllowed(by, "keep accounts; sign in as administrator")
