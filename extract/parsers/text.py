"""Tiny text cleaning shared by the parsers: white space, and the arguments of the portal's script links."""

from __future__ import annotations

import re
from functools import cache

_ARGUMENTS_IN_BRACKETS = r"\(((?:'[^']*'|\"[^\"]*\"|[^'\"()])*)\)"
_ONLY_QUOTED = re.compile(r"'[^']*'(?:,'[^']*')*")
_ARGUMENT = re.compile(r"\s*(?:'([^']*)'|\"([^\"]*)\"|([^,'\"()]*?))\s*(,|$)")


def clean(text: str | None) -> str:
    """The text with every run of white space (``&nbsp;`` included) as one blank and the ends stripped."""
    return " ".join(text.split()) if text else ""


def link_arguments(onclick: str, function: str) -> tuple[str, ...] | None:
    """Arguments of the first call of ``function`` in a link's script, unquoted and cleaned.

    ``viewHistory(2017,'MHXX','')`` gives ``("2017", "MHXX", "")``. ``None`` when the script doesn't call the
    function, or when the call isn't a plain list of texts and numbers up to its closing bracket.
    """
    call = _call_of(function).search(onclick)
    if call is None:
        return None
    if not call[1].strip():
        return ()
    return _split_arguments(call[1])


@cache
def _call_of(function: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z0-9_]){re.escape(function)}\s*{_ARGUMENTS_IN_BRACKETS}")


def _split_arguments(listing: str) -> tuple[str, ...] | None:
    if _ONLY_QUOTED.fullmatch(listing):
        return tuple(clean(argument) for argument in listing.split("'")[1::2])
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
