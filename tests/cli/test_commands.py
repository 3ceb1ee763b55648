"""What a command shows, in text and as JSON, and with which exit status it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kept.access import door
from kept.cli import kept as group
from kept.ledger.models import Movement
from tests.cli.conftest import Kept
from tests.worlds import OFFICE, tell, world

pytestmark = pytest.mark.django_db

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "cli"
WORLD = """
    2024-01-15 LV leads drone
    2024-01-15 NO joins drone
    2024-02-15 drone-coalition aims 1000 drone pledged in drone as g-1 from 2024-01-01 by 2024-12-31
    2024-02-20 LV aims ? drone delivered as g-2
    2024-03-01 NO pledges 300 fpv-drone to UA in drone as c-1 for 90000.50 EUR
    2024-04-01 c-1 moves 200 from pledged to dispatched
    2024-05-01 LV pledges 70..90 drone to UA in drone as c-2
    2024-06-01 NO asserts 250+ drone delivered to UA in drone as t-1
    2024-06-10 DK+NL pledges 5+ drone to UA in drone as c-3
"""
DAY = ("--as-of", "2024-06-30")
COMMANDS = {
    "goals": ("goals", *DAY),
    "goals-json": ("goals", *DAY, "--json"),
    "balance": ("balance", *DAY),
    "balance-json": ("balance", *DAY, "--json"),
    "balance-at-least": ("balance", "--by", "item,stage", "--at-least", "--item", "drone", *DAY),
    "balance-of-day-one": ("balance", "--by", "donor", "--as-of", "2024-01-01"),
    "check-json": ("check", *DAY, "--json"),
    "check": ("check", *DAY),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_shows_what_its_golden_file_holds(kept: Kept, name: str, pytestconfig: pytest.Config) -> None:
    world(WORLD)
    ended = kept(*COMMANDS[name])
    path = GOLDEN / f"{name}.{'json' if name.endswith('json') else 'txt'}"
    if pytestconfig.getoption("rewrite_golden"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ended.out, encoding="utf-8")
    assert ended.out == path.read_text(encoding="utf-8")
    assert ended.err == ""


@pytest.mark.parametrize(
    ("lines", "arguments", "status"),
    [
        ("", ("goals",), 0),
        ("", ("balance",), 0),
        ("", ("check",), 0),
        ("", ("verify",), 0),
        ("", ("claims",), 0),
        ("", ("claims", "--open"), 0),
        ("", ("link",), 0),
        ("", ("summary",), 0),
        (WORLD, ("goals",), 0),
        (WORLD, ("check", *DAY), 0),
        ("2024-02-20 LV aims 9 drone delivered as g-2 by 2024-05", ("check", *DAY), 1),
        ("2024-01-31 NO asserts 250 drone delivered", ("check", *DAY), 0),
        ("2024-02-15 ZZ pledges 1 drone", ("check", *DAY), 0),
        ("2024-01-31 NO asserts 2 drone delivered \n 2024-01-31 NO asserts 1 drone delivered", ("check", *DAY), 1),
    ],
)
def test_the_exit_status_says_whether_somebody_should_look(
    kept: Kept, lines: str, arguments: tuple[str, ...], status: int
) -> None:
    world(lines)
    ended = kept(*arguments)
    assert (ended.status, ended.err) == (status, "")
    assert ended.out


@pytest.mark.parametrize("name", ["goals", "balance", "check", "verify", "claims", "link"])
def test_every_command_that_reports_gives_json(kept: Kept, name: str) -> None:
    world(WORLD)
    assert isinstance(kept(name, "--json").json, dict)


def test_json_of_goals_and_balances_holds_numbers_and_nulls(kept: Kept) -> None:
    world(WORLD)
    told = kept("goals", *DAY, "--json").json
    assert told.keys() == {"as_of", "goals"}
    assert told["as_of"] == "2024-06-30"
    first = told["goals"][0]["stages"]["pledged"]
    assert (first["low"], first["high"], first["reported"]) == (375, None, {"low": 250, "high": None})
    rows = kept("balance", *DAY, "--json").json["rows"]
    assert {row["high"] for row in rows if row["donor"] == "DK+NL"} == {None}
    assert {row["low"] for row in rows if row["unit"] == "EUR"} == {90000.5}


def test_a_balance_is_as_of_a_day_and_as_recorded_by_a_moment(kept: Kept) -> None:
    world("""
        recorded 2024-06-01T10:00
        2024-03-01 NO pledges 300 drone
        recorded 2024-07-01T10:00
        2024-03-01 LV pledges 70 drone
    """)

    def donors(*options: str) -> list[str]:
        return [row["donor"] for row in kept("balance", "--by", "donor", "--json", *options).json["rows"]]

    assert donors(*DAY) == ["LV", "NO"]
    assert donors(*DAY, "--recorded-by", "2024-06-30T00:00") == ["NO"]
    assert donors(*DAY, "--recorded-by", "2024-07-01T12:00+02:00") == ["LV", "NO"]
    assert donors("--as-of", "2024-02-29") == []


def test_limits_take_several_values_and_items_take_their_narrower_ones(kept: Kept) -> None:
    world(WORLD)

    def keys(*options: str) -> list[tuple[str, str]]:
        rows = kept("balance", "--by", "donor,item", "--json", *DAY, *options).json["rows"]
        return [(row["donor"], row["item"]) for row in rows if row["unit"] == "piece"]

    assert keys("--item", "fpv-drone") == [("NO", "fpv-drone")]
    assert ("NO", "fpv-drone") in keys("--item", "drone", "--donor", "NO,LV")
    assert {donor for donor, _ in keys("--donor", "NO,LV")} == {"NO", "LV"}
    assert keys("--recipient", "LV") == keys("--coalition", "shells") == []


def test_a_claim_is_listed_judged_and_acts(kept: Kept) -> None:
    told = world("")
    tell(told, "2024-02-15 ZZ pledges 1 drone")
    (row,) = kept("claims", "--open", "--json").json["claims"]
    assert (row["verdict"], row["kind"], row["quote"]) == ("open", "transfer", "2024-02-15 ZZ pledges 1 drone")
    assert kept("review", str(row["id"]), "accept").status == 1
    assert kept("review", str(row["id"]), "reject", "--reason", "nobody knows ZZ").status == 0
    assert kept("claims", "--open", "--json").json == {"claims": []}
    assert kept("claims", "--json").json["claims"][0]["verdict"] == "rejected"


def test_a_movement_is_taken_back_once(kept: Kept) -> None:
    world("2024-02-15 NO pledges 1 drone")
    assert kept("reverse", "1").status == 0
    ended = kept("reverse", "1")
    assert (ended.status, len(ended.error_lines)) == (2, 1)
    assert door.rows(Movement, OFFICE).count() == 2


def test_a_definition_changes_what_is_booked_from_then_on(kept: Kept) -> None:
    told = world("2024-02-15 NO delivers 1 drone")
    assert kept("define", "NO", "recipient_signed", "--from", "2024-02", "--source", "a letter").status == 0
    tell(told, "2024-02-16 NO delivers 2 drone")
    assert [row.to_stage for row in door.rows(Movement, OFFICE)] == ["dispatched", "handed_over"]


def test_who_records_stands_on_the_row(kept: Kept) -> None:
    world("2024-02-15 NO pledges 1 drone")
    assert kept("--as", "Marta", "reverse", "1").status == 0
    assert [row.recorded_by for row in door.rows(Movement, OFFICE)] == ["office", "Marta"]


@pytest.mark.parametrize("name", sorted(group.commands))
def test_every_command_explains_itself(name: str) -> None:
    ended = CliRunner().invoke(group, [name, "--help"])
    assert ended.exit_code == 0
    assert len(ended.output.splitlines()) > 3


def test_the_help_teaches_a_first_walk() -> None:
    ended = CliRunner().invoke(group, ["--help"])
    assert ended.exit_code == 0
    assert all(name in ended.output for name in group.commands)
    assert "kept import facts" in ended.output


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_its_completion(kept: Kept, shell: str) -> None:
    ended = kept("completion", shell)
    assert (ended.status, "_KEPT_COMPLETE" in ended.out) == (0, True)


# --- as a program of its own ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("balance", "--help"), ("completion", "bash")])
def test_help_loads_no_heavy_part(program: Kept, arguments: tuple[str, ...]) -> None:
    code = (
        "import sys\nfrom kept.cli import main\n"
        "try:\n    main()\nfinally:\n"
        "    heavy = {'django', 'jinja2', 'babel', 'ahocorasick', 'gunicorn', 'sqlite3'} & set(sys.modules)\n"
        "    print('loaded', sorted(heavy), file=sys.stderr)"
    )
    ended = program(*arguments, code=code)
    assert (ended.status, ended.err.strip()) == (0, "loaded []")


def test_the_whole_way_as_a_program(program: Kept, tmp_path: Path) -> None:
    facts = tmp_path / "facts"
    facts.mkdir()
    tables = {
        "parties": "id,name,kind\nUA,Ukraine,country\nNO,Norway,country\n",
        "items": "slug,name,parent,unit\ndrone,drone,,piece\n",
        "commitments": (
            "id,announced,donor,coalition,recipient,item,quantity_low,quantity_high,amount,currency,stage,mode,due,"
            "channel,source_url,source_date,note\n"
            "c-1,2024-02-15,NO,,UA,drone,2000,2000,,,pledged,increment,,stock,https://example.org/a,2024-02-15,\n"
            "c-2,2024-02-15,NO,,UA,drone,many,,,,pledged,increment,,stock,https://example.org/a,2024-02-15,\n"
        ),
    }
    for name, text in tables.items():
        (facts / f"{name}.csv").write_text(text, encoding="utf-8")
    ended = program("import", "facts", str(facts), "--json")
    assert (ended.status, ended.err) == (1, "")
    assert "number-unreadable" in {one["code"] for one in ended.json["findings"]}
    assert program("verify").status == 0
    rows = program("balance", "--json").json["rows"]
    assert [(row["donor"], row["stage"], row["low"]) for row in rows] == [("NO", "pledged", 2000)]
    for command in ("goals", "check", "claims", "link", "summary"):
        assert program(command).status == 0, command
    assert json.loads(program("goals", "--json").out)["goals"] == []
