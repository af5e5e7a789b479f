"""Tiny text cleaning shared by the parsers: white space, and the arguments of the portal's script links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

_ARGUMENTS_IN_BRACKETS = r"\(((?:'[^']*'|\"[^\"]*\"|[^'\"()])*)\)"
_ONLY_QUOTED = re.compile(r"'[^']*'(?:,'[^']*')*")
_ARGUMENT = re.compile(r"\s*(?:'([^']*)'|\"([^\"]*)\"|([^,'\"()]*?))\s*(,|$)")


def clean(text: str | None) -> str:
    """The text with every run of white space (``&nbsp;`` included) as one blank and the ends stripped."""
    return " ".join(text.split()) if text else ""


def cleaned(texts: Sequence[str]) -> list[str]:
    """Each text cleaned; many short ones in one go, joined by a character that no tree of a page holds."""
    joined = clean("\0".join(texts))
    parts = joined.split("\0")
    if len(parts) != len(texts):
        return [clean(text) for text in texts]
    return [part.strip() for part in parts] if "\0 " in joined or " \0" in joined else parts


def link_arguments(onclick: str, function: str) -> tuple[str, ...] | None:
    """Arguments of the first call of ``function`` in a link's script, unquoted and cleaned.

    ``viewHistory(2017,'MHXX','')`` gives ``("2017", "MHXX", "")``. ``None`` when the script doesn't call the
    function, or when the call isn't a plain list of texts and numbers up to its closing bracket.
    """
    quoted = _quoted_call_of(function).match(onclick)
    if quoted is not None:
        return _split_quoted(quoted[1])
    call = _call_of(function).search(onclick)
    if call is None:
        return None
    if not call[1].strip():
        return ()
    return _split_arguments(call[1])


def quoted_arguments(scripts: Sequence[str], function: str, fewest: int) -> list[tuple[str, ...]] | None:
    """``link_arguments`` of many scripts in one go, where each is one call of at least ``fewest`` texts.

    ``None`` where some script is another or its texts need cleaning: then each has to be looked at.
    """
    calls = "\n".join(scripts)
    is_one_a_line = calls.count("\n") == len(scripts) - 1
    if not is_one_a_line or _only_quoted_calls(function, fewest).fullmatch(calls) is None:
        return None
    skipped = len(function) + 2
    return [tuple(script[skipped:-2].split("','")) for script in scripts]


@cache
def _only_quoted_calls(function: str, fewest: int) -> re.Pattern[str]:
    """One call a line; white space and what can't be printed, which cleaning changes, is in none of them."""
    text = r"'[!-&(-~]*+'"
    call = rf"{re.escape(function)}\({text}(?:,{text}){{{fewest - 1},}}+\)"
    return re.compile(rf"{call}(?:\n{call})*+")


@cache
def _call_of(function: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z0-9_]){re.escape(function)}\s*{_ARGUMENTS_IN_BRACKETS}")


@cache
def _quoted_call_of(function: str) -> re.Pattern[str]:
    """The call as most links have it, at the very start: quoted arguments with only commas between."""
    return re.compile(rf"{re.escape(function)}\(('[^']*+'(?:,'[^']*+')*+)\)")


def _split_quoted(listing: str) -> tuple[str, ...]:
    if " " not in listing and listing.isprintable():
        return tuple(listing[1:-1].split("','"))
    # Cleaned in one go: white space runs collapse alike, and no quote is white space.
    return tuple([argument.strip() for argument in clean(listing).split("'")[1::2]])


def _split_arguments(listing: str) -> tuple[str, ...] | None:
    if _ONLY_QUOTED.fullmatch(listing):
        return _split_quoted(listing)
    arguments: list[str] = []
    position = 0
    while True:
        argument = _ARGUMENT.match(listing, position)
        if argument is None:
            return None
        arguments.append(clean(argument[1] or argument[2] or argument[3]))
        position = argument.end()
        if not argument[4]:
            return tuple(arguments)
