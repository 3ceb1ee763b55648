"""Commands that ask the store: goals, balances, checks, proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kept.cli.shared import (
    CLEAN,
    FOUND,
    actor,
    as_of_option,
    json_option,
    show_findings,
    show_json,
    stamp,
    store,
    view_of,
)

if TYPE_CHECKING:
    pass


@click.command()
@as_of_option
@json_option
def goals(as_of: str | None, recorded_by: str | None, as_json: bool) -> int:
    """Say how far each goal has come: what has reached each stage, what was left out and why, and where it leads."""
    with store():
        from kept.outlook import progress as outlook
        from kept.publishing import summary, terminal

        view = view_of(as_of, recorded_by)
        told = outlook.goals(view)
        if as_json:
            show_json({"as_of": view.as_of.isoformat(), "goals": [outlook.as_json(one) for one in told]})
        else:
            click.echo(terminal.goals(summary.goal_lines(told, view.actor)))
    return CLEAN


DIMENSIONS = ("donor", "coalition", "recipient", "item", "stage")


@click.command()
@click.option("--by", default="donor,item,stage", show_default=True, help=f"Any of {', '.join(DIMENSIONS)}.")
@click.option("--donor", help="Only this donor (or several, with commas).")
@click.option("--coalition", help="Only this coalition.")
@click.option("--item", help="Only this item, with its narrower items.")
@click.option("--recipient", help="Only this recipient.")
@click.option("--at-least", is_flag=True, help="What has reached a stage or gone on, instead of what stands in it.")
@as_of_option
@json_option
def balance(by: str, at_least: bool, as_of: str | None, recorded_by: str | None, as_json: bool, **only: str) -> int:
    """Show balances, each with two lines: itemised (the movements) and reported (what somebody said in all)."""
    names = [name.strip() for name in by.split(",") if name.strip()]
    for name in names:
        if name not in DIMENSIONS:
            raise click.BadParameter(f"{name!r} is none of {', '.join(DIMENSIONS)}", param_hint="--by")
    with store():
        from kept.outlook.progress import balance_json
        from kept.publishing import terminal
        from kept.publishing.asked_balances import asked_balances

        view = view_of(as_of, recorded_by)
        rows = asked_balances(view, names, only, at_least=at_least)
    if as_json:
        show_json({"as_of": view.as_of.isoformat(), "rows": [balance_json(row) for row in rows]})
    else:
        click.echo(terminal.balances(rows))
    return CLEAN


@click.command()
@as_of_option
@json_option
def check(as_of: str | None, recorded_by: str | None, as_json: bool) -> int:
    """Run every check and list what differs, what is missing and what is wrong."""
    with store():
        from kept.outlook.checks import check as run

        found = run(view_of(as_of, recorded_by))
    return show_findings(found, as_json=as_json)


@click.command()
@json_option
def verify(as_json: bool) -> int:
    """Prove that nothing was changed behind the program's back: chains, totals and quotes."""
    with store():
        from kept.ledger.proof import verify as prove

        counts, found = prove(actor())
    if as_json:
        show_json({"rows": counts, "findings": [one.as_json() for one in found]})
        return FOUND if found else CLEAN
    click.echo(f"{sum(counts.values()):,} rows in {len(counts)} chains read again.")
    return show_findings(found) if found else CLEAN


@click.command()
@json_option
def link(as_json: bool) -> int:
    """List claims that plainly tell of one event, with what speaks for it."""
    with store():
        from kept.outlook import intake

        found = intake.list_links(stamp())
    if as_json:
        show_json({"links": found})
        return CLEAN
    for one in found:
        click.echo(f"{one['one']} and {one['other']}: {'; '.join(one['reasons'])}")
    if not found:
        click.echo("No two claims plainly tell of one event.")
    return CLEAN


@click.command()
@as_of_option
def summary(as_of: str | None, recorded_by: str | None) -> int:
    """Show everything on one page: coalitions, goals, newest promises, findings by kind."""
    with store():
        from kept.publishing import terminal
        from kept.publishing.summary import summarise

        click.echo(terminal.summary(summarise(view_of(as_of, recorded_by))))
    return CLEAN
