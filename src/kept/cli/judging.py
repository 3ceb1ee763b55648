"""Commands that read claims, show them, and carry out what a person decides about them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kept.cli.shared import (
    CLEAN,
    json_option,
    open_text,
    show_findings,
    show_json,
    stamp,
    store,
)
from kept.errors import Misuse

if TYPE_CHECKING:
    from kept.vocabulary.findings import Finding


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
def read(files: tuple[str, ...], form: str) -> int:
    """Read the claims of text files, and keep nothing.

    With --format jsonl, one line a document: {"doc": name without ending, "claims": [...]}, as the codebook has it.
    Findings go to the error output.
    """
    from kept.reading.reader import read as read_claims
    from kept.reading.tables import load_tables
    from kept.vocabulary.claims import to_json

    found: list[Finding] = []
    tables, today = load_tables(), datetime.now(UTC).date()
    for path in files:
        _, document, problems = open_text(path, today)
        found.extend(problems)
        reading = read_claims(document, tables) if document else None
        claims = [to_json(claim) for claim in reading.claims] if reading else []
        found.extend(reading.findings if reading else ())
        if form == "jsonl":
            click.echo(json.dumps({"doc": Path(path).stem, "claims": claims}, ensure_ascii=False))
        else:
            click.echo(f"{path}: {len(claims)} claims")
            for claim in claims:
                click.echo(f"  {claim['kind']:<11} “{claim['quote']}”")
    return show_findings(found, err=True)


@click.command()
@click.argument("gold", type=click.Path())
@click.argument("texts", type=click.Path())
@json_option
def evaluate(gold: str, texts: str, as_json: bool) -> int:
    """Read the texts of a folder and score the claims against GOLD, a file of labelled claims by the codebook."""
    from kept.reading.evaluation import evaluate as score

    scores = score(Path(gold), Path(texts), today=datetime.now(UTC).date())
    if as_json:
        show_json(scores)
        return CLEAN
    for kind, row in scores.items():
        told = f"P {row['precision']:.3f}  R {row['recall']:.3f}  F1 {row['f1']:.3f}"
        click.echo(f"{kind:<12} {told}  {row['found']} found, {row['missed']} missed, {row['wrong']} wrong")
    return CLEAN


@click.command()
@click.option("--open", "only_open", is_flag=True, help="Only those that wait for a person.")
@json_option
def claims(only_open: bool, as_json: bool) -> int:
    """List claims with their words, their place and the verdict on them."""
    with store():
        from kept.outlook import intake

        rows = intake.list_claims(stamp(), only_open=only_open)
    if as_json:
        show_json({"claims": rows})
        return CLEAN
    for row in rows:
        click.echo(f"{row['id']:>6} {row['verdict']:<9} {row['kind']:<11} “{row['quote']}” ({row['place']})")
    if not rows:
        click.echo("No claim waits." if only_open else "No claim is kept yet.")
    return CLEAN


@click.command()
@click.argument("claim", type=int)
@click.argument("verdict", type=click.Choice(["accept", "reject"]))
@click.option("--event", help="Accept it as one more telling of this recorded event (a code).")
@click.option("--reason", default="", help="Why; it stands with the verdict.")
def review(claim: int, verdict: str, event: str | None, reason: str) -> int:
    """Judge a claim: an accepted one acts on registry, ledger or goals, a rejected one never does."""
    with store():
        from kept.outlook import actions

        by = stamp()
        judged = actions.claim_by_id(claim, by)
        found: list[Finding] = []
        if verdict == "reject":
            actions.reject(judged, by, reason=reason)
        elif event:
            actions.accept_as_told(judged, event, by, reason=reason)
        else:
            found = actions.accept([judged], by, reason=reason)
    return show_findings(found) if found else CLEAN


@click.command()
@click.argument("movement", type=int)
def reverse(movement: int) -> int:
    """Take a movement back by a reversing one; both stay on record."""
    with store():
        from kept.ledger.recording import reverse as take_back

        number = take_back(movement, stamp())
    click.echo(f"movement {movement} is reversed by movement {number}")
    return CLEAN


@click.command()
@click.argument("party")
@click.argument("point", type=click.Choice(["left_depot", "at_port", "at_hub", "recipient_signed", "with_unit"]))
@click.option("--from", "valid_from", default="", metavar="DATE", help="Since when (YYYY, YYYY-MM or YYYY-MM-DD).")
@click.option("--source", required=True, help="Who says so, or where it stands.")
def define(party: str, point: str, valid_from: str, source: str) -> int:
    """Say what a party's 'delivered' means: at which hand-over point it counts from a day on (R5)."""
    from kept.vocabulary.dates import DateRefused, PartialDate
    from kept.vocabulary.stages import HandOverPoint

    try:
        since = PartialDate(valid_from).text if valid_from else ""
    except DateRefused as error:
        raise Misuse(str(error)) from error
    with store():
        from kept.registry.actions import Basis, define_delivery

        define_delivery(party, HandOverPoint(point), valid_from=since, basis=Basis(source=source), stamp=stamp())
    return CLEAN
