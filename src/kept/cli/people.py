"""Commands that keep accounts: who may sign in, in which role and for which party."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from kept.access.actors import Actor, Role
from kept.cli.shared import CLEAN, actor, json_option, show_json, store
from kept.errors import Misuse

if TYPE_CHECKING:
    from kept.access.people import User

role_choice = click.Choice([role.value for role in Role])
party_option = click.option("--party", default="", metavar="CODE", help="For whom the person acts; a donor needs one.")
temporary_option = click.option("--temporary", is_flag=True, help="It has to be changed at the first sign-in.")


@click.group()
def user() -> None:
    """Keep accounts: add people, change what they may do, disable them.

    A password is asked for at the terminal, or read as one line from the standard input; it is never an argument,
    where others on the machine could see it.
    """


@user.command("add")
@click.argument("name")
@click.option("--role", type=role_choice, default=Role.READER.value, show_default=True)
@party_option
@temporary_option
def add(name: str, role: str, party: str, temporary: bool) -> int:
    """Add an account, for example: kept user add marta --role administrator"""
    with store():
        from kept.access.people import Account
        from kept.registry.accounts import add_account

        made = add_account(Account(name, Role(role), party), _password(), _keeper(), temporary=temporary)
    click.echo(f"{made.username} is added as {_standing(made)}")
    return CLEAN


@user.command("list")
@json_option
def list_accounts(as_json: bool) -> int:
    """List every account: name, role, party, state, last sign-in."""
    with store():
        from kept.access.people import everybody

        found = everybody(_keeper())
    if as_json:
        show_json({"accounts": [_as_json(one) for one in found]})
        return CLEAN
    for one in found:
        told = one.last_login.strftime("%Y-%m-%d %H:%M") if one.last_login else "never"
        state = "active" if one.is_active else "disabled"
        click.echo(f"{one.username:<24} {_standing(one):<24} {state:<9} last signed in: {told}")
    if not found:
        click.echo("There is no account yet; add one with: kept user add NAME --role administrator")
    return CLEAN


@user.command("role")
@click.argument("name")
@click.argument("role", type=role_choice)
@party_option
def change_role(name: str, role: str, party: str) -> int:
    """Give a person another role, and with it the party named or none."""
    with store():
        from kept.access.people import person
        from kept.registry import accounts

        by = _keeper()
        found = person(name, by)
        accounts.change_role(found, Role(role), party, by)
    click.echo(f"{found.username} is {_standing(found)}")
    return CLEAN


@user.command("password")
@click.argument("name")
@temporary_option
def set_password(name: str, temporary: bool) -> int:
    """Set a person's password; wherever the person is signed in, that ends."""
    with store():
        from kept.access import people

        by = _keeper()
        found = people.person(name, by)
        people.set_password(found, _password(), by, temporary=temporary)
    click.echo(f"{found.username} has a new password")
    return CLEAN


@user.command("disable")
@click.argument("name")
def disable(name: str) -> int:
    """Let nobody sign in with an account any more, and end its sign-ins; the name stays on what it recorded."""
    return _set_active(name, active=False)


@user.command("enable")
@click.argument("name")
def enable(name: str) -> int:
    """Let a person whose account was disabled sign in again."""
    return _set_active(name, active=True)


@user.command("key")
@click.argument("name")
@click.option("--called", default="key", show_default=True, metavar="WORDS", help="What the key is for.")
@click.option("--revoke", is_flag=True, help="Take the key of this name back.")
@click.option("--list", "show", is_flag=True, help="List the keys that stand.")
def key(name: str, called: str, revoke: bool, show: bool) -> int:
    """Make a key with which a program asks the API in a person's name; it is shown once, and kept nowhere."""
    with store():
        from kept.access import keys, people

        by = _keeper()
        found = people.person(name, by)
        if show:
            for one in keys.keys_of(found, by):
                click.echo(f"{one.name:<24} made {one.created:%Y-%m-%d %H:%M}")
            return CLEAN
        if revoke:
            keys.revoke_key(found, called, by, datetime.now(UTC))
            click.echo(f"the key {called!r} of {found.username} is taken back")
            return CLEAN
        made = keys.make_key(found, called, by, datetime.now(UTC))
    click.echo(made)
    click.echo("This is the only time the key is shown; send it as 'Authorization: Bearer KEY'.", err=True)
    return CLEAN


def _set_active(name: str, *, active: bool) -> int:
    with store():
        from kept.access import people

        by = _keeper()
        found = people.person(name, by)
        people.set_active(found, active, by)
    click.echo(f"{found.username} is {'enabled' if active else 'disabled'}")
    return CLEAN


def _keeper() -> Actor:
    """Who can run commands on the data keeps its accounts too."""
    return Actor(actor().name, Role.ADMINISTRATOR)


def at_terminal() -> bool:
    return sys.stdin.isatty()


def _password() -> str:
    if at_terminal():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    line = sys.stdin.readline().rstrip("\r\n")
    if not line:
        raise Misuse("no password was given; type it at the terminal, or send it as one line to the standard input")
    return line


def _standing(account: User) -> str:
    return f"{account.role} of {account.party}" if account.party else account.role


def _as_json(account: User) -> dict[str, Any]:
    return {
        "name": account.username,
        "role": account.role,
        "party": account.party or None,
        "active": account.is_active,
        "must_change_password": account.must_change_password,
        "last_sign_in": account.last_login.isoformat() if account.last_login else None,
    }
