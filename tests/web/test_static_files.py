"""Static files: only what lies under the folder, with its kind, and kept by browsers only under its hash."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.test import Client

from kept.errors import Misuse
from kept.web import static_files
from kept.web.static_files import ASK_AGAIN, FOR_EVER, KINDS, found, static


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A static folder with one stylesheet, and a secret beside it."""
    inside = tmp_path / "static"
    inside.mkdir()
    (inside / "a.css").write_text("a {}")
    (inside / ".hidden.css").write_text("b {}")
    (inside / "code.py").write_text("c")
    (tmp_path / "secret.css").write_text("d {}")
    (inside / "link.css").symlink_to(tmp_path / "secret.css")
    monkeypatch.setattr(static_files, "FOLDER", inside)
    return inside


@pytest.mark.parametrize(
    "name",
    ["../secret.css", "x/../../secret.css", "/etc/passwd", "a.css/", "", ".hidden.css", "code.py", "link.css",
     "a.css\0", "a.css\n", "..\\secret.css", "no.css", "a" * 10_000 + ".css", "."],
)  # fmt: skip
def test_nothing_else_is_found(folder: Path, name: str) -> None:
    assert found("a.css") == (folder / "a.css").resolve()
    assert found(name) is None


@pytest.mark.parametrize("address", ["/static/", "/static/../views.py", "/static/%2e%2e/views.py", "/static/vendor"])
def test_what_is_not_there_is_answered_in_plain_words(address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 404
    assert b"There is no such page" in answer.content


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("kept.css", "text/css; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
        ("vendor/inter/inter-latin-wght-normal.woff2", "font/woff2"),
        ("vendor/inter/LICENSE.txt", "text/plain; charset=utf-8"),
        ("vendor/manifest.json", "application/json"),
    ],
)
def test_a_file_is_answered_as_what_it_is(name: str, kind: str) -> None:
    answer = Client().get(static(name))
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Cache-Control"] == FOR_EVER
    assert answer.content == (static_files.FOLDER / name).read_bytes()


def test_every_file_under_the_folder_is_of_a_kind_that_is_served() -> None:
    kinds = {path.suffix for path in static_files.FOLDER.rglob("*") if path.is_file()}
    assert kinds <= KINDS.keys()


@pytest.mark.parametrize("query", ["", "?v=", "?v=000000000000", "?v=%00"])
def test_without_its_hash_a_file_is_asked_for_again_each_time(query: str) -> None:
    answer = Client().get(f"/static/kept.css{query}")
    assert answer.headers["Cache-Control"] == ASK_AGAIN
    held = Client().get(f"/static/kept.css{query}", headers={"If-None-Match": answer.headers["ETag"]})
    assert held.status_code == 304
    assert not held.content


def test_the_hash_follows_the_file(folder: Path) -> None:
    before = static("a.css")
    (folder / "a.css").write_text("a { color: red }")
    os.utime(folder / "a.css", ns=(1, 1))
    assert static("a.css") != before


def test_a_name_that_is_not_there_is_a_mistake_of_the_template() -> None:
    with pytest.raises(Misuse, match=r"no\.css"):
        static("no.css")


def test_files_are_read_only() -> None:
    assert Client().post("/static/kept.css").status_code == 405
    assert Client().head("/static/kept.css").status_code == 200
