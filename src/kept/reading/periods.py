"""Days, months, years and relative periods in a text, as partial dates counted from the document's date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from kept.reading.spans import CALENDAR, WHEN, Span
from kept.reading.tables import Tables
from kept.vocabulary.dates import DateRefused, PartialDate

ISO = re.compile(r"[12]\d{3}-\d\d-\d\d(?!\d)")
YEAR = re.compile(r"20[0-4]\d\b(?!-\d)")
DUE = "due"
"""The word before it makes it a limit: 'by', 'until'."""
SINCE = "since"
DURING = "during"
"""The word before it makes it the time in which: 'in', 'during'."""


@dataclass(frozen=True, slots=True)
class _Text:
    low: str
    today: date | None
    tables: Tables


def periods(low: str, spans: list[Span], today: date | None, tables: Tables) -> list[Span]:
    """Spans of time; `form` is what the word before it makes of it: due, since, during or nothing."""
    text = _Text(low, today, tables)
    found = [
        _span(text, m.start(), m.end(), m[0]) for m in ISO.finditer(low) if not low[m.start() - 1 : m.start()].isdigit()
    ]
    for span in spans:
        if span.kind == CALENDAR:
            made = _calendar(text, span)
            if made is not None:
                found.append(made)
    taken = {at for span in found if span is not None for at in range(span.start, span.end)}
    year_of = tables.shapes["periods-year-of"]
    for match in YEAR.finditer(low):
        if match.start() not in taken and year_of.search(low, max(0, match.start() - 16), match.start()):
            found.append(_span(text, match.start(), match.end(), match[0]))
    return sorted({s.start: s for s in found if s is not None}.values())


def _span(text: _Text, start: int, end: int, value: str) -> Span | None:
    try:
        PartialDate(value)
    except DateRefused:
        return None
    lists = text.tables.words
    words = text.low[max(0, start - 24) : start].split()
    word = words[-1].strip('(",') if words else ""
    if word in lists["passed-over"] and len(words) > 1:
        word = next((w for w in reversed(words) if w in lists["time-word"]), word)
    form = next((sense for sense in (DUE, SINCE, DURING) if word in lists[sense]), "")
    return Span(start, end, WHEN, value, form)


def _calendar(text: _Text, span: Span) -> Span | None:
    number, today = int(span.value), text.today
    if span.form == "month":
        return _month(text, span)
    if span.form == "season":
        return _season(text, span)
    if today is None:
        return None
    if span.form in ("years", "months"):
        return _relative(text, span, today)
    if span.form == "day":
        return _span(text, span.start, span.end, (today + timedelta(days=number)).isoformat())
    back = (today.weekday() - number) % 7
    before = text.low[max(0, span.start - 12) : span.start].split()
    ahead = bool(before) and before[-1] in text.tables.words["next"]
    day = today + timedelta(days=(7 - back) % 7 or 7) if ahead else today - timedelta(days=back)
    return _span(text, span.start, span.end, day.isoformat())


def _month(text: _Text, span: Span) -> Span | None:
    """A month with its day and year where they stand beside it; without a year, the nearest one to the document."""
    low, shapes = text.low, text.tables.shapes
    start, end = span.start, span.end
    day = year = None
    before = shapes["periods-day-before"].search(low[max(0, start - 8) : start])
    after = shapes["periods-day-after"].match(low, end)
    if after and int(after[1]) <= 31:
        day, end, year = after[1], after.end(), after[2]
    elif before and 1 <= int(before[1]) <= 31:
        day, start = before[1], start - (len(low[max(0, start - 8) : start]) - before.start(1))
    tail = shapes["periods-year-after"].match(low, end) if year is None else None
    if tail:
        year, end = tail[1], tail.end()
    month = int(span.value)
    if year is None and text.today is None:
        return None
    words = low[max(0, start - 16) : start].split()
    ahead = bool(words) and words[-1] in text.tables.words["ahead"]
    told = year or str(_year(text.today or date.max, month, ahead=ahead))
    value = f"{told}-{month:02d}" + (f"-{int(day):02d}" if day else "")
    return _span(text, start, end, value) or _span(text, span.start, span.end, f"{told}-{month:02d}")


def _year(today: date, month: int, *, ahead: bool) -> int:
    if ahead:
        return today.year + (month < today.month)
    return today.year - (month - today.month > 6) + (today.month - month > 9)


def _relative(text: _Text, span: Span, today: date) -> Span | None:
    """'this year', 'the end of the year', 'next month': counted from the document's day."""
    step = int(span.value)
    if span.form == "years":
        made = _span(text, span.start, span.end, str(today.year + step))
    else:
        months = today.year * 12 + today.month - 1 + step
        made = _span(text, span.start, span.end, f"{months // 12}-{months % 12 + 1:02d}")
    ends = text.tables.words["ends"]
    ending = made is not None and not ends.isdisjoint(text.low[span.start : span.end].replace("-", " ").split())
    return made._replace(form=DUE) if made and ending else made


def _season(text: _Text, span: Span) -> Span | None:
    """'summer 2025' is its last month; a season without its year tells no date."""
    year = text.tables.shapes["season-year"].match(text.low, span.end)
    if year is None or not int(span.value):
        return None
    return _span(text, span.start, year.end(), f"{year[1]}-{int(span.value):02d}")
