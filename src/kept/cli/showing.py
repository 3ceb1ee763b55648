"""Commands that show everything: the server, the demo, and shell completion."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kept.cli.asking import summary
from kept.cli.shared import (
    CLEAN,
    stamp,
    store,
)
from kept.cli.taking import take_documents, take_facts

if TYPE_CHECKING:
    pass


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), envvar="KEPT_PORT", default=8000, show_default=True)
def serve(port: int) -> int:
    """Serve the pages on 127.0.0.1; the next free port is taken where this one is in use."""
    with store():
        from kept.web.server import run

        run(port, click.echo)
    return CLEAN


@click.command()
@click.option("--no-serve", is_flag=True, help="End after the summary.")
@click.option("--port", type=click.IntRange(1, 65535), envvar="KEPT_PORT", default=8000, show_default=True)
@click.option("--examples", type=click.Path(), default="examples/coalitions-for-ukraine", show_default=True)
@click.pass_context
def demo(context: click.Context, no_serve: bool, port: int, examples: str) -> int:
    """Take in the example's facts and notes, show the summary, and serve it."""
    folder = Path(examples)
    notes = sorted(str(path) for path in (folder / "documents").glob("*.txt"))
    with store():
        by = stamp()
        take_facts(folder, by)
        if notes:
            take_documents(notes, by, settle=True)
    context.invoke(summary, as_of=None, recorded_by=None)
    return CLEAN if no_serve else int(context.invoke(serve, port=port))


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> int:
    """Print the completion script of a shell, for example: kept completion bash >> ~/.bashrc"""
    from click.shell_completion import get_completion_class

    script = get_completion_class(shell)
    assert script is not None
    click.echo(script(click.get_current_context().find_root().command, {}, "kept", "_KEPT_COMPLETE").source())
    return CLEAN
