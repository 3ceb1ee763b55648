"""The Jinja2 environment of the pages."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, StrictUndefined

from kept.vocabulary.quantity import number


def environment(**options: Any) -> Environment:
    """A strict environment: a name that is not there is an error, never an empty place."""
    made = Environment(**{**options, "undefined": StrictUndefined})
    made.filters["number"] = number
    return made
