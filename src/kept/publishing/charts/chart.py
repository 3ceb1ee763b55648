"""What a chart is: a title that says its point, the table behind it, and the Vega-Lite definition that draws it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, str | int | float | None]
"""One line of the table behind a chart; every row of a chart has the same columns."""


@dataclass(frozen=True, slots=True)
class Chart:
    """`spec` is empty where there is nothing to draw; the title then says so."""

    title: str
    rows: tuple[Row, ...] = ()
    spec: Mapping[str, Any] | None = None

    @property
    def is_drawn(self) -> bool:
        return bool(self.spec)

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.rows[0]) if self.rows else ()

    @property
    def height(self) -> int:
        """The height of the picture without its title."""
        return int(self.spec["height"]) if self.spec else 0
