"""What commands share: the opened store, who asks about which day, output as text or JSON, exit status, progress."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kept.errors import StoreUnusable

if TYPE_CHECKING:
    from kept.access.journal import Stamp
    from kept.ledger.flows import View
    from kept.reading.documents import Document
    from kept.vocabulary.findings import Finding

CLEAN, FOUND, FAILED = 0, 1, 2


@contextmanager
def store() -> Any:
    """The opened store; what the database refuses becomes one line."""
    from kept.access.store import open_store

    open_store_errors = _database_errors()
    try:
        open_store()
        yield
    except open_store_errors as error:
        raise StoreUnusable(f"the database refused: {str(error).strip().splitlines()[0]}") from error


def _database_errors() -> type[Exception]:
    from django.db import Error

    return Error


def as_of_option(command: Callable[..., Any]) -> Callable[..., Any]:
    command = click.option("--recorded-by", metavar="MOMENT", help="As known at this moment (ISO 8601).")(command)
    return click.option("--as-of", metavar="DAY", help="As of this day, YYYY-MM-DD (default: today).")(command)


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")


def view_of(as_of: str | None, recorded_by: str | None) -> View:
    from kept.ledger.flows import View

    return View(actor(), _day(as_of), _moment(recorded_by) if recorded_by else None)


def stamp() -> Stamp:
    from kept.access.journal import Stamp

    return Stamp(actor(), datetime.now(UTC))


def actor() -> Any:
    from kept.access.actors import Actor, Role

    return Actor(click.get_current_context().find_root().obj or _login(), Role.OFFICE)


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "operator"


def _day(text: str | None) -> date:
    if text is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is no day: expected YYYY-MM-DD") from error


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is no moment: expected ISO 8601, like 2024-03-01T12:00") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def show_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def show_findings(found: Sequence[Finding], *, as_json: bool = False, err: bool = False) -> int:
    """Print findings; 1 where one of them is a warning or an error."""
    from kept.publishing import terminal
    from kept.vocabulary.findings import Severity

    if as_json:
        show_json({"findings": [one.as_json() for one in found]})
    elif found or not err:
        click.echo(terminal.findings(found), err=err)
    return FOUND if any(one.severity is not Severity.INFO for one in found) else CLEAN


def open_text(path: str, today: date) -> tuple[bytes, Document | None, list[Finding]]:
    """A file's bytes and the document in it; a file that cannot be opened or is far too large is a finding."""
    from kept.reading.documents import LARGEST_BYTES, open_document
    from kept.vocabulary.findings import finding

    try:
        with Path(path).open("rb") as file:
            raw = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        message = f"{path} cannot be opened: {error.strerror}; it is left out"
        return b"", None, [finding("file-unreadable", message, path)]
    document, found = open_document(Path(path).name, raw, today=today)
    return raw, document, found


@contextmanager
def progress(label: str) -> Any:
    """A progress bar on the terminal; nothing where the output is not one."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=1, label=f"{label:<10}", file=sys.stderr, hidden=hidden, show_eta=False) as bar:

        def tell(_what: str, done: int, whole: int) -> None:
            bar.length = whole
            bar.update(done - bar.pos)

        yield tell
