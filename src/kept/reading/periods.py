"""Days, months, years and relative periods in a text, as partial dates counted from the document's date."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kept.reading.spans import CALENDAR, WHEN, Span
from kept.vocabulary.dates import DateRefused, PartialDate

ISO = re.compile(r"[12]\d{3}-\d\d-\d\d(?!\d)")
YEAR = re.compile(r"20[0-4]\d\b(?!-\d)")
YEAR_OF = re.compile(
    r"\b(?:in|by|for|during|of|until|till|since|early|late|mid|throughout|before|fy|through|after|from"
    r"|year|winter|spring|summer|autumn|fall|budget)[ -](?:the )?$"
)
DAY_BEFORE = re.compile(r"(?:^|[^\d.,])(\d{1,2})(?:st|nd|rd|th)?(?: of)? $")
DAY_AFTER = re.compile(r"\.? (\d{1,2})(?:st|nd|rd|th)?\b(?![,.]?\d| (?:million|billion|thousand))(?:,? (20\d\d)\b)?")
YEAR_AFTER = re.compile(r"\.?,?(?: of)? (20\d\d)\b")


def periods(low: str, spans: list[Span], today: date | None) -> list[Span]:
    """Spans of time; `form` is the preposition-like word before it ('by', 'in', 'on', 'since')."""
    found = [
        _span(low, m.start(), m.end(), m[0]) for m in ISO.finditer(low) if not low[m.start() - 1 : m.start()].isdigit()
    ]
    for span in spans:
        if span.kind == CALENDAR:
            made = _calendar(low, span, today)
            if made is not None:
                found.append(made)
    taken = {span.start for span in found if span is not None} | {
        at for span in found if span for at in range(span.start, span.end)
    }
    for match in YEAR.finditer(low):
        if match.start() not in taken and YEAR_OF.search(low, max(0, match.start() - 16), match.start()):
            found.append(_span(low, match.start(), match.end(), match[0]))
    return sorted({s.start: s for s in found if s is not None}.values())


def _span(low: str, start: int, end: int, value: str) -> Span | None:
    try:
        PartialDate(value)
    except DateRefused:
        return None
    words = low[max(0, start - 24) : start].split()
    form = words[-1].strip('(",') if words else ""
    if form in ("of", "the", "end", "early", "late", "mid", "next", "this") and len(words) > 1:
        form = next(
            (w for w in reversed(words) if w in ("by", "until", "before", "in", "since", "on", "during", "for")),
            form,
        )
    return Span(start, end, WHEN, value, form)


def _calendar(low: str, span: Span, today: date | None) -> Span | None:
    number = int(span.value)
    if span.form == "month":
        return _month(low, span, today)
    if span.form == "season":
        return _season(low, span)
    if today is None:
        return None
    if span.form in ("years", "months"):
        return _relative(low, span, today)
    if span.form == "day":
        return _span(low, span.start, span.end, (today + timedelta(days=number)).isoformat())
    back = (today.weekday() - number) % 7
    ahead = low[max(0, span.start - 6) : span.start].endswith(("next ", "by "))
    day = today + timedelta(days=(7 - back) % 7 or 7) if ahead else today - timedelta(days=back)
    return _span(low, span.start, span.end, day.isoformat())


def _month(low: str, span: Span, today: date | None) -> Span | None:
    """A month with its day and year where they stand beside it; without a year, the nearest one to the document."""
    start, end = span.start, span.end
    day = None
    before = DAY_BEFORE.search(low[max(0, start - 8) : start])
    after = DAY_AFTER.match(low, end)
    year = None
    if after and int(after[1]) <= 31:
        day, end, year = after[1], after.end(), after[2]
    elif before and 1 <= int(before[1]) <= 31:
        day, start = before[1], start - (len(low[max(0, start - 8) : start]) - before.start(1))
    tail = YEAR_AFTER.match(low, end) if year is None else None
    if tail:
        year, end = tail[1], tail.end()
    month = int(span.value)
    if year is None and today is None:
        return None
    words = low[max(0, start - 16) : start].split()
    ahead = bool(words) and words[-1] in ("by", "until", "before", "next")
    told = year or str(_year(today or date.max, month, ahead=ahead))
    text = f"{told}-{month:02d}" + (f"-{int(day):02d}" if day else "")
    return _span(low, start, end, text) or _span(low, span.start, span.end, f"{told}-{month:02d}")


def _year(today: date, month: int, *, ahead: bool) -> int:
    if ahead:
        return today.year + (month < today.month)
    return today.year - (month - today.month > 6) + (today.month - month > 9)


def _relative(low: str, span: Span, today: date) -> Span | None:
    """'this year', 'the end of the year', 'next month': counted from the document's day."""
    step = int(span.value)
    if span.form == "years":
        made = _span(low, span.start, span.end, str(today.year + step))
    else:
        months = today.year * 12 + today.month - 1 + step
        made = _span(low, span.start, span.end, f"{months // 12}-{months % 12 + 1:02d}")
    ending = made is not None and ("end" in low[span.start : span.end] or "close" in low[span.start : span.end])
    return made._replace(form="by") if made and ending else made


def _season(low: str, span: Span) -> Span | None:
    """'summer 2025' is its last month; a season without its year tells no date."""
    year = re.compile(r" (?:of )?(20[0-4]\d)\b").match(low, span.end)
    if year is None or not int(span.value):
        return None
    return _span(low, span.start, year.end(), f"{year[1]}-{int(span.value):02d}")
