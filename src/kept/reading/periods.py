"""Days, months, years and relative periods in a text, as partial dates counted from the document's date."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kept.reading.spans import CALENDAR, WHEN, Span
from kept.vocabulary.dates import DateRefused, PartialDate

ISO = re.compile(r"(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)")
RELATIVE = re.compile(
    r"\b(?:(?:by |before |until )?(?:the )?(?P<end>end of (?:the|this) (?:current )?year|year'?s?[ -]end|close of the year)"
    r"|(?:by |before )?(?:the )?end of (?P<endyear>20\d\d)|(?P<this>this year|current year|later this year)|(?P<next>next year)|(?P<last>last year)"
    r"|(?P<thismonth>this month)|(?P<nextmonth>next month)|(?P<lastmonth>last month)"
    r"|(?P<season>spring|summer|autumn|fall|winter)(?: of)?(?: (?P<seasonyear>20\d\d))?)\b"
)
YEAR = re.compile(r"\b(?:in|by|for|during|of|until|since|early|late|mid-?|throughout|before|fy|through)[ -](?:the end of |early |late |mid-|fiscal year |the year )?(20[0-4]\d)\b(?!-)")
SEASON_END = {"spring": "05", "summer": "08", "autumn": "11", "fall": "11", "winter": "02"}
DAY_BEFORE = re.compile(r"(?:^|[^\d.,])(\d{1,2})(?:st|nd|rd|th)?(?: of)? $")
DAY_AFTER = re.compile(r"\.? (\d{1,2})(?:st|nd|rd|th)?\b(?![,.]?\d| (?:million|billion|thousand))(?:,? (20\d\d)\b)?")
YEAR_AFTER = re.compile(r"\.?,?(?: of)? (20\d\d)\b")


def periods(low: str, spans: list[Span], today: date | None) -> list[Span]:
    """Spans of time; `form` is the preposition-like word before it ('by', 'in', 'on', 'since')."""
    found = [_span(low, m.start(), m.end(), m[0]) for m in ISO.finditer(low)]
    for span in spans:
        if span.kind == CALENDAR:
            made = _calendar(low, span, today)
            if made is not None:
                found.append(made)
    found += _relative(low, today)
    for match in YEAR.finditer(low):
        if not any(s is not None and s.start <= match.start(1) < s.end for s in found[-8:]):
            found.append(_span(low, match.start(1), match.end(1), match[1]))
    return sorted({s.start: s for s in found if s is not None}.values())


def _span(low: str, start: int, end: int, value: str) -> Span | None:
    try:
        PartialDate(value)
    except DateRefused:
        return None
    words = low[max(0, start - 24) : start].split()
    form = words[-1].strip('(",') if words else ""
    if form in ("of", "the", "end", "early", "late", "mid", "next", "this") and len(words) > 1:
        form = next((w for w in reversed(words) if w in ("by", "until", "before", "in", "since", "on", "during", "for")), form)
    return Span(start, end, WHEN, value, form)


def _calendar(low: str, span: Span, today: date | None) -> Span | None:
    number = int(span.value)
    if span.form == "month":
        return _month(low, span, today)
    if today is None:
        return None
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


def _relative(low: str, today: date | None) -> list[Span | None]:
    found: list[Span | None] = []
    for match in RELATIVE.finditer(low):
        value = _told(match, today)
        if value is not None:
            found.append(_span(low, match.start(), match.end(), value))
            if found[-1] is not None and match[0].startswith(("by ", "before ", "until ")):
                found[-1] = found[-1]._replace(form="by")
            elif found[-1] is not None and (match["end"] or match["endyear"]):
                found[-1] = found[-1]._replace(form="by")
    return found


def _told(match: re.Match[str], today: date | None) -> str | None:
    if match["endyear"]:
        return match["endyear"]
    if match["season"]:
        year = match["seasonyear"]
        return f"{year}-{SEASON_END[match['season']]}" if year and match["season"] != "winter" else None
    if today is None:
        return None
    if match["next"] or match["last"]:
        return str(today.year + (1 if match["next"] else -1))
    if match["thismonth"] or match["nextmonth"] or match["lastmonth"]:
        step = 0 if match["thismonth"] else 1 if match["nextmonth"] else -1
        months = today.year * 12 + today.month - 1 + step
        return f"{months // 12}-{months % 12 + 1:02d}"
    return str(today.year)
