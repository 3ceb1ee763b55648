"""The description of the API: OpenAPI that holds together, and a page that loads nothing from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.api.conftest import PUBLIC

pytestmark = pytest.mark.django_db


def references(told: Any) -> Iterator[str]:
    if isinstance(told, dict):
        if isinstance(told.get("$ref"), str):
            yield told["$ref"]
        for one in told.values():
            yield from references(one)
    elif isinstance(told, list):
        for one in told:
            yield from references(one)


def test_the_schema_holds_together() -> None:
    told = PUBLIC.json("/openapi.json")
    assert told["openapi"].startswith("3.")
    assert told["info"]["title"] == "Kept"
    names = []
    for path, ways in told["paths"].items():
        assert list(ways) == ["get"], path
        one = ways["get"]
        names.append(one["operationId"])
        assert {"200", "400", "401", "404", "429", "500"} <= set(one["responses"]), path
        in_path = {given["name"] for given in one["parameters"] if given["in"] == "path"}
        assert in_path == set(re.findall(r"{(\w+)}", path))
        assert {"as_of", "known_by"} <= {given["name"] for given in one["parameters"] if given["in"] == "query"}
    assert len(set(names)) == len(names) == 19
    for reference in references(told):
        place: Any = told
        for step in reference.removeprefix("#/").split("/"):
            place = place[step]
        assert place
    assert told["components"]["securitySchemes"]["key"]["scheme"] == "bearer"


def test_every_operation_without_a_name_in_its_path_can_be_asked() -> None:
    for path in PUBLIC.json("/openapi.json")["paths"]:
        if "{" not in path:
            assert PUBLIC.ask(path.removeprefix("/api/v1")).status_code == 200, path


def test_the_page_lists_every_operation_and_loads_nothing_from_elsewhere() -> None:
    answer = PUBLIC.ask("")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    for path in PUBLIC.json("/openapi.json")["paths"]:
        assert f"<code>{path}</code>" in text
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', text)
    assert "<script" not in text
