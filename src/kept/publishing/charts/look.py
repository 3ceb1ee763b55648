"""The look of every chart: its colours, type and measures, and the one definition turned to a screen's light and width.

The colours are the tokens of the pages' stylesheet; a test holds the two together.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kept.publishing.charts.chart import Chart, Row
from kept.vocabulary.stages import Stage

if TYPE_CHECKING:
    import altair

LIGHT = {
    "ink": "#1b2430",
    "ink-2": "#55606e",
    "ink-3": "#7d8794",
    "line": "#e4e1d9",
    "card": "#ffffff",
    "accent": "#174f86",
    "warn": "#a04b00",
    "s-pledged": "#d3dce6",
    "s-committed": "#b0c3d8",
    "s-contracted": "#86a6c8",
    "s-produced": "#5583b1",
    "s-dispatched": "#2f6296",
    "s-handed": "#123e6b",
    "s-ended": "#a9a49a",
}
DARK = {
    "ink": "#e8eaed",
    "ink-2": "#aeb6c0",
    "ink-3": "#88929e",
    "line": "#2c343d",
    "card": "#1a2027",
    "accent": "#8fc1f2",
    "warn": "#f0a35e",
    "s-pledged": "#313a45",
    "s-committed": "#41566f",
    "s-contracted": "#4c6f96",
    "s-produced": "#5b8dbf",
    "s-dispatched": "#82b4e2",
    "s-handed": "#c2e0fc",
    "s-ended": "#5d6168",
}
RAMP = {
    Stage.PLEDGED: "s-pledged",
    Stage.COMMITTED: "s-committed",
    Stage.ALLOCATED: "s-contracted",
    Stage.CONTRACTED: "s-contracted",
    Stage.PAID: "s-contracted",
    Stage.PRODUCED: "s-produced",
    Stage.OBLIGATED: "s-produced",
    Stage.DISPATCHED: "s-dispatched",
    Stage.AT_HUB: "s-dispatched",
    Stage.HANDED_OVER: "s-handed",
    Stage.ACCEPTED: "s-handed",
    Stage.SPENT: "s-handed",
}
# The renderer measures words in Liberation Sans; the next ones are about as wide. Where none of them is installed,
# words may be a sixth wider: ROOM is left for them.
FONT = "Liberation Sans, Arimo, Arial, Helvetica, Nimbus Sans, Roboto, sans-serif"
ROOM = 26
WIDE, NARROW = 720, 330
TITLE_LETTERS, TITLE_LINE, TITLE_GAP = 92, 21, 14
LONG_NUMBER = "replace(replace(replace(format(datum.value, '~s'), 'G', ' billion'), 'M', ' million'), 'k', ' thousand')"
TWO_LINES = "split(datum.label, '|')"
"""An axis label of two lines: what is before the bar, and what is behind it."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a chart is asked for: on a page its title stands beside it and its ground is the page's."""

    on_page: bool = False
    dark: bool = False
    narrow: bool = False

    @property
    def width(self) -> int:
        return NARROW if self.narrow else WIDE


DOWNLOAD = Look()
LOOKS = {
    "download": DOWNLOAD,
    "page": Look(on_page=True),
    "page-dark": Look(on_page=True, dark=True),
    "page-narrow": Look(on_page=True, narrow=True),
    "page-narrow-dark": Look(on_page=True, dark=True, narrow=True),
}


def colour(stage: Stage) -> str:
    return LIGHT[RAMP.get(stage, "s-ended")]


def stage_words(stage: Stage) -> str:
    return "only pledged" if stage is Stage.PLEDGED else stage.value.replace("_", " ")


def table(values: Iterable[Row]) -> altair.Chart:
    """A chart still without marks over the rows of a table."""
    import altair

    return altair.Chart(altair.InlineData(values=[dict(row) for row in values]))


def finished(chart: altair.Chart | altair.LayerChart | altair.FacetChart, height: int) -> dict[str, Any]:
    """The definition of a chart in the light, with the house's type; its whole size is WIDE by `height`."""
    import altair

    axis = {
        "labelColor": LIGHT["ink-2"],
        "titleColor": LIGHT["ink-2"],
        "gridColor": LIGHT["line"],
        "domainColor": LIGHT["ink-3"],
        "tickColor": LIGHT["ink-3"],
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelLimit": 175,
    }
    legend = {"labelColor": LIGHT["ink-2"], "labelFontSize": 12, "orient": "top", "title": None, "labelLimit": 260}
    told: dict[str, Any] = chart.properties(
        width=WIDE, height=height, autosize=altair.AutoSizeParams(type="fit", contains="padding")
    ).to_dict()
    told["config"] = {
        "font": FONT,
        "view": {"stroke": None},
        "axis": axis,
        "legend": legend,
        "text": {"color": LIGHT["ink-2"], "fontSize": 12},
        "title": {"color": LIGHT["ink"], "fontSize": 15, "anchor": "start", "offset": TITLE_GAP, "lineHeight": 20},
    }
    return told


def dressed(chart: Chart, look: Look) -> dict[str, Any]:
    """The definition as a look asks for it."""
    told: dict[str, Any] = {**(chart.spec or {}), "width": look.width}
    if look.on_page:
        told["background"] = None
        told["padding"] = {"left": ROOM, "right": 10, "top": 4, "bottom": 4}
    else:
        lines = textwrap.wrap(chart.title, TITLE_LETTERS)
        told["background"] = LIGHT["card"]
        told["padding"] = {"left": ROOM, "right": 16, "top": 16, "bottom": 16}
        told["title"] = lines
        told["height"] = chart.height + TITLE_LINE * len(lines) + TITLE_GAP + 24
    return _in_dark(told) if look.dark else told


DARKER = {light: DARK[name] for name, light in LIGHT.items()}


def _in_dark(told: Any) -> Any:
    """The same with every colour of the light set as that of the dark set."""
    if isinstance(told, str):
        return DARKER.get(told, told)
    if isinstance(told, Mapping):
        return {name: _in_dark(value) for name, value in told.items()}
    return [_in_dark(value) for value in told] if isinstance(told, list | tuple) else told
