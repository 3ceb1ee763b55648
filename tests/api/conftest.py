"""The API as a program asks it: with somebody's key or without one, and with full buckets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from kept.access.keys import make_key
from kept.api.answering import buckets
from tests.accounts import KEEPER, QUICK_HASH, account

MADE = datetime(2026, 11, 21, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Program:
    """A program that asks with a key, or with '' as the public."""

    key: str = ""

    def ask(self, address: str, method: str = "GET", **headers: str) -> Any:
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        return Client().generic(method, f"/api/v1{address}", headers=headers)

    def json(self, address: str, status: int = 200) -> Any:
        answer = self.ask(address)
        assert answer.status_code == status, (address, answer.content[:500])
        assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
        return answer.json()


Keyed = Callable[[str], Program]
PUBLIC = Program()


@pytest.fixture(autouse=True)
def full_buckets(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = QUICK_HASH
    settings.API_LIMITS = {"key": (10_000, 1.0), "address": (10_000, 1.0)}
    buckets.forget()


@pytest.fixture
def program_of(db: None) -> Keyed:
    """A program with the key of one of the cast, whose account is made for it."""

    def made(name: str) -> Program:
        return Program(make_key(account(name), "test", KEEPER, MADE))

    return made
