"""What every test keeps: nothing leaves this machine, and a failed property prints how to run it again."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

LOCAL_HOSTS = frozenset({"127.0.0.1", "::1", "localhost"})

# A slow machine is no failure: speed is shown by benchmarks/, never by a timed test.
settings.register_profile("desk", deadline=None, print_blob=True)
settings.register_profile("ci", deadline=None, print_blob=True, max_examples=200, database=None)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "desk")


class NetworkBlocked(RuntimeError):
    """A test tried to reach another machine."""


def refuse_unless_local(host: object) -> None:
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if name is not None and name not in LOCAL_HOSTS:
        raise NetworkBlocked(f"a test may reach this machine only, not {name!r}")


@pytest.fixture(scope="session", autouse=True)
def network_is_blocked() -> Iterator[None]:
    """Refuse names and connections of other machines; sockets of the file system stay open.

    What a C library opens by itself, as the PostgreSQL driver does, is not seen here; that one is pointed
    at 127.0.0.1.
    """
    connect, connect_ex, find = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def check(connection: socket.socket, address: Any) -> None:
        if connection.family in (socket.AF_INET, socket.AF_INET6):
            refuse_unless_local(address[0])

    def local_connect(connection: socket.socket, address: Any) -> None:
        check(connection, address)
        connect(connection, address)

    def local_connect_ex(connection: socket.socket, address: Any) -> int:
        check(connection, address)
        return connect_ex(connection, address)

    def local_getaddrinfo(host: Any, *arguments: Any, **options: Any) -> Any:
        refuse_unless_local(host)
        return find(host, *arguments, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", local_connect)
        patch.setattr(socket.socket, "connect_ex", local_connect_ex)
        patch.setattr(socket, "getaddrinfo", local_getaddrinfo)
        yield
