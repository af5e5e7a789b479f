"""The entries of a HAR file one by one: one of hundreds of megabytes is never held as objects whole."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from extract.importers.recognised import UnrecognisedFileError

_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


def har_entries(text: str) -> Iterator[Any]:
    """Every value of ``log.entries``, in order.

    Raises ``UnrecognisedFileError`` when the text is no JSON to its very end (with the place where it
    breaks) or has no ``log`` with ``entries``. The entries before the break may have been given by then.
    """
    cursor = _Cursor(text)
    found = 0
    for name in cursor.members():
        if name != "log":
            cursor.value()
            continue
        for inner in cursor.members():
            if inner == "entries":
                found += 1
                yield from cursor.elements()
            else:
                cursor.value()
    cursor.end()
    if found != 1:
        raise UnrecognisedFileError(f"no HAR file: expected one log with entries, found {found}")


class _Cursor:
    """Walks along a JSON text. ``members`` and ``elements`` expect each value to be consumed on the way."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def members(self) -> Iterator[str]:
        """Names of an object's members; the caller takes each one's value before asking for the next."""
        self._take("{")
        if self._next() == "}":
            self._take("}")
            return
        while True:
            name = self.value()
            if not isinstance(name, str):
                raise self._fault("a name in quotes")
            self._take(":")
            yield name
            if self._next() != ",":
                break
            self._take(",")
        self._take("}")

    def elements(self) -> Iterator[Any]:
        """Values of an array."""
        self._take("[")
        if self._next() == "]":
            self._take("]")
            return
        while True:
            yield self.value()
            if self._next() != ",":
                break
            self._take(",")
        self._take("]")

    def value(self) -> Any:
        """The whole value that begins here."""
        self._next()
        try:
            value, self._at = _DECODER.raw_decode(self._text, self._at)
        except (ValueError, RecursionError) as error:
            raise self._fault("a JSON value") from error
        return value

    def end(self) -> None:
        """Nothing may follow."""
        if self._next():
            raise self._fault("the end of the file")

    def _take(self, wanted: str) -> None:
        if self._next() != wanted:
            raise self._fault(wanted)
        self._at += 1

    def _next(self) -> str:
        space = _SPACE.match(self._text, self._at)
        self._at = space.end() if space else self._at
        return self._text[self._at : self._at + 1]

    def _fault(self, expected: str) -> UnrecognisedFileError:
        found = "the file's end" if self._at >= len(self._text) else repr(self._text[self._at : self._at + 1])
        return UnrecognisedFileError(
            f"no whole HAR file: expected {expected} at character {self._at} of {len(self._text)}, found "
            f"{found}; nothing was taken from it: save the recording again"
        )
