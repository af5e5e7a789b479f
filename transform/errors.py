"""Faults of the transform stage. Each message is one line: what, where, what to do."""

from __future__ import annotations


class TransformError(Exception):
    """Base of every fault this stage reports to a person."""
