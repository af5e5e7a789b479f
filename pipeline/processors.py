"""How many processes or threads the work is shared among."""

from __future__ import annotations

import os

from pipeline.run import RunError


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
