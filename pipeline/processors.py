"""How many processes or threads the work is shared among."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import TypeVar

from pipeline.run import RunError

ITEMS_AT_ONCE = 50
"""What a thread is handed: most items take less than handing one over by itself would."""
Item = TypeVar("Item")
Done = TypeVar("Done")


def process_count() -> int:
    """As ``ECOURTS_PROCESSES`` says, else as many as there are processors for us.

    Raises ``RunError`` where it says no whole number.
    """
    named = os.environ.get("ECOURTS_PROCESSES", "")
    if named and not (named.isdecimal() and int(named)):
        raise RunError(f"ECOURTS_PROCESSES={named}: write a whole number of processes, or leave it out.")
    if named:
        return int(named)
    return processor_count()


def processor_count() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_threads(work: Callable[[Item], Done], items: Iterable[Item]) -> list[Done]:
    """``work`` of every item, in their order, in as many threads as ``process_count`` says.

    For work that lets other threads go on, as numpy's does while it draws.
    """
    listed = list(items)
    portions = [listed[start : start + ITEMS_AT_ONCE] for start in range(0, len(listed), ITEMS_AT_ONCE)]
    with ThreadPoolExecutor(process_count()) as pool:
        return list(chain.from_iterable(pool.map(lambda portion: list(map(work, portion)), portions)))
