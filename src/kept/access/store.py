"""Opening the store: the data folder is made, the database brought up to this version, and a newer one refused."""

from __future__ import annotations

import os
from pathlib import Path

from kept.errors import StoreUnusable


def open_store() -> None:
    """Ready Django and the database named by KEPT_DATA or DATABASE_URL; raises StoreUnusable where that fails."""
    import django
    from django.core.exceptions import ImproperlyConfigured

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kept.settings")
    try:
        django.setup()
        _make_folder()
        _bring_up_to_date()
    except (ValueError, ImproperlyConfigured) as error:
        raise StoreUnusable(str(error).strip().splitlines()[0]) from error


def _make_folder() -> None:
    from django.conf import settings

    folder = Path(settings.KEPT_DATA)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnusable(f"{folder}: cannot be made or opened ({error.strerror}); set KEPT_DATA") from error


def _bring_up_to_date() -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    known, applied = set(executor.loader.disk_migrations), set(executor.loader.applied_migrations)
    rooms = {app for app, _ in known}
    newer = sorted(f"{app} {name}" for app, name in applied - known if app in rooms)
    if newer:
        raise StoreUnusable(f"the database was made by a newer Kept ({newer[0]}); install that version or a later one")
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
