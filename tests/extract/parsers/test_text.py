"""White space and link arguments."""

from __future__ import annotations

import pytest

from extract.parsers.text import clean, link_arguments


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [(None, ""), ("", ""), ("\xa0 \t\n", ""), ("\xa0 First \n\xa0Order ", "First Order")],
)
def test_white_space_collapses(raw: str | None, cleaned: str) -> None:
    assert clean(raw) == cleaned


@pytest.mark.parametrize(
    ("script", "arguments"),
    [
        ("viewHistory(2017,'ZZAU01','', 3 )", ("2017", "ZZAU01", "", "3")),
        ("viewHistory('a(1)','b, c')", ("a(1)", "b, c")),
        ('viewHistory("a","b")', ("a", "b")),
        ("return viewHistory ('a');", ("a",)),
        ("viewHistory()", ()),
        ("reviewHistory('a')", None),
        ("viewHistory('a'", None),
        ("viewHistory('a' 'b')", None),
        ("viewHistory('a,'b')", None),
        ("other('a')", None),
    ],
)
def test_link_arguments(script: str, arguments: tuple[str, ...] | None) -> None:
    assert link_arguments(script, "viewHistory") == arguments
