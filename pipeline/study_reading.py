"""Reading one table of a study file: every key is taken by name, and what is left over is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from transform.vocabulary import vocabulary


class StudyError(Exception):
    """A study file that can't be used: says what, where and what to do."""


KINDS = {
    str: 'a text in quotes ("...")',
    int: "a whole number without quotes",
    float: "a number without quotes",
    bool: "true or false",
    date: "a day without quotes, as 2020-03-10",
    list: "a list in brackets",
    dict: "a table",
}


class Section:
    """One table of a study file. Taking a key removes it, so that a misspelt one is left and refused.

    ``where`` stands before a key that is left over, e.g. ``[rules] ``; it is empty for the file itself.
    """

    def __init__(self, file: str, where: str, content: Mapping[str, Any]) -> None:
        self._file = file
        self._where = where
        self._left = dict(content)

    def take(self, key: str, kind: type | tuple[type, ...]) -> Any:
        """The value of a key; raises ``StudyError`` if it is missing or of another kind."""
        if key not in self._left:
            raise self.fault(f"{key} is missing; add it (data/studies/reference.toml shows how).")
        value = self._left.pop(key)
        if not _is_of(value, kind):
            raise self.fault(f"{key} is {value!r}; it must be {_in_words(kind)}.")
        return value

    def take_or(self, key: str, kind: type | tuple[type, ...], otherwise: Any) -> Any:
        """The value of a key that may be absent, else ``otherwise``."""
        return self.take(key, kind) if key in self._left else otherwise

    def has(self, key: str) -> bool:
        """Whether the key is there and was not taken yet."""
        return key in self._left

    def one_of(self, key: str, allowed: Iterable[str]) -> str:
        """A text that must be one of those allowed."""
        return self.allowed(self.take(key, str), key, allowed)

    def coded(self, key: str, codes: str) -> Any:
        """A text that must be a code of ``vocab/codes_CODES.csv``."""
        return self.allowed(self.take(key, str), codes.removesuffix("s"), vocabulary(codes).codes)

    def allowed(self, value: str, key: str, allowed: Iterable[str]) -> str:
        """``value`` if it is one of those allowed; ``key`` is what the message calls it."""
        known = tuple(allowed)
        if value not in known:
            raise self.fault(f"{key} is {value!r}; it must be one of {', '.join(known)}.")
        return value

    def section(self, key: str) -> Section:
        """The table under a key that must be there."""
        return Section(self._file, f"[{key}] ", self.take(key, dict))

    def section_or_empty(self, key: str) -> Section:
        """The table under a key that may be absent."""
        return Section(self._file, f"[{key}] ", self.take_or(key, dict, {}))

    def named(self, key: str) -> dict[str, Section]:
        """Tables under this one by their names, which are not known beforehand; this one is then empty."""
        names = list(self._left)
        return {name: Section(self._file, f"[{key}.{name}] ", self.take(name, dict)) for name in names}

    def each(self, key: str, where: str) -> list[Section]:
        """The entries of a list of tables; ``where`` is how a message calls one of them."""
        entries = self.take(key, list)
        for entry in entries:
            if not isinstance(entry, dict):
                raise self.fault(f"{key} holds {entry!r}; it must hold tables.")
        return [Section(self._file, where, entry) for entry in entries]

    def refuse_unknown(self) -> None:
        """Raise ``StudyError`` if any key was never taken."""
        if self._left:
            raise self.fault(
                f"unknown key {self._where}{next(iter(self._left))}; correct its spelling or delete it."
            )

    def fault(self, problem: str) -> StudyError:
        """The fault that names the file."""
        return StudyError(f"study file {self._file}: {problem}")


def _is_of(value: Any, kind: type | tuple[type, ...]) -> bool:
    """Python takes true for a number and a moment for a day; a study file does not."""
    is_other = (isinstance(value, bool) and kind is not bool) or isinstance(value, datetime)
    return isinstance(value, kind) and not is_other


def _in_words(kind: type | tuple[type, ...]) -> str:
    kinds = kind if isinstance(kind, tuple) else (kind,)
    return " or ".join(KINDS[one] for one in kinds)
