"""Django's settings, made from two variables: where the data lie (KEPT_DATA) and which database (DATABASE_URL)."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

MEMORY_MAP_BYTES = 256 * 1024 * 1024
PAGE_CACHE_KIB = 64 * 1024


def data_folder() -> Path:
    """KEPT_DATA, or the user's data folder of the desktop standard."""
    named = os.environ.get("KEPT_DATA")
    if named:
        return Path(named).expanduser().absolute()
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "kept"


def database(url: str | None, folder: Path) -> dict[str, Any]:
    """SQLite in the data folder, or the PostgreSQL that the address names."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder / "kept.sqlite3",
            "OPTIONS": {
                # Writers take their lock at the start, so that two at once wait instead of failing half way.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                    "PRAGMA recursive_triggers=ON;"
                    f"PRAGMA mmap_size={MEMORY_MAP_BYTES}; PRAGMA cache_size=-{PAGE_CACHE_KIB};"
                ),
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ValueError(f"DATABASE_URL starts with {parts.scheme!r}, expected postgresql://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
    }


KEPT_DATA = data_folder()
DATABASES = {"default": database(os.environ.get("DATABASE_URL"), KEPT_DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "kept.access",
    "kept.registry",
    "kept.evidence",
    "kept.ledger",
    "kept.supply",
    "kept.outlook",
    "kept.web",
]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "kept.web.policy.SecurityPolicy"]
ROOT_URLCONF = "kept.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "DIRS": [Path(__file__).parent / "web" / "templates"],
        "OPTIONS": {"environment": "kept.web.jinja.environment"},
    }
]
# Nothing is signed before sign-in exists; a fresh key at each start cannot leak from a file.
SECRET_KEY = os.environ.get("KEPT_SECRET_KEY") or secrets.token_urlsafe(48)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
