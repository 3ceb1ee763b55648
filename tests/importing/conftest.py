"""A small world as a folder of fact tables, which a test changes table by table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from kept.importing.facts import read_folder
from kept.importing.rows import Import

WORLD = {
    "parties.csv": """\
        id,name,kind
        UA,Ukraine,country
        LV,Latvia,country
        GB,United Kingdom,country
        flood-fund,Flood Fund,fund
        dok-ing,DOK-ING,manufacturer
        """,
    "items.csv": """\
        slug,name,parent,unit
        drone,uncrewed aerial vehicle (any),,piece
        fpv-drone,first-person-view drone,drone,piece
        truck,truck,,piece
        money,"money, no goods named",,currency
        """,
    "coalitions.csv": """\
        id,name,capability,launched,source_url,source_date,aliases
        drone,Drone Coalition,uncrewed aircraft,2024-02-14,https://example.org/launch,2024-02-15,UAV coalition
        iamd,Integrated Air and Missile Defence Coalition,air and missile defence,,,,
        airforce,Air Force Coalition,combat aircraft,,,,
        """,
}

Write = Callable[..., Path]
Read = Callable[..., Import]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write tables over the world's own: a text loses its indentation, bytes stay as they are."""

    def written(**tables: str | bytes) -> Path:
        named = {f"{name}.csv": content for name, content in tables.items()}
        for name, content in {**WORLD, **named}.items():
            raw = content if isinstance(content, bytes) else dedent(content).encode()
            (tmp_path / name).write_bytes(raw)
        return tmp_path

    return written


@pytest.fixture
def read(write: Write) -> Read:
    """Write tables into a folder and import it."""
    return lambda **tables: read_folder(write(**tables))
