"""How often Python looks for unused objects that hold each other: seldom, where many objects hold none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def collect_garbage_seldom() -> None:
    """From now on, for a process that holds very many rows and values, and next to no cycles to look for.

    Every look goes through all that is held; at Python's own pace that is a fifth of the time.
    """
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@contextmanager
def garbage_collected_seldom() -> Iterator[None]:
    """The same for as long as the block lasts."""
    before = gc.get_threshold()
    collect_garbage_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
