"""What the other tests rely on: the database asked for, a data folder of their own, no way out."""

from __future__ import annotations

import os
import socket
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection


def test_the_tests_run_on_the_database_that_was_asked_for(pytestconfig: pytest.Config) -> None:
    asked = "postgresql" if pytestconfig.getoption("postgres") else "sqlite"
    assert connection.vendor == asked


def test_the_data_folder_is_a_temporary_one() -> None:
    assert Path(os.environ["KEPT_DATA"]).is_relative_to(tempfile.gettempdir())


def test_other_machines_are_out_of_reach() -> None:
    with pytest.raises(RuntimeError, match="this machine only"):
        socket.create_connection(("kept.example", 80))
    with closing(socket.socket()) as open_socket, pytest.raises(RuntimeError, match="this machine only"):
        open_socket.connect(("192.0.2.1", 80))


def test_this_machine_is_within_reach() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()
