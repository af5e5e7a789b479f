from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.spelling import normalise


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("Appereance  of Accused.", "appearance of accused"),
        ("Statement u/s 313 Cr.P.C", "statement under section 313 crpc"),
        ("STATEMENT U/S.313 CrPC", "statement under section 313 crpc"),
        ("1Indian Penal Code", "indian penal code"),
        ("313 Cr.P.C", "313 crpc"),
        ("M.O. and amp I.O.", "mo and io"),
        ("M.O. &amp; I.O.", "mo and io"),
        ("M.O. & I.O.", "mo and io"),
        ("Hon&#039;ble High Court", "honble high court"),
        ("Production of the Accused", "production of accused"),
        ("1st Order", "first order"),
        ("दोषारोप निश्चित करणे", "दोषारोप निश्चित करणे"),
        ("---", ""),
    ],
)
def test_differences_without_meaning_are_levelled(printed: str, normal: str) -> None:
    assert normalise(printed) == normal


@pytest.mark.parametrize(
    ("one", "other"),
    [("S.C.", "S.C.C."), ("Evidence", "Evidence before charge"), ("313 CrPC", "299 CrPC"), ("Stay", "Say")],
)
def test_differences_with_meaning_stay(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@given(st.text(alphabet=string.ascii_letters + string.digits + " .,/()-_&'", max_size=60))
def test_case_and_surrounding_blanks_never_matter(text: str) -> None:
    assert normalise(text.upper()) == normalise(text.lower()) == normalise(f"  {text}\xa0")


@given(st.text(max_size=60))
def test_any_text_gives_single_blanked_words(text: str) -> None:
    normal = normalise(text)
    assert normal == " ".join(normal.split())
