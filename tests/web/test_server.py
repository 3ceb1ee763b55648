"""The server takes the port that it was asked for, or the next one that is free."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from kept.errors import Misuse
from kept.web import server
from kept.web.server import HOST, free_port


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens."""
    with socket.create_server((HOST, 0)) as listening:
        yield listening.getsockname()[1]


def test_a_free_port_is_taken_as_it_is() -> None:
    with socket.create_server((HOST, 0)) as listening:
        port = listening.getsockname()[1]
    assert free_port(port) == port


def test_a_taken_port_gives_way_to_the_next_free_one(taken: int) -> None:
    assert free_port(taken) > taken


def test_without_a_free_port_the_setting_is_named(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "TRIES", 1)
    with pytest.raises(Misuse, match="KEPT_PORT"):
        free_port(taken)


def test_ports_end_at_the_last_one() -> None:
    with pytest.raises(Misuse):
        free_port(65536)


def test_the_server_listens_on_this_machine_only() -> None:
    assert HOST == "127.0.0.1"
