"""The portal's dropdowns: districts, court complexes, establishments, case types, acts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from extract.errors import PageChangedError
from extract.parsers.text import clean

_COMPLEX_VALUE = re.compile(r"(\d+)@(\d+(?:,\d+)*)@([YN])")


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a dropdown: ``value`` goes into requests, ``label`` is what a person reads."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class ComplexCode:
    """A court complex: only ``code`` goes into a search; ``establishments`` are the courts it holds."""

    code: str
    establishments: tuple[str, ...]
    must_choose_establishment: bool


def parse_options(fragment: str) -> tuple[Option, ...]:
    """Entries in page order, without the invitation "Select ..." (value empty or 0).

    An empty fragment has none. Raises ``PageChangedError`` for text that isn't a dropdown, and when an entry
    has no value.
    """
    page = LexborHTMLParser(fragment)
    nodes = page.css("option")
    text = clean(page.root.text() if page.root else "")
    if len(nodes) != len(re.findall(r"<option\b", fragment, re.IGNORECASE)) or (text and not nodes):
        raise PageChangedError("dropdown", "only <option> entries", repr(text[:80]))
    options: list[Option] = []
    for node in nodes:
        option = Option(clean(node.attributes.get("value")), clean(node.text()))
        if option.value in ("", "0") and option.label.lower().lstrip("- ").startswith("select"):
            continue
        if not option.value:
            raise PageChangedError("dropdown", "a value with every entry", repr(option.label))
        options.append(option)
    return tuple(options)


def parse_complex_value(value: str) -> ComplexCode:
    """Splits ``1260008@5,6,7@Y``; ``Y`` means a search must name one of the establishments."""
    parts = _COMPLEX_VALUE.fullmatch(value.strip())
    if parts is None:
        raise PageChangedError("court complex dropdown", "a value such as 1260008@5,6,7@Y", repr(value))
    return ComplexCode(parts[1], tuple(parts[2].split(",")), parts[3] == "Y")
