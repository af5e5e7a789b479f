"""Faults of the extract stage. Each message is one line: what, where, what to do."""

from __future__ import annotations


class ExtractError(Exception):
    """Base of every fault this stage reports to a person."""


class PageChangedError(ExtractError):
    """A page is not what its parser knows: names what was expected and what was found.

    The page goes to quarantine with both; nothing of it is used.
    """

    def __init__(self, where: str, expected: str, found: str) -> None:
        super().__init__(f"{where}: expected {expected}, found {found}")
        self.where = where
        self.expected = expected
        self.found = found


class ArchiveError(ExtractError):
    """The raw archive can't be used as it is: wrong permissions, locked, damaged."""


class PortalError(ExtractError):
    """The portal stopped the pull: gate, throttle, maintenance or a lost session that would not come back."""
