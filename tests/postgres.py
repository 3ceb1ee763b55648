"""A PostgreSQL server of the tests' own: in a temporary folder, for this machine only, gone at the end.

The server refuses to run as root; where the tests do, it runs as `postgres`, or as `nobody` where that is
missing. Only the process that was started here is ever stopped.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

START_SECONDS = 60
STOP_SECONDS = 20
OWNER = "kept"
# The path of a socket may be 107 bytes long; the server adds '/.s.PGSQL.65535'.
FOLDER_BYTES = 90
SETTINGS = {
    # What is lost in a crash of a throw-away server is not missed.
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "listen_addresses": "127.0.0.1",
    "max_connections": "40",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


class ServerFailed(RuntimeError):
    """The throw-away server did not come up; the message holds the end of its log."""


def bin_folders() -> Iterator[Path]:
    """Every folder in which the server's programs may lie, the likeliest first."""
    pg_config = shutil.which("pg_config")
    if pg_config:
        told = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=False)
        if told.returncode == 0:
            yield Path(told.stdout.strip())
    # Debian keeps one folder per version, off the PATH; the newest comes first.
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(versions, key=lambda folder: (len(folder.parts[-2]), folder.parts[-2]), reverse=True)
    initdb = shutil.which("initdb")
    if initdb:
        yield Path(initdb).resolve().parent


def server_folder() -> Path | None:
    """The folder that holds both `initdb` and `postgres`, or None where no server is installed."""
    for folder in bin_folders():
        if all(os.access(folder / program, os.X_OK) for program in ("initdb", "postgres")):
            return folder
    return None


def server_user() -> pwd.struct_passwd | None:
    """The user to run the server as, or None for the present one."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise ServerFailed("PostgreSQL refuses to run as root, and there is neither a user `postgres` nor `nobody`")


def open_to_all(folder: Path) -> bool:
    """Whether every user may pass through the folder and all above it."""
    return all(place.stat().st_mode & 0o001 for place in (folder, *folder.parents))


def temporary_folder() -> Path:
    """A fresh folder that another user can reach and whose path is short enough for a socket."""
    for place in (Path(tempfile.gettempdir()).resolve(), Path("/tmp"), Path("/var/tmp")):
        if place.is_dir() and open_to_all(place) and len(bytes(place)) < FOLDER_BYTES - 30:
            return Path(tempfile.mkdtemp(prefix="kept-postgres-", dir=place))
    raise ServerFailed("no folder for temporary files that every user may enter")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class ThrowAwayServer:
    """One server from `start` to `stop`; `url` names an empty database on it."""

    def __init__(self, programs: Path) -> None:
        self.programs = programs
        self.user = server_user()
        self.folder = temporary_folder()
        self.port = free_port()
        self.password = secrets.token_hex(16)
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"postgresql://{OWNER}:{self.password}@127.0.0.1:{self.port}/{OWNER}"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def start(self) -> None:
        try:
            self._make_cluster()
            self._run()
            self._make_database()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop the server and remove its folder; calling it again does nothing."""
        process, self.process = self.process, None
        if process is not None and process.poll() is None:
            # To the server, SIGINT means: end all sessions, then stop; SIGQUIT: stop at once.
            process.send_signal(signal.SIGINT)
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGQUIT)
                process.wait(STOP_SECONDS)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _start_program(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [str(self.programs / program), *arguments]
        with self.log.open("ab") as log:
            return subprocess.Popen(
                command,
                cwd=self.folder,
                env={"PATH": f"{self.programs}:/usr/bin:/bin", "LC_ALL": "C"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                user=self.user.pw_uid if self.user else None,
                group=self.user.pw_gid if self.user else None,
                extra_groups=[] if self.user else None,
                # A Ctrl-C at the terminal is for the tests; they stop the server when they are done.
                start_new_session=True,
            )

    def _make_cluster(self) -> None:
        password = self.folder / "password"
        password.write_text(self.password)
        password.chmod(0o600)
        if self.user:
            for path in (self.folder, password):
                os.chown(path, self.user.pw_uid, self.user.pw_gid)
        making = self._start_program(
            "initdb",
            f"--pgdata={self.folder / 'data'}",
            f"--username={OWNER}",
            f"--pwfile={password}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            # Text sorts by its code points, as in SQLite.
            "--locale=C",
            "--no-sync",
        )
        if making.wait(START_SECONDS) != 0:
            raise self._failure("initdb failed")

    def _run(self) -> None:
        options = {**SETTINGS, "port": str(self.port), "unix_socket_directories": str(self.folder)}
        arguments = [f"--{name}={value}" for name, value in options.items()]
        self.process = self._start_program("postgres", "-D", str(self.folder / "data"), *arguments)

    def _make_database(self) -> None:
        """Wait until the server answers, then make the database that `url` names."""
        url = self.url.removesuffix(OWNER) + "postgres"
        deadline = time.monotonic() + START_SECONDS
        while True:
            if self.process is None or self.process.poll() is not None:
                raise self._failure("the server ended while it started")
            try:
                with psycopg.connect(url, autocommit=True, connect_timeout=5) as connection:
                    connection.execute(f"CREATE DATABASE {OWNER}")
                    return
            except psycopg.OperationalError as error:
                if time.monotonic() > deadline:
                    raise self._failure(f"the server did not answer in {START_SECONDS} s") from error
            time.sleep(0.05)

    def _failure(self, what: str) -> ServerFailed:
        lines = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        return ServerFailed("\n".join([f"PostgreSQL in {self.folder}: {what}", *lines[-15:]]))


def main() -> int:
    """Say in one line when no server is installed; the exit status is 1 then."""
    if server_folder() is not None:
        return 0
    sys.stdout.write("No PostgreSQL server found: install one (Debian: apt-get install postgresql)\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
