"""Making the reference pages from the program itself: commands, finding codes, settings, the API.

`python -m kept.reference` writes them; a test compares them with what is committed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click
import django

from kept.cli import kept
from kept.vocabulary.findings import Code, codes

SETTINGS = (
    ("KEPT_DATA", "the folder of the data", "`~/.local/share/kept`, or the desktop standard's data folder"),
    ("DATABASE_URL", "a PostgreSQL database, `postgresql://user:password@host:port/name`", "SQLite in `KEPT_DATA`"),
    ("KEPT_PORT", "the port of `kept serve` and `kept demo`", "8000, or the next free one"),
    (
        "KEPT_ADDRESS",
        "the address under which a proxy shows the pages, like `https://kept.example`; with https, cookies go over"
        " nothing else; the proxy has to pass on `Host`, and to set `X-Forwarded-Proto` and `X-Forwarded-For` itself",
        "this machine only, without https",
    ),
    ("KEPT_SECRET_KEY", "the key that signs sign-ins and forms", "made once, and kept in `KEPT_DATA/secret-key`"),
    ("KEPT_DEBUG", "any value: a fault of the program shows its traceback", "one line"),
)
MADE = "<!-- Made by `make docs`; change the source, not this page. -->\n"


API_WORDS = """\
Programs read under `/api/v1` what the pages show, as JSON, from the same functions as the pages. Without a key they
read what is public; with `Authorization: Bearer KEY` they read what the key's owner may. `kept user key NAME` makes a
key and shows it once.

A list is `{"items", "page", "pages", "total", "as_of"}`. Each answer has an `ETag` that holds until a record is added;
sent as `If-None-Match`, it is answered 304 where nothing changed. `/api/v1/openapi.json` tells all of this as OpenAPI.
"""
FAILURE_WORDS = 'Each has one shape, `{"error": {"code", "message", "hint"}}`, and a code that is stable.\n'


def pages() -> dict[str, str]:
    """Every reference page by its file name."""
    return {"api.md": _api(), "cli.md": _commands(), "findings.md": _findings(), "settings.md": _settings()}


def _api() -> str:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kept.settings")
    django.setup()
    # Its library reads Django's settings when it is imported.
    from kept.api.failures import KINDS
    from kept.api.urls import openapi

    rows = [
        f"| `{path}` | {way['summary']} | {_names(way['parameters'])} |"
        for path, way in ((path, ways["get"]) for path, ways in openapi()["paths"].items())
    ]
    kinds = [f"| `{code}` | {kind.status} | {kind.message} | {kind.hint} |" for code, kind in KINDS.items()]
    table = "\n".join(["| address | answer | parameters |", "| --- | --- | --- |", *rows])
    failures = "\n".join(["| code | status | meaning | what to do |", "| --- | --- | --- | --- |", *kinds])
    return f"# API\n\n{MADE}\n{API_WORDS}\n{table}\n\n## Failures\n\n{FAILURE_WORDS}\n{failures}\n"


def _names(parameters: list[dict[str, Any]]) -> str:
    return ", ".join(f"`{one['name']}`" for one in parameters)


def _commands() -> str:
    context = click.Context(
        kept, info_name="kept", terminal_width=100, **{**kept.context_settings, "max_content_width": 100}
    )
    parts = ["# Commands\n", MADE, "```\n" + kept.get_help(context) + "\n```\n"]
    parts.extend(_command(command, context, 2) for _, command in sorted(kept.commands.items()))
    status = "0 clean; 1 something that a person should look at was found; 2 the command could not be carried out."
    return "\n".join([*parts, f"## Exit status\n\n{status}\n"])


def _command(command: click.Command, parent: click.Context, level: int) -> str:
    context = click.Context(command, info_name=command.name, parent=parent, max_content_width=100, terminal_width=100)
    text = f"{'#' * level} {context.command_path}\n\n```\n{command.get_help(context)}\n```\n"
    inner = sorted(command.commands.items()) if isinstance(command, click.Group) else []
    return "\n".join([text, *(_command(one, context, level + 1) for _, one in inner)])


def _findings() -> str:
    rows = [f"| `{c.code}` | {c.severity.value} | {c.meaning} | {c.hint} |" for c in sorted_codes()]
    table = "\n".join(["| code | severity | meaning | what to do |", "| --- | --- | --- | --- |", *rows])
    return f"# Finding codes\n\n{MADE}\nCodes are stable: messages, tests and pages cite them.\n\n{table}\n"


def sorted_codes() -> list[Code]:
    return sorted(codes().values(), key=lambda code: code.code)


def _settings() -> str:
    rows = [f"| `{name}` | {meaning} | {default} |" for name, meaning, default in SETTINGS]
    table = "\n".join(["| variable | meaning | default |", "| --- | --- | --- |", *rows])
    return f"# Settings\n\n{MADE}\nSettings are environment variables; there is no settings file.\n\n{table}\n"


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/reference")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
