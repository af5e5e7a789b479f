"""Faults of the checks themselves (a failed check is a result, not an error). Each message is one line."""

from __future__ import annotations


class CheckError(Exception):
    """A check that can't be run as asked: what, where, what to do."""
