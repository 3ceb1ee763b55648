"""A second language is a folder of tables: no words of a language stand in code, and a made-up one reads a sentence."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

import kept.reading
from kept.errors import FileUnreadable
from kept.reading.documents import Document
from kept.reading.reader import load_tables, read
from tests.reading.shorthand import line

ROOM = Path(kept.reading.__file__).parent
CODE = sorted(ROOM.rglob("*.py"))
WORD = re.compile(r"(?<![A-Za-z\\])[A-Za-z]{2,}")
FUNCTION_WORDS = frozenset(
    {"the", "of", "to", "by", "from", "and", "with", "for", "in", "on", "at", "is", "are", "was", "were"}
)

XX = {
    "parties": "phrase,party,form\nNorveja,NO,name\nUkrajna,UA,name\n",
    "items": "phrase,item\ndrono,drone\n",
    "inflections": "form,ending,becomes\nplural,o,oj\npresent,i,as\nprogressive,i,ante\npast,i,is\n",
    "verbs": "base,past,participle,means,kind\ndoni,,,delivered,give\n",
    "auxiliaries": "phrase,sense\nvolas,future\n",
    "numbers": "word,value,kind\nmil,1000,scale\ndek,10,unit\n",
    "words": "list,word\nobject,al\nstop,al\ndue,gis\n",
    "calendar": "phrase,kind,value\nJunio,month,6\n",
}


def patterns(tree: ast.Module) -> Iterator[str]:
    """Every string inside a call of the module `re`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                    yield inner.value


def collections(tree: ast.Module) -> Iterator[list[str]]:
    """Every literal list, set or tuple of strings."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.List, ast.Set, ast.Tuple)):
            told = [e.value for e in node.elts if isinstance(e, ast.Constant) and isinstance(e.value, str)]
            if told:
                yield told


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.stem)
def test_no_words_of_a_language_stand_in_code(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [found for found in patterns(tree) if len(WORD.findall(found)) >= 3] == []
    listed = [told for told in collections(tree) if len(FUNCTION_WORDS.intersection(told)) >= 2]
    assert listed == []


def test_every_shape_and_word_list_of_the_code_has_its_row_and_every_row_its_use() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in CODE)
    folder = resources.files("kept.reading").joinpath("tables", "en")
    rows = list(csv.DictReader(folder.joinpath("patterns.csv").read_text(encoding="utf-8").splitlines()))
    assert {row["name"] for row in rows} == set(re.findall(r'shapes\[\s*"([^"]+)"\s*\]', code))
    assert [row["name"] for row in rows if not row["purpose"]] == []
    assert set(re.findall(r'words\[\s*"([^"]+)"\s*\]', code)) <= set(load_tables().words)


def test_a_language_made_of_rows_reads_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "xx").mkdir()
    for name, rows in XX.items():
        (tmp_path / "xx" / f"{name}.csv").write_text(rows, encoding="utf-8")
    tables = load_tables("xx", folder=tmp_path)
    text = "Norveja volas doni dek mil dronoj al Ukrajna gis Junio."
    assert tables.language == "xx"
    assert [line(c) for c in read(Document("noto", text, date(2024, 2, 15), language="xx"), tables).claims] == [
        "transfer NO drone 10000 pledged by 2024-06"
    ]
    assert read(Document("note", "Norway will give 10,000 drones to Ukraine."), tables).claims == ()


def test_a_language_without_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        load_tables("zz", folder=tmp_path)


def test_a_pattern_that_cannot_be_compiled_is_refused(tmp_path: Path) -> None:
    (tmp_path / "yy").mkdir()
    (tmp_path / "yy" / "patterns.csv").write_text("name,pattern,flags,purpose\nand,(,,\n", encoding="utf-8")
    with pytest.raises(FileUnreadable):
        load_tables("yy", folder=tmp_path)
