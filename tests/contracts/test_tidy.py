"""The house's limits on files and functions, so that a reader finds every file short, named and explained.

Migrations are exempt from length and docstrings: Django writes them.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.contracts.source_tree import Source, everything, listing, product

FILE_LINES = 500
FUNCTION_LINES = 70
PARAMETERS = 5
# Names that say nothing of what lies in the file.
DRAWERS = frozenset({"common", "helper", "helpers", "misc", "util", "utils"})
# Words that put work off; written so that this file holds none.
PUT_OFF = re.compile(r"\b(TO[D]O|FIX[M]E)\b")
# A sign that also is a currency code, so it is sought in comments only.
PUT_OFF_SIGN = re.compile(r"\bXX[X]\b")
IGNORE = re.compile(r"#\s*(?P<kind>noqa|type:\s*ignore)(?P<codes>\s*:\s*[A-Z0-9, ]+|\[[a-z0-9, -]+\])?(?P<rest>.*)")
# A click command's parameters are the options of the command line.
COMMAND_MARKS = frozenset({"argument", "command", "group", "option"})

Function = ast.FunctionDef | ast.AsyncFunctionDef
Rule = Callable[[Source], Iterator[str]]


def functions(source: Source) -> Iterator[Function]:
    return (node for node in ast.walk(source.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def comments(source: Source) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def is_command(function: Function) -> bool:
    for mark in function.decorator_list:
        call = mark.func if isinstance(mark, ast.Call) else mark
        if isinstance(call, ast.Attribute) and call.attr in COMMAND_MARKS:
            return True
    return False


def parameter_count(function: Function) -> int:
    """How many parameters a caller meets: `self` and `cls`, `*args` and `**kwargs` are left out."""
    given = function.args
    named = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    return sum(argument.arg not in {"self", "cls"} for argument in named)


def long_functions(source: Source) -> Iterator[str]:
    for function in functions(source):
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        if lines > FUNCTION_LINES:
            yield f"{source.at(function.lineno)} {function.name} has {lines} lines"


def wide_functions(source: Source) -> Iterator[str]:
    for function in functions(source):
        count = parameter_count(function)
        if count > PARAMETERS and not is_command(function):
            yield f"{source.at(function.lineno)} {function.name} has {count} parameters"


def work_put_off(source: Source) -> Iterator[str]:
    for line, text in enumerate(source.text.splitlines(), 1):
        if PUT_OFF.search(text):
            yield f"{source.at(line)} {text.strip()}"
    for line, comment in comments(source):
        if PUT_OFF_SIGN.search(comment):
            yield f"{source.at(line)} {comment}"


def bare_ignores(source: Source) -> Iterator[str]:
    """Lint and type ignores that do not name their rule, or give no reason of at least two words."""
    for line, comment in comments(source):
        found = IGNORE.search(comment)
        if found and not (found["codes"] and re.search(r"\w\W+\w", found["rest"])):
            yield f"{source.at(line)} {comment}"


def foreign_private_names(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.ImportFrom) or node.module == "__future__":
            continue
        for name in [*(node.module or "").split("."), *(alias.name for alias in node.names)]:
            if name.startswith("_") and not name.endswith("__"):
                yield f"{source.at(node.lineno)} {name}"


def test_every_file_says_in_its_own_words_what_it_is_for() -> None:
    told: dict[str, list[str]] = defaultdict(list)
    for source in product():
        if not source.is_migration:
            told[" ".join((ast.get_docstring(source.tree) or "").split())].append(str(source.path))
    silent = told.pop("", [])
    assert not silent, "no module docstring:" + listing(silent)
    twice = [f"{docstring!r}: {', '.join(paths)}" for docstring, paths in told.items() if len(paths) > 1]
    assert not twice, "the same module docstring:" + listing(twice)


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    lengths = [(source, len(source.text.splitlines())) for source in everything() if not source.is_migration]
    offences = [f"{source.path} has {lines} lines" for source, lines in lengths if lines > FILE_LINES]
    assert not offences, listing(offences)


def test_no_file_or_folder_is_a_drawer() -> None:
    offences = [str(source.path) for source in everything() if DRAWERS & set(source.path.with_suffix("").parts)]
    assert not offences, listing(offences)


@pytest.mark.parametrize("rule", [long_functions, wide_functions, work_put_off, bare_ignores, foreign_private_names])
def test_the_code_keeps_the_rule(rule: Rule) -> None:
    offences = [offence for source in everything() if not source.is_migration for offence in rule(source)]
    assert not offences, listing(offences)


@pytest.mark.parametrize(
    ("rule", "text", "count"),
    [
        (long_functions, "def f():\n" + "    pass\n" * 69, 0),
        (long_functions, "def f():\n" + "    pass\n" * 70, 1),
        (wide_functions, "def f(self, a, b, *, c, d, e, **more): ...", 0),
        (wide_functions, "def f(a, b, *, c, d, e, g): ...", 1),
        (wide_functions, "@cli.command()\n@click.option('--a')\ndef f(a, b, c, d, e, g): ...", 0),
        (work_put_off, "currency = 'XXX'", 0),
        (work_put_off, "# XXX", 1),
        (work_put_off, "x = 1  # TO" + "DO later", 1),
        (bare_ignores, "x = 1  # noqa: E501  the address is one word", 0),
        (bare_ignores, "x = 1  # noqa: E501", 1),
        (bare_ignores, "x = 1  # noqa", 1),
        (bare_ignores, "x = 1  # type: ignore[arg-type]  # the stub lacks it", 0),
        (bare_ignores, "x = 1  # type: ignore[arg-type]", 1),
        (foreign_private_names, "from __future__ import annotations\nfrom kept import __version__", 0),
        (foreign_private_names, "from kept.ledger.chain import _digest", 1),
        (foreign_private_names, "from kept.ledger._chain import digest", 1),
    ],
)
def test_the_check_sees_what_the_rule_forbids(rule: Rule, text: str, count: int) -> None:
    assert len(list(rule(Source(Path("src/kept/sample.py"), text)))) == count
