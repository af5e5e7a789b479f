"""Bring a printed wording to the one form in which wordings are compared.

Only differences that can't change the meaning are levelled: case, punctuation, blanks, dotted abbreviations,
list digits in front of a name, and the misspellings listed in ``vocab/spelling.csv``. Nothing is guessed.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

from transform.csv_rows import CsvError, read_csv

VOCABULARY_FOLDER: Traversable = resources.files("transform") / "vocab"

LIST_DIGITS = re.compile(r"^\d{1,2}(?=[^\W\d_]{4})")
LETTER_SLASH_LETTER = re.compile(r"(?<![\w.])([a-z])/([a-z])(?!\.?\w)")
BETWEEN_SEGMENTS = re.compile(r"[/,;()\[\]]")
NO_LETTER = re.compile(r"[^\w ]|_")
LETTER_NEXT_TO_DIGIT = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")


def read_rows(file_name: str) -> list[dict[str, str]]:
    """Rows of one CSV of the vocabulary folder; raises FileNotFoundError if there is no such file, and
    CsvError naming file and line for one that is not as it should be."""
    source = f"transform/vocab/{file_name}"
    file = read_csv((VOCABULARY_FOLDER / file_name).read_bytes(), source)
    return [_row(file.header, cells, f"{source}, line {line}") for line, cells in file.rows]


def _row(header: tuple[str, ...], cells: list[str], where: str) -> dict[str, str]:
    if len(cells) > len(header):
        raise CsvError(
            f"{where}: {len(cells)} cells, but the header has {len(header)}; one with a comma must be quoted"
        )
    return dict(zip(header, [*cells, *[""] * (len(header) - len(cells))], strict=True))


@lru_cache(maxsize=100_000)
def normalise(text: str) -> str:
    """Form under which wordings are looked up; ``""`` for a wording without a letter or digit.

    "Appereance  of Accused." -> "appearance of accused"; "313 Cr.P.C" -> "313 crpc";
    "1Indian Penal Code" -> "indian penal code"; "Say on Exh___Unready" -> "say on exh unready".
    """
    plain = unicodedata.normalize("NFKC", html.unescape(html.unescape(text))).casefold()
    plain = LIST_DIGITS.sub("", plain.replace("&", " and ").replace("'", "").replace("’", "").strip())
    plain = LETTER_SLASH_LETTER.sub(r"\1\2", plain)
    segments = BETWEEN_SEGMENTS.split(plain)
    return _corrected(" ".join(filter(None, map(_joined_abbreviations, segments))))


def _joined_abbreviations(segment: str) -> str:
    """Words of one segment, single letters in a row made one word: "i. o" -> "io", "cr.p.c" -> "cr pc"."""
    words = LETTER_NEXT_TO_DIGIT.sub(" ", NO_LETTER.sub(_mark_or_blank, segment)).split()
    joined: list[str] = []
    was_letter = False
    for word in words:
        is_letter = len(word) == 1 and word.isalpha()
        if is_letter and was_letter:
            joined[-1] += word
        else:
            joined.append(word)
        was_letter = is_letter
    return " ".join(joined)


def _mark_or_blank(found: re.Match[str]) -> str:
    # Vowel signs of Indian scripts are marks, not letters: without them a word would fall apart.
    return found[0] if unicodedata.category(found[0]).startswith("M") else " "


def _corrected(words: str) -> str:
    pattern, corrections = _spelling()
    return " ".join(pattern.sub(lambda match: corrections[match.group()], words).split())


@cache
def _spelling() -> tuple[re.Pattern[str], dict[str, str]]:
    corrections = {row["raw"]: row["corrected"] for row in read_rows("spelling.csv")}
    longest_first = sorted(corrections, key=lambda raw: (-len(raw), raw))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b"), corrections
