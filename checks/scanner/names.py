"""Names that the raw zone knows, looked for all at once, however many there are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

import ahocorasick

SHORTEST = 4
NOT_A_WORD = re.compile(r"[^\w]+|_")
_ASCII_BLANKS = {code: " " for code in range(128) if not chr(code).isalnum()}


class KnownNames:
    """An automaton over the names; a name is found where all its words stand side by side."""

    def __init__(self, names: Iterable[str]) -> None:
        self._automaton: Any = ahocorasick.Automaton()
        for name in names:
            plain = plain_words(name)
            if is_telling(plain):
                self._automaton.add_word(f" {plain} ", plain)
        if len(self._automaton):
            self._automaton.make_automaton()

    def found_in(self, text: str) -> Iterator[str]:
        """Every name that stands in ``text``, as often as it does."""
        if len(self._automaton):
            for _, name in self._automaton.iter(f" {plain_words(text)} "):
                yield name


def plain_words(text: str) -> str:
    """The words of a text in small letters, one blank between them: how two prints of a name agree."""
    if text.isascii():
        return " ".join(text.lower().translate(_ASCII_BLANKS).split())
    return " ".join(NOT_A_WORD.sub(" ", unicodedata.normalize("NFKC", text).casefold()).split())


def is_telling(plain: str) -> bool:
    """Whether the words of a name are long enough to be looked for in running text."""
    return len(plain) >= SHORTEST and any(map(str.isalpha, plain))
