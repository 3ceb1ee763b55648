"""No query passes the door: rows are read through it, or by the few files that are named here with a reason (R9)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest
from django.db import models

from kept.access import door
from kept.access.actors import Actor
from kept.access.records import Record
from kept.access.release import coalition_mark, owner_mark, parties_mark
from kept.access.verify import chained_models
from kept.errors import PassedTheDoor
from kept.ledger.flows import View, flows_by
from kept.ledger.models import Account, Commitment
from kept.ledger.recording import Flow, record
from kept.vocabulary.stages import Stage
from tests.cast import AUDITOR, DONOR, MEMBER, OFFICE, OTHER_DONOR, STAMP, STRANGER
from tests.contracts.source_tree import Source, listing, product
from tests.sample_rows import add

# A file and why it may reach the tables by another way than the door.
MAY_PASS: dict[str, str] = {
    "access/door.py": "is the door",
    "access/journal.py": "adds rows, and reads no more than the end of a chain",
    "access/keys.py": "keeps keys of accounts, which are no records",
    "access/people.py": "keeps accounts, which are no records",
    "access/records.py": "closes the managers",
    "access/triggers.py": "sets the triggers",
    "access/tries.py": "counts tries to sign in, which are no records",
    "access/verify.py": "reads every row to prove it, and tells numbers of rows only",
    "ledger/flows.py": "sums in SQL, under `released_sql`",
    "ledger/proof.py": "compares sums, and tells where they differ only",
    "ledger/recording.py": "adds to the totals",
}
# What ledger/flows.py may ask without saying who asks: the first or last period of the totals, and no sum.
TELLS_NO_SUM = re.compile(r"SELECT (MIN|MAX)\((month|until|period)\) FROM $")

MANAGERS = frozenset({"objects", "_default_manager", "_base_manager"})
CALLS = frozenset({"cursor", "raw", "extra", "bulk_create", "save_base", "select_related", "prefetch_related"})
NAMES = frozenset({"QuerySet", "RawQuerySet", "Manager", "RawSQL", "sqlite3", "psycopg"})
LOOKUPS_OF_A_KEY = frozenset({"in", "isnull"})


def relations() -> frozenset[str]:
    """The names of all pointers from one kept row to another."""
    fields = (field for model in chained_models() for field in model._meta.concrete_fields)
    return frozenset(field.name for field in fields if field.is_relation)


def ways_past(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        match node:
            case ast.Attribute(attr=name) if name in MANAGERS | NAMES:
                yield f"{source.at(node.lineno)} .{name}"
            case ast.Call(func=ast.Attribute(attr=name)) if name in CALLS:
                yield f"{source.at(node.lineno)} .{name}("
            case ast.Name(id=name) if name in NAMES:
                yield f"{source.at(node.lineno)} {name}"
            case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
                yield from (f"{source.at(node.lineno)} {alias.name}" for alias in aliases if alias.name in NAMES)
            case ast.Call(keywords=keywords):
                told = [keyword.arg for keyword in keywords if keyword.arg]
                yield from (f"{source.at(node.lineno)} {name}" for name in told if leads_away(name))
            case ast.Constant(value=str(name)) if leads_away(name):
                yield f"{source.at(node.lineno)} {name}"


def leads_away(name: str) -> bool:
    """Whether a name of Django's follows a pointer to another row, of which nobody asked to whom it is released."""
    first, *rest = name.lstrip("-").split("__")
    return first in relations() and bool(rest) and rest[0] not in LOOKUPS_OF_A_KEY


def below_package(source: Source) -> str:
    return source.path.relative_to("src/kept").as_posix()


def test_rows_are_read_through_the_door_and_added_through_the_journal() -> None:
    offences = [
        offence
        for source in product()
        if below_package(source) not in MAY_PASS and not source.is_migration
        for offence in ways_past(source)
    ]
    assert not offences, listing(offences)


def test_every_file_that_may_pass_the_door_is_there_and_needs_to() -> None:
    known = {below_package(source): source for source in product()}
    assert set(MAY_PASS) <= set(known)
    assert not [name for name in MAY_PASS if not list(ways_past(known[name]))]


def sends_sql(function: ast.FunctionDef) -> bool:
    return bool(called(function) & {"execute", "executemany"})


def called(function: ast.FunctionDef) -> set[str]:
    functions = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    names = [f.id if isinstance(f, ast.Name) else f.attr for f in functions if isinstance(f, ast.Name | ast.Attribute)]
    return set(names)


