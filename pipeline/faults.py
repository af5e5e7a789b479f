"""A fault in one line and its exit code: 1 for a failed check or a fault in the data, 2 for wrong usage."""

from __future__ import annotations

import errno

from checks.errors import CheckError
from extract.errors import ExtractError
from pipeline.run import RunError
from pipeline.study import StudyError
from transform.errors import TransformError

EXIT_FAULT = 1
EXIT_USAGE = 2
OUT_OF_MEMORY = "Out of Memory Error"
FULL = ("No space left on device", "database or disk is full", "disk I/O error")
"""How DuckDB and SQLite say it; the last is also what SQLite says of a disk that fails."""


def explain(fault: Exception) -> tuple[int, str]:
    """Exit code and one line for a fault. One that nobody foresaw is named as such, with how to see more."""
    if isinstance(fault, StudyError):
        return EXIT_USAGE, str(fault)
    if OUT_OF_MEMORY in str(fault):
        return EXIT_FAULT, (
            f"the database needs more memory than it may use ({_first_line(fault)}): give --memory-limit or "
            "ECOURTS_MEMORY_LIMIT more, or --threads fewer."
        )
    if isinstance(fault, (ExtractError, TransformError, CheckError, RunError)):
        return EXIT_FAULT, str(fault)
    if _is_full_disk(fault):
        where = f"{fault.filename}: " if isinstance(fault, OSError) and fault.filename else ""
        return EXIT_FAULT, (
            f"{where}the disk is full or fails ({_first_line(fault)}): what was there is as it was; make "
            "room on the disk of the data folder, or of the temporary folder, and run the same command again."
        )
    if isinstance(fault, OSError):
        where = fault.filename or "a file"
        return EXIT_FAULT, f"{where}: {fault.strerror or fault}; check that it exists and may be written."
    return EXIT_FAULT, (
        f"unforeseen {type(fault).__name__}: {fault}. Nothing half-written was kept; "
        "run again with --debug and report what it prints."
    )


def _is_full_disk(fault: Exception) -> bool:
    if isinstance(fault, OSError):
        return fault.errno in (errno.ENOSPC, errno.EDQUOT)
    return any(words in str(fault) for words in FULL)


def _first_line(fault: Exception) -> str:
    said = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
    return said.split("\n", maxsplit=1)[0]
