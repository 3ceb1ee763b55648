"""The settings that sign-in stands on: the key that signs, and the address under which a proxy shows the pages."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kept.errors import StoreUnusable
from kept.settings import public_address, secret_key


@pytest.fixture(autouse=True)
def forgotten() -> None:
    secret_key.cache_clear()


def anew(folder: Path) -> str:
    """The key as another process reads it."""
    return secret_key.__wrapped__(None, folder)


def test_a_key_that_is_given_makes_no_file(tmp_path: Path) -> None:
    assert secret_key("given", tmp_path / "data") == "given"
    assert not (tmp_path / "data").exists()


def test_a_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "there"
    first = anew(folder)
    assert len(first) >= 50
    assert anew(folder) == first
    assert (folder / "secret-key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in folder.iterdir()] == ["secret-key"]
    assert anew(tmp_path / "elsewhere") != first


def test_many_who_need_it_first_get_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        assert len(set(pool.map(anew, [tmp_path / "data"] * 64))) == 1


def test_a_key_that_cannot_be_used_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("short")
    with pytest.raises(StoreUnusable, match="delete it"):
        anew(tmp_path)
    (tmp_path / "secret-key").write_text("ключ" * 20, encoding="utf-8")
    with pytest.raises(StoreUnusable, match="KEPT_SECRET_KEY"):
        anew(tmp_path)
    with pytest.raises(StoreUnusable, match="KEPT_SECRET_KEY"):
        anew(tmp_path / "secret-key" / "below-a-file")


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (None, ("", False)),
        ("", ("", False)),
        ("https://kept.example", ("kept.example", True)),
        ("https://kept.example:8443/", ("kept.example", True)),
        ("http://kept.example", ("kept.example", False)),
    ],
)
def test_an_address_names_the_host_and_whether_it_is_safe(told: str | None, found: tuple[str, bool]) -> None:
    assert public_address(told) == found


@pytest.mark.parametrize("told", ["kept.example", "ftp://kept.example", "https://", "https://kept.example/pages", "*"])
def test_what_is_no_address_is_refused(told: str) -> None:
    with pytest.raises(ValueError, match="KEPT_ADDRESS"):
        public_address(told)
