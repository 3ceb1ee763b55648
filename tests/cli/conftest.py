"""The command line as a test calls it: in this process with the test's own store, or as a program of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kept import cli

SOURCES = Path(__file__).resolve().parents[2] / "src"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: exit status, output and error output."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def error_lines(self) -> list[str]:
        return self.err.strip().splitlines()


Kept = Callable[..., Ended]


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Kept:
    """Run a command on the test's database and say how it ended."""

    def run(*arguments: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["kept", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as stop:
            cli.main()
        told = capsys.readouterr()
        return Ended(int(stop.value.code or 0), told.out, told.err)

    return run


@pytest.fixture
def program(tmp_path: Path) -> Kept:
    """Run a command as a program of its own, with a data folder of its own on SQLite."""

    def run(*arguments: str, code: str = "", **variables: str) -> Ended:
        command = [sys.executable, "-c", code] if code else [sys.executable, "-m", "kept.cli"]
        done = subprocess.run(
            [*command, *arguments], env=surroundings(tmp_path, variables), capture_output=True, text=True, check=False
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    return run


def surroundings(folder: Path, variables: Mapping[str, str]) -> dict[str, str]:
    kept_away = ("KEPT_", "DATABASE_URL", "DJANGO_", "PYTHON")
    own = {name: value for name, value in os.environ.items() if not name.startswith(kept_away)}
    return {**own, "PYTHONPATH": str(SOURCES), "KEPT_DATA": str(folder / "data"), "PYTHONUTF8": "1", **variables}
