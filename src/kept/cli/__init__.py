"""The command line: parse, call, show; what a command reports it also gives as JSON.

Exit status: 0 clean, 1 something that a person should look at was found, 2 the command could not be carried out.
"""

from __future__ import annotations

import os
import sys

import click

from kept import __version__
from kept.cli import asking, judging, people, showing, taking
from kept.cli.shared import CLEAN, FAILED
from kept.errors import KeptError

HELP = """Kept follows every promise of a coalition, from the sentence in which it was made to the hand-over of the last
unit, and says whether the goal will be met.

\b
A first walk:
  kept import facts examples/coalitions-for-ukraine   take in tables, each row with its source
  kept import documents notes/*.txt                   take in texts; their claims wait for you
  kept claims --open                                  see what waits, and the words that bear it
  kept review 12 accept                               let a claim act on the ledger
  kept goals                                          see how far each goal has come
  kept balance --by donor,item,stage                  see who stands where
  kept check                                          see what differs, and what is wrong

The data lie in the folder named by KEPT_DATA (default: your data folder), or in the PostgreSQL database named by
DATABASE_URL. 'kept COMMAND --help' explains a command; 'kept completion bash' sets up completion by the tab key.
"""


@click.group(help=HELP, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="kept")
@click.option("--as", "name", metavar="NAME", help="The name that stands on what you record (default: your login).")
@click.pass_context
def kept(context: click.Context, name: str | None) -> None:
    context.obj = name


def main() -> None:
    """Run a command; whatever goes wrong ends in one line and an exit status, never in a traceback."""
    try:
        sys.exit(kept.main(standalone_mode=False) or CLEAN)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.Abort:
        sys.exit(130)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(FAILED)
    except click.ClickException as error:
        path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "kept"
        click.echo(f"{path}: {error.format_message()}", err=True)
        sys.exit(FAILED)
    except KeptError as error:
        click.echo(f"kept: {error}", err=True)
        sys.exit(FAILED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(CLEAN)
    except OSError as error:
        click.echo(f"kept: {error.filename or 'the system'}: {error.strerror or error}", err=True)
        sys.exit(FAILED)
    except Exception as error:
        if os.environ.get("KEPT_DEBUG"):
            raise
        click.echo(f"kept: a fault of the program, not of yours: {_told(error)}; KEPT_DEBUG=1 shows more", err=True)
        sys.exit(FAILED)


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {str(error).strip().splitlines()[0] if str(error).strip() else 'no words'}"


for command in (
    taking.import_,
    judging.read,
    judging.evaluate,
    judging.claims,
    judging.review,
    judging.reverse,
    judging.define,
    asking.goals,
    asking.balance,
    asking.check,
    asking.verify,
    asking.link,
    asking.summary,
    people.user,
    showing.serve,
    showing.demo,
    showing.completion,
):
    kept.add_command(command)
