"""Sections of an acts table: every court's way of writing them, and nothing lost on the way."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.parsers.sections import section_pieces, split_sections


@pytest.mark.parametrize(
    ("printed", "sections"),
    [
        ("323,504,506", ["323", "504", "506"]),
        ("34,38,32,", ["34", "38", "32"]),
        (",", []),
        ("", []),
        ("---", []),
        ("447,354(B),,506", ["447", "354(B)", "506"]),
        ("138r/w142", ["138", "142"]),
        ("34 r/w 120 B", ["34", "120 B"]),
        ("3(1),(10)", ["3(1)", "3(10)"]),
        ("3(1)(r),(s),(2)(va)", ["3(1)(r)", "3(1)(s)", "3(2)(va)"]),
        ("376(2)(f),(n)", ["376(2)(f)", "376(2)(n)"]),
        ("366,(A)", ["366", "366(A)"]),
        ("(B),34", ["(B)", "34"]),
        ("4/6", ["4", "6"]),
        ("366 A", ["366 A"]),
        ("366(A)", ["366(A)"]),
        ("376(2)(f)", ["376(2)(f)"]),
        ("376(2,3),34", ["376(2,3)", "34"]),
        ("376(A,34", ["376(A", "34"]),
        ("9(a)(iv)", ["9(a)(iv)"]),
        ("Sec.5", ["5"]),
        ("U/s 3,4", ["3", "4"]),
        ("u/s-376-IPC", ["376-IPC"]),
        ("4 and 6", ["4", "6"]),
        ("4AND6OFPOCSOACT", ["4", "6OFPOCSOACT"]),
        ("11or12", ["11", "12"]),
        ("366A376RWSec4", ["366A376", "4"]),
        ("344I.P.Cr/wsec6ofPocsoAct", ["344I.P.C", "6ofPocsoAct"]),
        ("366(A) 343", ["366(A)", "343"]),
        ("376 3", ["376 3"]),
        ("34, 120 B 370 A", ["34", "120 B", "370 A"]),
        ("457,IPC", ["457", "IPC"]),
        ("4pocsso", ["4pocsso"]),
    ],
)
def test_sections_as_courts_write_them(printed: str, sections: list[str]) -> None:
    assert list(split_sections(printed)) == sections


COURTLY = st.lists(
    st.sampled_from(
        [
            "366",
            "A",
            "376",
            "(2)",
            "(f)",
            "(",
            ")",
            ",",
            "/",
            " ",
            "r/w",
            "RW",
            "Sec.",
            "U/s",
            "and",
            "or",
            "-",
            "IPC",
            "é",
        ]
    ),
    max_size=14,
).map("".join)
# The words that join sections rather than being part of one.
JOINING = {"rw", "readwith", "us", "and", "or", "by", "s", "sec", "secs", "section", "sections"}


@given(st.one_of(COURTLY, st.text(max_size=40)))
def test_every_character_is_in_a_section_or_in_a_known_separator(printed: str) -> None:
    pieces = section_pieces(printed)
    assert "".join(piece.text for piece in pieces) == printed
    for piece in pieces:
        if not piece.is_section:
            left = re.sub(r"[\W_]", "", piece.text).lower()
            for word in sorted(JOINING, key=len, reverse=True):
                left = left.replace(word, "", 1)
            assert left == ""


@given(st.one_of(COURTLY, st.text(max_size=40)))
def test_sections_hold_all_letters_and_digits_of_their_pieces(printed: str) -> None:
    kept = [piece.text for piece in section_pieces(printed) if piece.is_section]
    sections = split_sections(printed)
    assert len(sections) == len(kept)
    for section, text in zip(sections, kept, strict=True):
        assert letters_and_digits(section).endswith(letters_and_digits(text))


def letters_and_digits(text: str) -> str:
    return "".join(character for character in text if character.isalnum())