def test_every_query_of_the_sums_asks_to_whom_it_is_released() -> None:
    (flows,) = [source for source in product() if below_package(source) == "ledger/flows.py"]
    functions = [node for node in ast.walk(flows.tree) if isinstance(node, ast.FunctionDef) and sends_sql(node)]
    open_ones = [function for function in functions if "released_sql" not in called(function)]
    assert len(functions) > len(open_ones)
    for function in open_ones:
        (statement,) = [text for text in texts(function) if "SELECT" in text]
        assert TELLS_NO_SUM.fullmatch(statement), function.name


def texts(function: ast.FunctionDef) -> list[str]:
    constants = [node.value for node in ast.walk(function) if isinstance(node, ast.Constant)]
    return [text for text in constants if isinstance(text, str)]


def test_no_statement_outside_those_files_is_written_by_hand() -> None:
    statement = re.compile(r"^\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM)\s", re.ASCII)
    offences = [
        f"{source.at(node.lineno)} {node.value[:40]}"
        for source in product()
        if below_package(source) not in MAY_PASS
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and statement.match(node.value)
    ]
    assert not offences, listing(offences)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("door.rows(Claim, actor).filter(kind='transfer')", 0),
        ("door.rows(Movement, actor).filter(account__in=accounts, reverses__isnull=True)", 0),
        ("raw = file.raw", 0),
        ("Claim.objects.all()", 1),
        ("claim._meta.model._default_manager.get(id=1)", 1),
        ("type(claim)._base_manager", 1),
        ("connection.cursor()", 1),
        ("door.rows(Claim, actor).raw('SELECT 1')", 1),
        ("door.rows(Claim, actor).extra(where=['1 = 1'])", 1),
        ("door.rows(Claim, actor).select_related('document')", 1),
        ("door.rows(Claim, actor).filter(document__release='public')", 1),
        ("door.rows(Claim, actor).values_list('id', 'document__text')", 1),
        ("door.rows(Claim, actor).order_by('-document__name')", 1),
        ("from django.db.models import QuerySet\nQuerySet(Claim)", 2),
        ("import django\ndjango.db.models.QuerySet(Claim)", 1),
        ("import sqlite3", 1),
    ],
)
def test_the_check_sees_every_way_past_the_door(text: str, count: int) -> None:
    assert len(list(ways_past(Source(Path("src/kept/sample.py"), dedent(text))))) == count


@pytest.mark.parametrize("model", chained_models(), ids=lambda model: str(model._meta.db_table))
def test_the_managers_of_every_kept_table_are_closed(model: type[Record]) -> None:
    for manager in (model.objects, model._default_manager, model._base_manager):
        with pytest.raises(PassedTheDoor):
            manager.all()


@pytest.mark.django_db
def test_a_pointer_to_another_row_is_closed_too() -> None:
    for model in chained_models():
        row = door.rows(model, OFFICE).get(id=add(model))
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and not field.null:
                with pytest.raises(PassedTheDoor):
                    getattr(row, field.name)


def test_every_table_of_the_rooms_is_kept_or_derived() -> None:
    """A table that is no Record would be read without a release mark: these hold no statement of anybody."""
    from django.apps import apps

    own = [app for app in apps.get_app_configs() if app.name.startswith("kept.")]
    others = {model._meta.label for app in own for model in app.get_models() if not issubclass(model, Record)}
    assert others == {"access.ApiKey", "access.ChainHead", "access.Tries", "access.User", "ledger.Total"}


SUMS: dict[str, tuple[int, Actor]] = {
    "public": (1, STRANGER),
    coalition_mark("drone"): (10, MEMBER),
    parties_mark(["GB", "FR"]): (100, DONOR),
    owner_mark("LV"): (1000, OTHER_DONOR),
}


@pytest.mark.django_db
@pytest.mark.parametrize("day", [date(2024, 2, 10), date(2024, 2, 29), date(2025, 1, 15)])
def test_sums_hold_only_what_is_released_to_the_one_who_asks(day: date) -> None:
    commitment = add(Commitment)
    accounts = {mark: add(Account, donor="NO", item="drone", unit="piece", release=mark) for mark in SUMS}
    flows = [
        Flow(
            commitment=commitment,
            account=accounts[mark],
            to_stage=Stage.PLEDGED,
            low=count * 1000,
            high=count * 1000,
            day=date(2024, 2, 5),
            release=mark,
        )
        for mark, (count, _) in SUMS.items()
    ]
    record(flows, STAMP)
    for mark, (count, actor) in SUMS.items():
        assert seen(actor, day) == (count if mark == "public" else count + 1)
    assert seen(OFFICE, day) == seen(AUDITOR, day) == 1111


def seen(actor: Actor, day: date) -> int:
    (story,) = flows_by(View(actor, day), ["donor"]).values()
    return story[Stage.OUTSIDE, Stage.PLEDGED].low // 1000
