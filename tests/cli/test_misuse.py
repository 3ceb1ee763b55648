"""What goes wrong ends in one line and an exit status, never in a traceback, and what was good is kept."""

from __future__ import annotations

import resource
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Kept

FACTS = Path(__file__).resolve().parents[2] / "examples" / "coalitions-for-ukraine"
# A program that may write files up to a size: what a full disk looks like to it.
LITTLE_ROOM = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({bytes}, {bytes}))
from kept.cli import main
main()
"""
# A database that refuses to grow, as it does on a full disk.
FULL = """
from kept import settings
settings.DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA max_page_count={pages};"
from kept.cli import main
main()
"""
FULL_DISK = """
import errno
from pathlib import Path
def refuse(path, raw):
    raise OSError(errno.ENOSPC, "No space left on device", str(path))
Path.write_bytes = refuse
from kept.cli import main
main()
"""


def small(folder: Path) -> Path:
    """Two tables of facts."""
    folder.mkdir()
    (folder / "parties.csv").write_text("id,name,kind\nUA,Ukraine,country\n", encoding="utf-8")
    (folder / "items.csv").write_text("slug,name,parent,unit\ndrone,drone,,piece\n", encoding="utf-8")
    return folder


def database(folder: Path) -> Path:
    return folder / "data" / "kept.sqlite3"


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("import", "facts", "nowhere"), "nowhere"),
        (("import", "facts", "a-file"), "a-file"),
        (("import", "facts", "empty"), "empty"),
        (("goals", "--as-of", "tomorrow"), "tomorrow"),
        (("goals", "--as-of", "2024-02-30"), "2024-02-30"),
        (("balance", "--as-of", "2024"), "2024"),
        (("check", "--recorded-by", "noon"), "noon"),
        (("balance", "--by", "donor,colour"), "colour"),
        (("review", "99", "accept"), "99"),
        (("review", "99", "reject"), "99"),
        (("review", "one", "accept"), "one"),
        (("review", "1", "perhaps"), "perhaps"),
        (("reverse", "99"), "99"),
        (("define", "NO", "nowhere", "--source", "x"), "nowhere"),
        (("define", "NO", "at_hub", "--from", "someday", "--source", "x"), "someday"),
        (("define", "NO", "at_hub"), "--source"),
        (("serve", "--port", "0"), "0"),
        (("fly",), "fly"),
        (("goals", "--fast"), "--fast"),
    ],
)
def test_misuse_is_one_line_that_names_it(
    program: Kept, tmp_path: Path, arguments: tuple[str, ...], named: str
) -> None:
    (tmp_path / "a-file").write_text("no folder", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    places = {"nowhere", "a-file", "empty"}
    given = [str(tmp_path / word) if word in places and arguments[0] != "define" else word for word in arguments]
    ended = program(*given)
    assert ended.status == 2
    assert len(ended.error_lines) == 1, ended.err
    assert named in ended.err
    assert ended.out == ""


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("mysql://127.0.0.1/kept", "mysql"),
        ("kept", "DATABASE_URL"),
        ("postgresql://127.0.0.1:1/kept", "database"),
        ("postgresql://127.0.0.1:many/kept", "many"),
    ],
)
def test_an_address_of_no_database_is_one_line(program: Kept, url: str, named: str) -> None:
    ended = program("goals", DATABASE_URL=url)
    assert ended.status == 2
    assert len(ended.error_lines) == 1, ended.err
    assert named in ended.err


@pytest.mark.parametrize("place", ["/proc/kept", "a-file", "a-file/below"])
def test_a_data_folder_that_cannot_be_made_is_one_line(program: Kept, tmp_path: Path, place: str) -> None:
    (tmp_path / "a-file").write_text("no folder", encoding="utf-8")
    ended = program("goals", KEPT_DATA=str(tmp_path / place))
    assert ended.status == 2
    assert len(ended.error_lines) == 1, ended.err
    assert "KEPT_DATA" in ended.err


@pytest.mark.parametrize("raw", [b"no database at all" * 999, b"SQLite format 3\x00" + b"x" * 5000])
def test_a_file_that_is_no_database_is_one_line_and_stays_as_it_is(program: Kept, tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "data").mkdir()
    database(tmp_path).write_bytes(raw)
    ended = program("goals")
    assert ended.status == 2
    assert len(ended.error_lines) == 1, ended.err
    assert database(tmp_path).read_bytes() == raw


def test_a_database_of_a_newer_version_is_refused_and_named(program: Kept, tmp_path: Path) -> None:
    assert program("goals").status == 0
    with sqlite3.connect(database(tmp_path)) as opened:
        opened.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('ledger', '0999_later', '2030-01-01')"
        )
    ended = program("goals")
    assert (ended.status, len(ended.error_lines)) == (2, 1), ended.err
    assert "0999_later" in ended.err


def test_a_database_that_another_program_made_is_no_reason_to_refuse(program: Kept, tmp_path: Path) -> None:
    assert program("goals").status == 0
    with sqlite3.connect(database(tmp_path)) as opened:
        opened.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('other', '0999_later', '2030-01-01')"
        )
    assert program("goals").status == 0


@pytest.mark.parametrize("pages", [1, 20, 200, 400])
def test_a_full_database_is_one_line_and_nothing_is_half_done(program: Kept, tmp_path: Path, pages: int) -> None:
    ended = program(
        "import", "facts", str(FACTS), code=FULL.format(pages=pages), DJANGO_SETTINGS_MODULE="kept.settings"
    )
    assert ended.status == 2
    assert len(ended.error_lines) == 1, ended.err
    assert "full" in ended.err
    again = program("verify", "--json")
    assert (again.status, again.json["findings"]) == (0, [])
    assert sum(again.json["rows"].values()) == 0
    assert program("import", "facts", str(FACTS)).status == 1


def test_a_full_disk_under_the_documents_is_one_line_and_nothing_is_half_done(program: Kept, tmp_path: Path) -> None:
    folder = small(tmp_path / "facts")
    ended = program("import", "facts", str(folder), code=FULL_DISK)
    assert (ended.status, len(ended.error_lines)) == (2, 1), ended.err
    assert "No space left" in ended.err
    assert sum(program("verify", "--json").json["rows"].values()) == 0
    assert program("import", "facts", str(folder)).status == 0


def test_too_little_room_for_a_file_is_one_line(program: Kept, tmp_path: Path) -> None:
    assert program("goals").status == 0
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
    ended = program("import", "facts", str(FACTS), code=LITTLE_ROOM.format(bytes=50_000))
    assert (ended.status, len(ended.error_lines)) == (2, 1), ended.err
    assert sum(program("verify", "--json").json["rows"].values()) == 0


def test_a_database_that_somebody_else_is_writing_waits_or_says_so(program: Kept, tmp_path: Path) -> None:
    assert program("goals").status == 0
    with sqlite3.connect(database(tmp_path)) as opened:
        opened.execute("BEGIN IMMEDIATE")
        # The program waits its time in vain; a short one keeps the test short.
        code = (
            "from kept import settings; settings.DATABASES['default']['OPTIONS']['timeout'] = 0.1;"
            "from kept.cli import main; main()"
        )
        ended = program("import", "facts", str(small(tmp_path / "facts")), code=code)
    assert (ended.status, len(ended.error_lines)) == (2, 1), ended.err
    assert "locked" in ended.err


def test_a_reader_that_stops_reading_gets_no_traceback(program: Kept) -> None:
    code = "import sys\nfrom kept.cli import main\nsys.stdout.close()\nmain()"
    assert "Traceback" not in program("goals", code=code).err


@pytest.mark.parametrize("command", [("import", "documents"), ("read",)])
def test_a_document_that_is_not_there_is_a_finding(program: Kept, tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "folder").mkdir()
    for name in ("nowhere.txt", "folder"):
        ended = program(*command, str(tmp_path / name))
        assert ended.status == 1
        assert "file-unreadable" in ended.out + ended.err
        assert "Traceback" not in ended.err
