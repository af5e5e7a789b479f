"""Frozen records that are pickled by the hundred thousand, between processes and from build to build."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, TypeVar

Record = TypeVar("Record")


def quick_to_pickle(record: type[Record]) -> type[Record]:
    """Pickle a data class with slots by its values in order.

    What ``dataclasses`` does of itself asks for the fields of every single object, which takes longer than
    reading the page that it came from.
    """
    names: tuple[str, ...] = tuple(record.__slots__)  # type: ignore[attr-defined]
    values: Callable[[Any], Any] = attrgetter(*names)
    is_single = len(names) == 1

    def reduced(self: Any) -> tuple[type[Record], tuple[Any, ...]]:
        return record, (values(self),) if is_single else values(self)

    record.__reduce__ = reduced  # type: ignore[method-assign]
    return record
