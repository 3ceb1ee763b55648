"""What a person reads in a terminal: plain text, aligned, with the same words as the pages."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kept.vocabulary.quantity import number

if TYPE_CHECKING:
    from kept.ledger.balances import BalanceRow
    from kept.outlook.progress import Projection
    from kept.publishing.summary import Bar, CoalitionLine, GoalLine, Promise, Summary
    from kept.vocabulary.findings import Finding

WIDTH = 100
BAR_WIDTH = 30
LEGEND = "█ delivered  ▓ made  ▒ firm  ░ only pledged  · no promise yet"


def summary(told: Summary) -> str:
    """The whole summary as text."""
    if told.is_empty:
        return "Nothing is kept yet. Start with: kept import facts FOLDER"
    parts = [
        f"Kept, as of {told.as_of}",
        ", ".join(f"{count:,} {name}" for name, count in told.counts),
        "",
        heading("Coalitions"),
        *(line for coalition in told.coalitions for line in _coalition(coalition)),
        "",
        heading("Goals"),
        LEGEND,
        *(line for goal in told.goals for line in _goal(goal)),
        f"  and {told.without_number} goals that tell no number" if told.without_number else "",
        "",
        heading("Newest promises"),
        *(line for promise in told.promises for line in _promise(promise)),
        "",
        heading("Findings"),
        *(f"  {kind.count:>5}  {kind.severity:<8} {kind.code:<24} {kind.meaning}" for kind in told.findings),
    ]
    return "\n".join(parts)


def goals(told: Sequence[GoalLine]) -> str:
    """Every goal with its bar, what has reached each stage, and what was left out."""
    if not told:
        return "No goal is kept yet."
    lines = [LEGEND]
    for one in told:
        lines.extend(_goal(one))
        indent = f"  {'':{BAR_WIDTH}} "
        reached = [f"{stage.value} {line.best.in_words()}" for stage, line in one.progress.stages.items()]
        lines.append(f"{indent}reached at least: {', '.join(reached)}")
        lines.extend(f"{indent}left out: {left.count:,} {left.reason}" for left in one.progress.left_out)
        lines.append(f"{indent}{_projected(one.progress.projection)}")
    return "\n".join(lines)


def _projected(found: Projection | None) -> str:
    if found is None:
        return "projection: not enough data, or nothing left to project"
    pace = f"pace {number(found.pace_low)} to {number(found.pace_high)} a month"
    needed = f", {number(found.pace_needed)} needed" if found.pace_needed is not None else ""
    when = f"; at such a pace between {found.earliest} and {found.latest or 'never'}" if found.earliest else ""
    return f"projection: {pace}{needed}{when}"


def heading(words: str) -> str:
    return f"{words}\n{'─' * len(words)}"


def _coalition(told: CoalitionLine) -> Iterable[str]:
    launched = f", launched {told.launched}" if told.launched else ""
    said = f" ({told.said})" if told.said else ""
    yield f"  {told.name}{launched}"
    yield from wrapped("led by ", ", ".join(told.leads) or "nobody named")
    count = len(told.leads) + len(told.members)
    yield from wrapped("with ", f"{', '.join(told.members) or 'no further member named'}: {count} registered{said}")


def _goal(told: GoalLine) -> Iterable[str]:
    drawn = bar(told.bar) if told.bar else "?" * BAR_WIDTH
    yield f"  {drawn} {told.owner}: {told.title}"
    yield f"  {'':{BAR_WIDTH}} {told.answer}"


def bar(parts: Bar, width: int = BAR_WIDTH) -> str:
    """The furthest first: what is delivered is made, firm and pledged too."""
    drawn = ""
    for part, letter in ((parts.delivered, "█"), (parts.made, "▓"), (parts.firm, "▒"), (parts.pledged, "░")):
        drawn += letter * (round(part * width) - len(drawn))
    return drawn + "·" * (width - len(drawn))


def _promise(told: Promise) -> Iterable[str]:
    yield f"  {told.day}: {told.donor}, {told.what}"
    if told.quote:
        yield from wrapped("", f"“{told.quote}”")
    elif told.note:
        yield from wrapped("", told.note)
    yield f"      {told.place}"


def wrapped(lead: str, words: str) -> list[str]:
    return textwrap.wrap(f"{lead}{words}", WIDTH, initial_indent="      ", subsequent_indent="      ")


def findings(found: Sequence[Finding]) -> str:
    """Findings a line each, with what to do once for each kind."""
    lines: list[str] = []
    for code in dict.fromkeys(one.code for one in found):
        same = [one for one in found if one.code == code]
        lines.append(f"{same[0].severity.value} {code} ({len(same)}): {same[0].hint}")
        lines.extend(f"  {one.message}" for one in same)
    return "\n".join(lines) or "Nothing found."


def balances(rows: Sequence[BalanceRow]) -> str:
    """A table: dimensions, unit, best known, and both lines."""
    if not rows:
        return "No balance: nothing is booked within these limits."
    names = list(rows[0].key)
    heads = [*names, "unit", "best known", "itemised", "reported"]
    cells = [
        [
            *row.key.values(),
            row.unit,
            row.line.best.in_words(),
            row.line.itemised.in_words(),
            row.line.reported.in_words() if row.line.reported else "",
        ]
        for row in rows
    ]
    widths = [max(len(line[i]) for line in [heads, *cells]) for i in range(len(heads))]
    figures = len(names) + 1
    return "\n".join(
        "  ".join(
            cell.rjust(width) if i >= figures else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in [heads, *cells]
    )
