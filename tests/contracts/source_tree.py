"""The project's own Python files, read once for all contracts."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "kept"


@dataclass(frozen=True)
class Source:
    """One Python file: where it stands below the project's root, and what it says."""

    path: Path
    text: str

    @property
    def tree(self) -> ast.Module:
        return parsed(self)

    @property
    def is_migration(self) -> bool:
        """Whether it is one of Django's migrations, which are not written to be read."""
        return "migrations" in self.path.parts

    def at(self, line: int) -> str:
        return f"{self.path}:{line}"


@cache
def parsed(source: Source) -> ast.Module:
    return ast.parse(source.text, str(source.path))


@cache
def sources(*folders: str) -> tuple[Source, ...]:
    """The Python files below these folders of the project, in the order of their paths."""
    paths = sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return tuple(Source(path.relative_to(ROOT), path.read_text("utf-8")) for path in paths)


def product() -> tuple[Source, ...]:
    return sources("src/kept")


def everything() -> tuple[Source, ...]:
    return sources("src", "tests", "benchmarks")


def listing(offences: list[str]) -> str:
    """One offence a line, for the message of a failed assertion."""
    return "\n" + "\n".join(offences)
