"""Commands that take in tables and documents."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kept.cli.shared import (
    json_option,
    open_text,
    progress,
    show_findings,
    stamp,
    store,
)

if TYPE_CHECKING:
    from kept.access.journal import Stamp
    from kept.vocabulary.findings import Finding


@click.group(name="import")
def import_() -> None:
    """Take in tables and documents; taking in the same twice changes nothing."""


@import_.command("facts")
@click.argument("folder", type=click.Path())
@json_option
def import_facts(folder: str, as_json: bool) -> int:
    """Take in a folder of fact tables (parties.csv, commitments.csv, …).

    Every row becomes a claim with its place in the file, and does to the ledger what its kind does. A cell that cannot
    be read is a finding with file, row and column, and the rest goes in.
    """
    with store():
        found = take_facts(Path(folder), stamp())
    return show_findings(found, as_json=as_json)


def take_facts(folder: Path, by: Stamp) -> list[Finding]:
    """Read and book a folder of tables, with a progress bar where a person looks on."""
    from kept.importing.facts import read_folder
    from kept.outlook import intake

    with progress("Facts") as tell:
        return intake.take_tables(read_folder(folder, today=by.at.date(), known=intake.known(by)), by, tell)


@import_.command("documents")
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option("--settle", is_flag=True, help="Accept by rule what cannot count a promise twice.")
@json_option
def import_documents(files: tuple[str, ...], settle: bool, as_json: bool) -> int:
    """Keep documents, read their claims, and let these wait for review.

    With --settle, claims that tell of an event which is recorded already become further evidence of it, claims that
    add to no sum (memberships, headcounts, meetings) are accepted, and the rest waits for 'kept review'.
    """
    with store():
        ids, found = take_documents(files, stamp(), settle=settle)
    if not as_json:
        click.echo(f"{len(ids)} new claims")
    return show_findings(found, as_json=as_json)


def take_documents(files: Iterable[str], by: Stamp, *, settle: bool) -> tuple[list[int], list[Finding]]:
    """Keep and read files; a file that cannot be read is a finding, and the next one is taken."""
    from kept.outlook import intake
    from kept.reading.tables import load_tables

    ids: list[int] = []
    found: list[Finding] = []
    tables, paths = load_tables(), list(files)
    with progress("Documents") as tell:
        for number, path in enumerate(paths):
            tell(Path(path).name, number, len(paths))
            raw, text, problems = open_text(path, by.at.date())
            found.extend(problems)
            if text is not None:
                new, problems = intake.take_document(text, raw, tables, by)
                ids.extend(new)
                found.extend(problems)
        tell("done", len(paths), len(paths))
    if settle:
        _, _, problems = intake.settle(ids, by)
        found.extend(problems)
    return ids, found


@import_.command("claims")
@click.argument("path", type=click.Path())
@click.option("--texts", type=click.Path(), help="The folder of the documents' texts (default: beside PATH).")
@json_option
def import_claims(path: str, texts: str | None, as_json: bool) -> int:
    """Take in claims that somebody wrote down: a file of {"doc", "claims"} lines, as 'kept read' writes them.

    Each document's text is DOC.txt; a claim whose quote does not stand in it is a finding. The claims wait for review.
    """
    from kept.importing.claims_file import read_claims

    folder = Path(texts) if texts else Path(path).parent
    written, found = read_claims(Path(path), folder)
    ids: list[int] = []
    with store():
        from kept.outlook import intake

        by = stamp()
        for doc in dict.fromkeys(name for name, _ in written):
            raw, text, problems = open_text(str(folder / f"{doc}.txt"), by.at.date())
            found.extend(problems)
            if text is not None:
                ids.extend(intake.take_claims(text, raw, [claim for name, claim in written if name == doc], by))
    if not as_json:
        click.echo(f"{len(ids)} new claims")
    return show_findings(found, as_json=as_json)
