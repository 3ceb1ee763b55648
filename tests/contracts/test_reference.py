"""The reference pages say what the program does today, and every document that the README names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kept.reference import SETTINGS, pages
from kept.vocabulary.findings import codes

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["api.md", "cli.md", "findings.md", "settings.md"])
def test_a_reference_page_is_what_make_docs_makes(name: str) -> None:
    committed = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
    assert committed == pages()[name], "run `make docs` and commit what it writes"


def test_every_variable_that_the_source_reads_is_documented() -> None:
    read = set()
    for path in (ROOT / "src" / "kept").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        read.update(re.findall(r'environ(?:\.get\(|\[)"(\w+)"', text))
        read.update(re.findall(r'envvar="(\w+)"', text))
    assert read - {"XDG_DATA_HOME", "DJANGO_SETTINGS_MODULE"} == {name for name, _, _ in SETTINGS}


def test_every_code_tells_its_meaning_and_what_to_do() -> None:
    for code in codes().values():
        assert code.meaning, code.code
        assert code.hint.endswith("."), code.code


@pytest.mark.parametrize("page", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_every_file_that_a_page_links_to_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        if "://" not in target:
            assert (ROOT / target).exists(), f"{page} links to {target}"
