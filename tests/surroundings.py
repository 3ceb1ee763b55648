"""What the tests stand on: a data folder and a database of their own, set before Django reads its settings.

pytest loads this file by `-p` because pytest-django reads the settings before any conftest. Without
`--postgres` the tests run on SQLite, whatever DATABASE_URL says: a developer's database is never touched.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import tempfile
from collections.abc import Generator
from types import FrameType

import pytest

from tests.postgres import ServerFailed, ThrowAwayServer, server_folder

# Kept's own settings; one of a developer's shell must not change what a test sees.
OWN_SETTINGS = "KEPT_"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--postgres", action="store_true", help="Run on a PostgreSQL server that the tests start and stop."
    )
    parser.addoption(
        "--rewrite-golden", action="store_true", help="Write the golden files anew; look at what git says of them."
    )


def pytest_report_header(config: pytest.Config) -> str:
    return f"database: {'PostgreSQL' if config.getoption('postgres') else 'SQLite'}"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    # A wrapper's first half runs before every other plugin, so before pytest-django.
    for name in [name for name in os.environ if name.startswith(OWN_SETTINGS)]:
        del os.environ[name]
    os.environ.pop("DATABASE_URL", None)
    data = tempfile.mkdtemp(prefix="kept-tests-")
    atexit.register(shutil.rmtree, data, ignore_errors=True)
    os.environ["KEPT_DATA"] = data
    if early_config.known_args_namespace.postgres:
        start_postgres()
    return (yield)


def start_postgres() -> None:
    """Start the server and point DATABASE_URL at it; it stops when this process ends or is told to."""
    programs = server_folder()
    if programs is None:
        raise pytest.UsageError("--postgres: no PostgreSQL server found (Debian: apt-get install postgresql)")
    # By default SIGTERM ends Python without a word to atexit, and the server would stay.
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, leave)
    try:
        server = ThrowAwayServer(programs)
        atexit.register(server.stop)
        server.start()
    except ServerFailed as error:
        raise pytest.UsageError(str(error)) from error
    os.environ["DATABASE_URL"] = server.url


def leave(signal_number: int, _frame: FrameType | None) -> None:
    # A SystemExit inside a test would only fail that test.
    pytest.exit(f"ended by {signal.Signals(signal_number).name}", returncode=128 + signal_number)
