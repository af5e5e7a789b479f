"""The quick look that spares a rule its search never spares it one that would have found something."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from checks.scanner.names import NOT_A_WORD, plain_words
from checks.scanner.patterns import RULES, found_shapes, kinds_to_look_for

PIECES = (
    "ZZXX01", "-", "000123", "2017", "/", " ", "\x0b", "\x1c", "\n", "9876543210", "+91", "98765", "43210",
    "1234", "FIR", "No.", "crime no", "12", "03", ".", "12th", "May", "3rd ", "0a1b2c3d4e5f6071",
    "0123456789012345", "someone", "@", "example.org", "heard", "the", "ld.", "app", "accused is present",
    "put up on", "\0", ",", "_", "issue NBW", "prosecutrix", "x",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@given(TEXTS)
def test_no_rule_is_spared_that_finds_something(text: str) -> None:
    finding = {kind for kind, rule in RULES.items() if re.search(rule, text, re.IGNORECASE)}
    assert finding <= set(kinds_to_look_for(text))
    assert {kind for kind, _ in found_shapes(text, frozenset())} == finding


def test_what_is_clean_is_spared_every_rule() -> None:
    assert kinds_to_look_for("I12,A1,baseline,Nashik,disposed cases,29.0,days,667,23\n" * 50) == []


def test_text_beyond_ascii_goes_to_every_rule() -> None:
    assert kinds_to_look_for("परीक्षा") == list(RULES)


@given(st.one_of(TEXTS, st.text(st.characters(max_codepoint=127), max_size=40)))
def test_words_of_ascii_text_are_those_of_any_text(text: str) -> None:
    assert plain_words(text) == " ".join(NOT_A_WORD.sub(" ", text.casefold()).split())
