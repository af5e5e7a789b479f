"""JSON values of an app record: as text, and as objects whose keys are all known."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from extract.errors import PageChangedError
from extract.parsers.text import clean


def printed(value: Any) -> str | None:
    """A JSON value as cleaned text: ``None`` stays, numbers become digits, lists are joined by ``; ``."""
    if value is None:
        return None
    if isinstance(value, list):
        return "; ".join(printed(item) or "" for item in value)
    return clean(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def known_objects(value: Any, keys: Collection[str], where: str) -> list[Mapping[str, Any]]:
    """The objects of a list (``None`` counts as empty), each with known keys only."""
    if not isinstance(value or [], list):
        raise PageChangedError(where, "a list", type(value).__name__)
    return [known_object(entry, keys, where) for entry in value or []]


def known_object(value: Any, keys: Collection[str], where: str) -> Mapping[str, Any]:
    """An object (``None`` counts as empty) with known keys only."""
    if not isinstance(value or {}, dict):
        raise PageChangedError(where, "an object", type(value).__name__)
    entry: Mapping[str, Any] = value or {}
    unknown = [key for key in entry if clean(key) not in keys]
    if unknown:
        raise PageChangedError(where, f"only the keys {', '.join(keys)}", f"{unknown[0][:40]!r}")
    return {clean(key): content for key, content in entry.items()}


def texts_of(entry: Mapping[str, Any], keys: Collection[str]) -> tuple[str | None, ...]:
    """The texts of some keys, in their order; ``None`` where a key is absent."""
    return tuple(printed(entry.get(key)) for key in keys)
