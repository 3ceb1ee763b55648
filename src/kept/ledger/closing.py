"""Closing days: three times a month the ledger keeps what has flowed so far, so that a balance needs few movements."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

WITHIN_MONTH = (10, 20)
"""The month's end closes too. Ten days of movements at most lie between a day and its nearest closing days."""


def closing_day(day: date) -> date:
    """The first closing day on or after a day."""
    for closing in WITHIN_MONTH:
        if day.day <= closing:
            return day.replace(day=closing)
    return month_end(day)


def opening_day(day: date) -> date:
    """The day after the last closing day before a day."""
    for closing in reversed(WITHIN_MONTH):
        if day.day > closing:
            return day.replace(day=closing + 1)
    return day.replace(day=1)


def month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
