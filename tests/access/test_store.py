"""Opening the store: a folder that cannot be made and a database of a newer version are said in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db.migrations.recorder import MigrationRecorder
from pytest_django.fixtures import Settings

from kept.access.store import open_store
from kept.errors import StoreUnusable
from tests.behind_the_back import run
from tests.cast import MOMENT

pytestmark = pytest.mark.django_db


def test_a_store_that_is_up_to_date_opens_again(settings: Settings, tmp_path: Path) -> None:
    settings.KEPT_DATA = tmp_path / "not" / "there" / "yet"
    open_store()
    open_store()
    assert settings.KEPT_DATA.is_dir()


def test_a_database_of_a_newer_version_is_refused() -> None:
    table = MigrationRecorder.Migration._meta.db_table
    told = MOMENT.replace(tzinfo=None).isoformat(" ")
    run(f"INSERT INTO {table} (app, name, applied) VALUES ('ledger', '9999_from_the_future', %s)", told)
    with pytest.raises(StoreUnusable, match="9999_from_the_future") as refused:
        open_store()
    assert "\n" not in str(refused.value)


def test_a_folder_that_cannot_be_made_is_refused(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    settings.KEPT_DATA = tmp_path / "file" / "data"
    with pytest.raises(StoreUnusable, match="set KEPT_DATA"):
        open_store()
