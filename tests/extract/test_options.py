"""Dropdowns and the codes of court complexes."""

from __future__ import annotations

import pytest

from extract.errors import PageChangedError
from extract.parsers.options import ComplexCode, Option, parse_complex_value, parse_options


def test_options_come_in_page_order_without_the_invitation() -> None:
    fragment = (
        "<option value=''>Select court complex</option><option value='1010217@3,4,5@N' >A &amp; B, Testpur"
        "<option value=127 >IMMORAL TRAFFIC (PREVENTION)  ACT</option>"
    )
    assert parse_options(fragment) == (
        Option("1010217@3,4,5@N", "A & B, Testpur"),
        Option("127", "IMMORAL TRAFFIC (PREVENTION) ACT"),
    )


def test_an_option_named_select_keeps_its_value() -> None:
    assert parse_options("<option value='7'>Select Committee Act</option>") == (
        Option("7", "Select Committee Act"),
    )


def test_an_empty_dropdown_has_no_options() -> None:
    assert parse_options("") == ()


@pytest.mark.parametrize(
    "fragment", ["Invalid Request", "<option>No value</option>", "<select><div>x</div></select>"]
)
def test_what_is_no_dropdown_is_refused(fragment: str) -> None:
    with pytest.raises(PageChangedError):
        parse_options(fragment)


def test_complex_values_split_into_code_courts_and_flag() -> None:
    assert parse_complex_value("1260008@5,6,7@Y") == ComplexCode("1260008", ("5", "6", "7"), True)
    assert parse_complex_value(" 1010229@9@N ") == ComplexCode("1010229", ("9",), False)


@pytest.mark.parametrize(
    "value", ["", "1260008", "1260008@5,6,7", "1260008@@Y", "1260008@5,@N", "1260008@5@X"]
)
def test_other_complex_values_are_refused(value: str) -> None:
    with pytest.raises(PageChangedError):
        parse_complex_value(value)
