"""A fault in one line and its exit code: 1 for a failed check or a fault in the data, 2 for wrong usage."""

from __future__ import annotations

from checks.errors import CheckError
from extract.errors import ExtractError
from pipeline.run import RunError
from pipeline.study import StudyError
from transform.errors import TransformError

EXIT_FAULT = 1
EXIT_USAGE = 2


def explain(fault: Exception) -> tuple[int, str]:
    """Exit code and one line for a fault. One that nobody foresaw is named as such, with how to see more."""
    if isinstance(fault, StudyError):
        return EXIT_USAGE, str(fault)
    if isinstance(fault, (ExtractError, TransformError, CheckError, RunError)):
        return EXIT_FAULT, str(fault)
    if isinstance(fault, OSError):
        where = fault.filename or "a file"
        return EXIT_FAULT, f"{where}: {fault.strerror or fault}; check that it exists and may be written."
    return EXIT_FAULT, (
        f"unforeseen {type(fault).__name__}: {fault}. Nothing half-written was kept; "
        "run again with --debug and report what it prints."
    )
