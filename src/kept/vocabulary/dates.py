"""Dates as precisely as they are known, and periods with open ends (R4)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

PATTERN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class DateRefused(ValueError):
    """A text that is not YYYY, YYYY-MM or YYYY-MM-DD, or names a day that does not exist."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month or a day in ISO 8601, shortened to what is known."""

    text: str

    def __post_init__(self) -> None:
        match = PATTERN.fullmatch(self.text)
        if match is None:
            raise DateRefused(f"{self.text!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = (None if part is None else int(part) for part in match.groups())
        try:
            date(year or 0, 1 if month is None else month, 1 if day is None else day)
        except ValueError as error:
            raise DateRefused(f"{self.text!r} is no day of the calendar") from error

    def __str__(self) -> str:
        return self.text

    def __lt__(self, other: PartialDate) -> bool:
        return (self.first, self.last) < (other.first, other.last)

    @property
    def first(self) -> date:
        """The earliest day that it can mean."""
        return date.fromisoformat(
            self.text + "-01-01"[: 10 - len(self.text)] if len(self.text) != 7 else self.text + "-01"
        )

    @property
    def last(self) -> date:
        """The latest day that it can mean."""
        if len(self.text) == 4:
            return date(int(self.text), 12, 31)
        if len(self.text) == 7:
            year, month = int(self.text[:4]), int(self.text[5:])
            return date(year, month, calendar.monthrange(year, month)[1])
        return self.first

    @property
    def is_day(self) -> bool:
        return len(self.text) == 10

    @classmethod
    def of(cls, day: date) -> PartialDate:
        return cls(day.isoformat())

    def in_words(self) -> str:
        """'15 February 2024', 'February 2024' or '2024'."""
        month = calendar.month_name[self.first.month]
        if len(self.text) == 4:
            return self.text
        return f"{month} {self.text[:4]}" if len(self.text) == 7 else f"{self.first.day} {month} {self.text[:4]}"


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day of `start` to the last day of `end`; None is open."""

    start: PartialDate | None = None
    end: PartialDate | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.start.first > self.end.last:
            raise DateRefused(f"the period starts on {self.start} after it ends on {self.end}")

    @property
    def first(self) -> date:
        return self.start.first if self.start else date.min

    @property
    def last(self) -> date:
        return self.end.last if self.end else date.max

    @property
    def days(self) -> int | None:
        """Length in days, both ends counted; None where an end is open."""
        return (self.last - self.first).days + 1 if self.start and self.end else None

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def overlaps(self, other: Period) -> bool:
        return self.first <= other.last and other.first <= self.last
