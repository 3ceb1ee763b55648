"""The pages: shown without scripts or other servers, to everybody, with nothing that is not released."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from django.test import Client

from kept.ledger.flows import View
from kept.publishing.summary import Summary, summarise
from tests.worlds import tell, world

pytestmark = pytest.mark.django_db

LINKS = ("a",)
POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


class Parts(HTMLParser):
    """What a page is made of: its tags with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data


def page(address: str = "/", status: int = 200) -> tuple[str, Parts]:
    answer = Client().get(address)
    assert answer.status_code == status
    text = answer.content.decode()
    return text, Parts(text)


WORLD = """
    2024-02-15 NO pledges 2000 fpv-drone to UA in drone as c-1 by 2024-12-31 told 2024-02-15
    2024-02-15 LV joins drone
    2024-02-14 GB leads drone
    2024-05-26 drone counts 17
    2024-01-01 drone-coalition aims 1000000 drone pledged in drone by 2024-12-31 as g-1
"""


PROMISE = "2024-02-15 NO pledges 2000 fpv-drone to UA as c-1 told 2024-02-15"


def test_an_empty_store_says_that_nothing_is_kept_yet() -> None:
    _, parts = page()
    assert "Nothing is kept yet." in parts.text
    assert not [tag for tag, told in parts.tags if tag == "table" or told.get("class", "").startswith("bar")]


def test_the_summary_shows_goals_coalitions_and_promises() -> None:
    world(WORLD)
    _, parts = page()
    for words in ("What was promised", "Led by Britain", "Latvia", "Norway", "1,000,000", "; 17 said"):
        assert words in parts.text
    assert "Nothing is kept yet." not in parts.text


def test_every_answer_carries_the_strict_policy() -> None:
    for address in ("/", "/static/kept.css", "/nowhere"):
        header = Client().get(address).headers["Content-Security-Policy"]
        assert dict(part.strip().split(" ", 1) for part in header.split(";")) == POLICY
        assert Client().get(address).headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "address", ["/nowhere", "/nowhere/", "/admin/", "/style.css", "/static/kept.css/", "/%00", "/../etc/passwd", "/<b>"]
)
def test_an_unknown_address_is_answered_in_plain_words(address: str) -> None:
    text, parts = page(address, 404)
    assert "There is no such page" in parts.text
    assert ("a", {"class": "brand", "href": "/"}) in parts.tags
    assert ("a", {"href": "/"}) in parts.tags
    for word in ("Traceback", "urlpatterns", "kept.web", "<b>", "passwd"):
        assert word not in text


def test_a_failure_is_answered_without_its_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: object) -> None:
        raise RuntimeError("the secret inside")

    monkeypatch.setattr("kept.web.views.remembered", fail)
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    text = answer.content.decode()
    assert "Nothing was changed" in text
    assert "secret" not in text
    assert "Traceback" not in text
    assert "Content-Security-Policy" in answer.headers


def test_no_page_asks_another_server_for_anything() -> None:
    world(WORLD)
    for address, status in (("/", 200), ("/nowhere", 404)):
        text, parts = page(address, status)
        for tag, attributes in parts.tags:
            assert tag not in ("script", "iframe", "object", "embed", "img", "base", "style"), tag
            assert not [name for name in attributes if name.startswith("on") or name == "style"], tag
            asked = {attributes[name] for name in ("src", "href", "srcset", "poster", "action") if name in attributes}
            assert tag in LINKS or not [one for one in asked if not re.match(r"/(?!/)", one)], tag
        assert "@import" not in text
    style = Client().get("/static/kept.css")
    assert style.headers["Content-Type"] == "text/css; charset=utf-8"
    assert not re.search(r"https?:|//|@import", re.sub(r"/\*.*?\*/", "", style.content.decode(), flags=re.DOTALL))


def test_only_what_is_released_to_everybody_is_shown() -> None:
    made = world(WORLD)
    closed = """
        2024-03-01 DK pledges 4321 shell to UA in drone as c-closed told 2024-03-01 released coalition:drone
        2024-03-02 DK pledges 5432 shell to UA in drone as c-owner told 2024-03-02 released owner:DK
        2024-03-03 NL leads drone released parties:,NL,
        2024-03-04 drone counts 98 released coalition:drone
        2024-01-02 DK aims 777777 shell delivered by 2026-12-31 as g-closed released owner:DK
    """
    before, _ = page()
    tell(made, closed)
    after, parts = page()
    for word in ("4,321", "5,432", "c-closed", "98 said", "777,777", "Netherlands", "Denmark"):
        assert word not in after
    assert parts.text.count("Norway") == Parts(before).text.count("Norway")


def test_words_of_a_document_are_shown_as_words() -> None:
    evil = "<script>alert(1)</script>"
    world(PROMISE)
    text, parts = summary_with(quote=f"«{evil}» & \"so\" 'it' said", place=evil)
    assert evil not in text
    assert evil in parts.text
    assert not [tag for tag, _ in parts.tags if tag == "script"]


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("http://example.org/", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org/", False),
        ("a letter of the ministry", False),
        ("", False),
    ],
)
def test_only_an_address_of_the_web_becomes_a_link(address: str, linked: bool) -> None:
    world(PROMISE)
    _, parts = summary_with(address=address)
    hrefs = [attributes["href"] for tag, attributes in parts.tags if tag == "a"]
    assert (address in hrefs) is linked
    assert not [href for href in hrefs if href != address and not re.match(r"[/#](?!/)|#main", href)]


def summary_with(**changed: str) -> tuple[str, Parts]:
    """The summary page as it is when its newest promise tells these words."""
    with pytest.MonkeyPatch.context() as patch:

        def told(_name: str, view: View, _make: object) -> Summary:
            found = summarise(view)
            return replace(found, promises=(replace(found.promises[0], **changed),))

        patch.setattr("kept.web.views.remembered", told)
        return page()


def test_a_reader_who_has_not_signed_in_is_given_no_cookie() -> None:
    assert not Client().get("/").cookies
