"""Who may import whom: the flow of the rooms and the home of every outside library, as tables.

A room imports only rooms that stand before it in ROOMS, and itself. No room imports a door. A door imports
rooms; another door only where DOORS says so. An outside library is imported in its homes and nowhere else.
Imports inside functions and those for types only count like all others.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from tests.contracts.source_tree import PACKAGE, Source, listing, product

ROOMS_WITHOUT_DJANGO = ("vocabulary", "reading", "importing", "linking")
ROOMS_WITH_DJANGO = ("access", "registry", "evidence", "ledger", "supply", "outlook", "publishing")
ROOMS = ROOMS_WITHOUT_DJANGO + ROOMS_WITH_DJANGO

# A door and the other doors that it may import: the command line starts the pages.
DOORS: dict[str, frozenset[str]] = {
    "web": frozenset(),
    "api": frozenset(),
    "cli": frozenset({"web"}),
}

# Files that stand beside the rooms, and what of ours each may import.
BESIDE: dict[str, frozenset[str]] = {
    "errors": frozenset(),
    "settings": frozenset({"errors"}),
    "__main__": frozenset({"cli"}),
    # It says which door answers an address.
    "urls": frozenset({"web", "api"}),
    # It writes the reference documentation of everything.
    "reference": frozenset({"errors", "settings", *ROOMS, *DOORS}),
}

WITH_DJANGO = frozenset({*ROOMS_WITH_DJANGO, *DOORS, "settings", "reference", "urls"})

# An outside library and its homes. A new dependency gets its line here, in pyproject.toml and in the locks.
HOMES: dict[str, frozenset[str]] = {
    "ahocorasick": frozenset({"reading"}),
    "altair": frozenset({"publishing"}),
    # Django loads it, by the name of the password hasher in the settings.
    "argon2": frozenset(),
    "click": frozenset({"cli", "reference"}),
    "django": WITH_DJANGO,
    "gunicorn": frozenset({"cli", "web"}),
    "jinja2": frozenset({"web"}),
    "ninja": frozenset({"api"}),
    "vl_convert": frozenset({"publishing"}),
    "xlsxwriter": frozenset({"web"}),
}


def place_of(path: Path) -> str:
    """The room, door or file beside them to which a file belongs; '' for the package's own file."""
    below = path.parts[path.parts.index("kept") + 1 :]
    return "" if below == ("__init__.py",) else below[0].removesuffix(".py")


def imported_names(source: Source) -> Iterator[tuple[int, str]]:
    """Every dotted name that the file imports, with its line; relative imports are made absolute."""
    parts = source.path.with_suffix("").parts
    package = parts[parts.index("kept") : -1]
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*above, *([node.module] if node.module else [])])
            # 'from kept import ledger' names a room only in its last part.
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and called_name(node) in {"import_module", "__import__"}:
            argument = node.args[0] if node.args else None
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield node.lineno, argument.value


def called_name(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def may_import(place: str) -> frozenset[str]:
    """What of ours a place may import, itself included; '' stands for the package's own names."""
    if place == "vocabulary":
        # The nouns stand on nothing, not even on the errors.
        return frozenset({"", place})
    if place in ROOMS:
        return frozenset({"", "errors", *ROOMS[: ROOMS.index(place) + 1]})
    if place in DOORS:
        return frozenset({"", "errors", place, *ROOMS, *DOORS[place]})
    return BESIDE.get(place, frozenset()) | {"", place}


def places() -> frozenset[str]:
    return frozenset({*ROOMS, *DOORS, *BESIDE})


def offences_in(source: Source) -> list[str]:
    here = place_of(source.path)
    found = []
    for line, name in imported_names(source):
        library, *rest = name.split(".")
        if library == "kept":
            there = rest[0] if rest and rest[0] in places() else ""
            if there not in may_import(here):
                found.append(f"{source.at(line)} {here or 'kept'} may not import {there}")
        elif library not in sys.stdlib_module_names and here not in HOMES.get(library, frozenset()):
            homes = ", ".join(sorted(HOMES.get(library, frozenset()))) or "no home in HOMES"
            found.append(f"{source.at(line)} {library} is imported outside its home ({homes})")
    return found


def test_every_file_of_the_package_has_a_place_in_the_tables() -> None:
    standing = {
        entry.name.removesuffix(".py")
        for entry in PACKAGE.iterdir()
        if entry.suffix == ".py" or (entry.is_dir() and any(entry.rglob("*.py")))
    }
    assert standing - {"__init__"} <= places()


def test_imports_follow_the_flow_of_the_rooms_and_libraries_stay_at_home() -> None:
    offences = [offence for source in product() for offence in offences_in(source)]
    assert not offences, listing(offences)


@pytest.mark.parametrize(
    ("path", "text", "count"),
    [
        ("reading/words.py", "from kept.vocabulary import quantity", 0),
        ("reading/words.py", "from ..vocabulary.quantity import Range", 0),
        ("reading/words.py", "from kept import __version__, errors", 0),
        ("reading/words.py", "import ahocorasick, json", 0),
        ("reading/words.py", "from kept import ledger", 1),
        ("reading/words.py", "from .. import ledger", 1),
        ("reading/words.py", "import django.db", 1),
        ("ledger/rules.py", "import ahocorasick", 1),
        ("ledger/rules.py", "import leftpad", 1),
        ("ledger/rules.py", "from kept.outlook.goals import Goal", 1),
        ("ledger/rules.py", "def late():\n    import kept.web.pages", 1),
        ("ledger/rules.py", "import importlib\nimportlib.import_module('kept.api')", 1),
        ("web/pages.py", "import kept.outlook, jinja2, django", 0),
        ("web/pages.py", "import kept.cli", 1),
        ("cli.py", "def serve():\n    from kept.web import server", 0),
        ("cli.py", "import kept.api", 1),
        ("vocabulary/dates.py", "from kept.errors import Misuse", 1),
        ("errors.py", "import kept.vocabulary", 1),
        ("settings.py", "import kept.ledger", 1),
    ],
)
def test_the_check_sees_what_the_tables_forbid(path: str, text: str, count: int) -> None:
    assert len(offences_in(Source(Path("src/kept") / path, dedent(text)))) == count
