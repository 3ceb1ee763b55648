"""Fonts and icons are exactly those of the packages that the manifest names, with their licences."""

from __future__ import annotations

import hashlib
import json
import re

import pytest

from kept.web.static_files import FOLDER, HASH_DIGITS

VENDOR = FOLDER / "vendor"
MANIFEST: list[dict[str, str]] = json.loads((VENDOR / "manifest.json").read_text("utf-8"))
STYLE = (FOLDER / "kept.css").read_text("utf-8")
ICONS = (FOLDER.parent / "templates" / "icons.html").read_text("utf-8")
FIRST_LOAD_BYTES = 250_000


def sha256(name: str) -> str:
    return hashlib.sha256((VENDOR / name).read_bytes()).hexdigest()


@pytest.mark.parametrize("row", MANIFEST, ids=lambda row: row["file"])
def test_a_file_is_what_its_package_holds(row: dict[str, str]) -> None:
    assert sorted(row) == ["file", "from", "licence", "package", "sha256", "version"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", row["version"])
    assert row["licence"] in ("MIT", "OFL-1.1")
    assert sha256(row["file"]) == row["sha256"]


def test_every_file_stands_in_the_manifest_and_every_package_brings_its_licence() -> None:
    standing = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}
    assert standing == {row["file"] for row in MANIFEST} | {"manifest.json"}
    licensed = {row["package"] for row in MANIFEST if row["file"].endswith("LICENSE.txt")}
    assert licensed == {row["package"] for row in MANIFEST}


def test_the_stylesheet_names_every_font_with_its_hash() -> None:
    named = dict(re.findall(r'url\("vendor/([^"?]+)\?v=([0-9a-f]+)"\)', STYLE))
    fonts = [row for row in MANIFEST if row["file"].endswith(".woff2")]
    assert named == {row["file"]: row["sha256"][:HASH_DIGITS] for row in fonts}
    assert STYLE.count("url(") == len(fonts)


def test_inline_icons_are_drawn_as_the_package_draws_them() -> None:
    drawn = dict(re.findall(r'name == "([a-z-]+)" %\}(.*)', ICONS))
    icons = {path.stem: path.read_text("utf-8") for path in VENDOR.rglob("*.svg")}
    assert drawn.keys() == icons.keys()
    for name, text in icons.items():
        assert re.findall(r' d="([^"]+)"', drawn[name]) == re.findall(r'<path d="([^"]+)"', text)


def test_what_every_page_loads_leaves_half_of_its_bytes_to_the_page() -> None:
    """Latin letters are what every page needs; other alphabets load with the first of their letters."""
    fonts = [row["file"] for row in MANIFEST if re.search(r"-latin-wght-normal\.woff2$", row["file"])]
    assert len(fonts) == 2
    sizes = [(VENDOR / name).stat().st_size for name in fonts]
    assert sum(sizes) + (FOLDER / "kept.css").stat().st_size < FIRST_LOAD_BYTES / 2
