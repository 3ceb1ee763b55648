"""Serving the pages on this machine: gunicorn on 127.0.0.1, on the port asked for or the next free one."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

from kept.errors import Misuse

HOST = "127.0.0.1"
TRIES = 50


def run(port: int, say: Callable[[str], Any]) -> None:
    """Serve until stopped."""
    from django.core.wsgi import get_wsgi_application
    from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]  # gunicorn ships no types

    free = free_port(port)
    if free != port:
        say(f"Port {port} is taken.")
    say(f"Serving on http://{HOST}:{free} (stop with Ctrl+C)")

    class Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
        def load_config(self) -> None:
            for name, value in {"bind": f"{HOST}:{free}", "workers": 1, "threads": 4, "loglevel": "warning"}.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            return get_wsgi_application()

    Server().run()


def free_port(first: int) -> int:
    """The first port from `first` on that nobody listens on."""
    for port in range(first, min(first + TRIES, 65536)):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((HOST, port))
            except OSError:
                continue
            return port
    raise Misuse(f"no port from {first} to {first + TRIES - 1} is free; name another with KEPT_PORT")
