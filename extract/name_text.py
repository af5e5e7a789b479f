"""Names in a page's text: whether one stands there, and masking it without touching anything else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from html import unescape

from extract.results_list_writing import MASK

LEAST_LETTERS = 3
"""A shorter name is an initial: looking for it in running text would find words."""

_TAG = re.compile(r"<[^>]*>")
# What may stand between two words of one name: blanks, points, an entity, a tag.
_BETWEEN = r"(?:[\W_]|&#?\w{1,8};|<[^<>]{0,200}>)+"


def holds_name(text: str, names: Collection[str]) -> bool:
    """Whether one of the names (words in small letters, one blank between) stands in a text or HTML page."""
    words = f" {_words(unescape(_TAG.sub(' ', text)))} {_words(unescape(text))} "
    return any(f" {_words(name)} " in words for name in names if _is_telling(name))


def masked_names(text: str, names: Collection[str]) -> str:
    """The text with every one of the names masked as the portal masks; longer names first."""
    for name in sorted(filter(_is_telling, names), key=len, reverse=True):
        words = _BETWEEN.join(map(re.escape, _words(name).split()))
        text = re.sub(rf"(?<![^\W_]){words}(?![^\W_])", MASK, text, flags=re.IGNORECASE)
    return text


def _is_telling(name: str) -> bool:
    return sum(map(str.isalpha, name)) >= LEAST_LETTERS


def _words(text: str) -> str:
    kept = (
        c if c.isalnum() or unicodedata.category(c).startswith("M") else " "
        for c in unicodedata.normalize("NFKC", text).casefold()
    )
    return " ".join("".join(kept).split())
