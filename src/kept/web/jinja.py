"""The Jinja2 environment of the pages."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined

from kept.vocabulary.quantity import number
from kept.web.static_files import static


def environment(**options: Any) -> Environment:
    """A strict environment: a name that is not there is an error, never an empty place."""
    made = Environment(**{**options, "undefined": StrictUndefined, "extensions": ["jinja2.ext.i18n"]})
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it; it stands in no type
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    made.globals["static"] = static
    made.filters["number"] = number
    made.filters["web_address"] = web_address
    made.filters["capitalize_first"] = capitalize_first
    return made


def web_address(told: str | None) -> str:
    """The address, if it leads to a page of ours or of the web; stored words are never any other link."""
    address = told or ""
    ours = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if ours or address.startswith(("https://", "http://")) else ""


def capitalize_first(words: str) -> str:
    """'as of 21 November' to begin a line with: the first letter alone changes, where 'capitalize' lowers the rest."""
    return words[:1].upper() + words[1:]
