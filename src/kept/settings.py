"""Django's settings, made from a few variables: where the data lie (KEPT_DATA) and which database (DATABASE_URL).

Reading this file opens nothing: the key that signs is read, or made, when something is first signed.
"""

from __future__ import annotations

import os
import secrets
import tempfile
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.utils.functional import lazy

from kept.errors import StoreUnusable

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


def public_address(told: str | None) -> tuple[str, bool]:
    """The host that a proxy in front of the pages answers for, and whether it speaks https."""
    if not told:
        return "", False
    parts = urlsplit(told)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        raise ValueError(f"KEPT_ADDRESS is {told!r}, expected an address like https://kept.example")
    return parts.hostname, parts.scheme == "https"


@cache
def secret_key(told: str | None, folder: Path) -> str:
    """KEPT_SECRET_KEY, or the key that lies in the data folder; the first to need one makes it, for its owner only."""
    if told:
        return told
    path = folder / "secret-key"
    try:
        if not path.exists():
            _make_key(path)
        key = path.read_text(encoding="ascii").strip()
    except (OSError, ValueError) as error:
        raise StoreUnusable(f"{path}: cannot be read or made ({error}); set KEPT_SECRET_KEY") from error
    if len(key) < 32:
        raise StoreUnusable(f"{path}: holds no key; delete it, and a new one is made (every sign-in ends)")
    return key


def _make_key(path: Path) -> None:
    """Written whole under another name and then linked, so that nobody ever reads half a key or a second one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # A temporary file is its owner's only (0600), and its link is the same file.
    with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
        file.flush()
        try:
            os.link(file.name, path)
        except FileExistsError:
            return


KEPT_DATA = data_folder()
KEPT_HOST, KEPT_HTTPS = public_address(os.environ.get("KEPT_ADDRESS"))
DATABASES = {"default": database(os.environ.get("DATABASE_URL"), KEPT_DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "kept.access",
    "kept.registry",
    "kept.evidence",
    "kept.ledger",
    "kept.supply",
    "kept.outlook",
    "kept.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "kept.web.policy.SecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
ROOT_URLCONF = "kept.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "DIRS": [Path(__file__).parent / door / "templates" for door in ("web", "api")],
        "OPTIONS": {"environment": "kept.web.jinja.environment"},
    }
]
SECRET_KEY = lazy(secret_key, str)(os.environ.get("KEPT_SECRET_KEY"), KEPT_DATA)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver", *([KEPT_HOST] if KEPT_HOST else [])]

AUTH_USER_MODEL = "access.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "party"]},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "/sign-in"
SESSION_COOKIE_NAME = "kept-signed-in"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "kept-form"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "kept.web.sign_in.form_refused"
# Pages on this machine are served without https, where a browser would drop a cookie that asks for it.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = KEPT_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if KEPT_HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if KEPT_HTTPS else 0

# Questions to the API at once, and then each second: of one key, and of one address that asks without a key.
API_LIMITS = {"key": (300, 20.0), "address": (60, 5.0)}

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
