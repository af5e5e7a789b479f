"""The vocabularies: what courts print (``vocab/map_*.csv``) and what we allow (``vocab/codes_*.csv``).

A wording that is not stated has no code (``None``); a wording that no map row knows is ``"unmapped"``,
counted and shown. Nothing is matched by likeness and nothing is poured into a catch-all code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from transform.disposals import split_disposal
from transform.errors import TransformError
from transform.spelling import normalise, read_rows

__all__ = [
    "CODES_OF_MAP", "UNMAPPED", "Vocabulary", "VocabularyError", "looked_up", "normalise", "split_disposal",
    "using_extra_wordings", "vocabulary",
]  # fmt: skip

UNMAPPED = "unmapped"

Wordings = tuple[tuple[str, str], ...]
"""Wordings as they are compared, each with its code."""

# A study's own wordings hold for the tables being built, wherever a vocabulary is asked meanwhile.
_EXTRA: ContextVar[Mapping[str, Wordings]] = ContextVar("extra wordings", default=MappingProxyType({}))

# Vocabularies with a map, and the code list each map leads to.
CODES_OF_MAP = {
    "acts": "acts",
    "adjournment_reasons": "adjournment_reasons",
    "bail_disposals": "bail_outcomes",
    "case_types": "case_types",
    "disposals": "outcomes",
    "purposes": "purposes",
}


class VocabularyError(TransformError):
    """A vocabulary file contradicts itself: one line, file and row and what to do."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One vocabulary: ``codes`` maps each allowed code to its row of ``codes_*.csv``."""

    name: str
    codes: Mapping[str, Mapping[str, str]]
    _code_of_wording: Mapping[str, str] = field(repr=False)
    _known: dict[str, str | None] = field(repr=False, default_factory=dict)

    def code(self, printed: str | None) -> str | None:
        """Code of a printed wording: ``None`` if nothing is stated, ``"unmapped"`` if the map lacks it."""
        if printed is None:
            return None
        if printed not in self._known:
            wording = looked_up(self.name, printed)
            self._known[printed] = self._code_of_wording.get(wording, UNMAPPED) if wording else None
        return self._known[printed]

    @property
    def wordings(self) -> Mapping[str, str]:
        """Every known wording, as it is compared, with its code."""
        return self._code_of_wording


def vocabulary(name: str) -> Vocabulary:
    """Vocabulary of this name, read once: one with a map, or a plain list of codes.

    Raises VocabularyError if the name is unknown or its files contradict each other.
    """
    return _vocabulary(name, _EXTRA.get().get(name, ()))


@contextmanager
def using_extra_wordings(wordings: Mapping[str, Wordings]) -> Iterator[None]:
    """Within this block each vocabulary also knows these wordings; none of them may be in its map."""
    token = _EXTRA.set(wordings)
    try:
        yield
    finally:
        _EXTRA.reset(token)


@cache
def _vocabulary(name: str, extra: Wordings) -> Vocabulary:
    codes = _read_codes(CODES_OF_MAP.get(name, name))
    code_of_wording = _read_map(name, codes) if name in CODES_OF_MAP else {code: code for code in codes}
    return Vocabulary(name, codes, MappingProxyType(code_of_wording | dict(extra)))


def looked_up(name: str, printed: str) -> str:
    """The form in which a vocabulary compares a printed wording; empty if it states nothing."""
    prepare: Callable[[str], str] = normalise if name in CODES_OF_MAP else str.strip
    has_contested_mark = name in ("disposals", "bail_disposals")
    return prepare(split_disposal(printed)[1] if has_contested_mark else printed)


def _read_codes(name: str) -> Mapping[str, Mapping[str, str]]:
    file_name = f"codes_{name}.csv"
    try:
        rows = read_rows(file_name)
    except FileNotFoundError:
        raise VocabularyError(f"{file_name}: no such vocabulary; add the file or correct the name") from None
    codes: dict[str, Mapping[str, str]] = {}
    _refuse_header(file_name, rows, ("code",))
    for row in rows:
        if row["code"] in codes:
            raise VocabularyError(f"{file_name}: code {row['code']!r} is listed twice; keep one row")
        codes[row["code"]] = MappingProxyType(row)
    return MappingProxyType(codes)


def _read_map(name: str, codes: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    file_name = f"map_{name}.csv"
    code_of_wording: dict[str, str] = {}
    rows = read_rows(file_name)
    _refuse_header(file_name, rows, ("raw", "code"))
    for row in rows:
        wording, code = looked_up(name, row["raw"]), row["code"]
        if code not in codes:
            raise VocabularyError(f"{file_name}: {row['raw']!r} has the unknown code {code!r}; correct it")
        if code_of_wording.setdefault(wording, code) != code:
            raise VocabularyError(
                f"{file_name}: {row['raw']!r} is read as {wording!r}, which already has the code "
                f"{code_of_wording[wording]!r}; give both rows one code"
            )
    return code_of_wording


def _refuse_header(file_name: str, rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> None:
    if missing := [column for column in columns if not rows or column not in rows[0]]:
        raise VocabularyError(
            f"{file_name}: no column {' and '.join(missing)}; the first line must name it, and rows follow"
        )
