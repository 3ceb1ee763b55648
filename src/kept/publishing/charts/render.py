"""Drawing a chart as SVG or PNG, here and without any other server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PNG_SCALE = 2
"""Dots of the PNG for each of the SVG's: sharp on paper and on fine screens."""


def render(spec: Mapping[str, Any], form: str) -> bytes:
    """The picture of a Vega-Lite definition; `form` is svg or png. Nothing is loaded from any address."""
    import vl_convert

    if form == "svg":
        return vl_convert.vegalite_to_svg(dict(spec), allowed_base_urls=[]).encode()
    if form == "png":
        return bytes(vl_convert.vegalite_to_png(dict(spec), scale=PNG_SCALE, allowed_base_urls=[]))
    raise ValueError(f"{form!r} is no form of a picture: expected svg or png")
