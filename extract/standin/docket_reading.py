"""Turns the JSON of a docket file back into its dataclasses, guided by their annotations."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Described = TypeVar("Described")


def build(kind: type[Described], value: dict[str, Any]) -> Described:
    """An instance of the dataclass ``kind``; unknown, missing and ill-typed fields raise."""
    hints = get_type_hints(kind)
    unknown = set(value) - {field.name for field in fields(cast(Any, kind))}
    if unknown:
        raise ValueError(f"unknown field {sorted(unknown)[0]}")
    return kind(**{name: convert(hints[name], item, name) for name, item in value.items()})


def convert(hint: Any, value: Any, name: str) -> Any:
    """``value`` as the annotation ``hint`` wants it; ``name`` is the field, for the message."""
    if get_origin(hint) in (Union, types.UnionType):
        if value is None and type(None) in get_args(hint):
            return None
        hint = next(option for option in get_args(hint) if option is not type(None))
    if get_origin(hint) is tuple:
        return tuple(convert(get_args(hint)[0], item, name) for item in value)
    if is_dataclass(hint):
        return build(cast(type[Any], hint), value)
    if hint is date:
        return date.fromisoformat(value)
    if issubclass(hint, StrEnum):
        return hint(value)
    if type(value) is not hint:
        raise ValueError(f"{name} should be {hint.__name__}, is {value!r}")
    return value
