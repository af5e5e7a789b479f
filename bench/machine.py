"""Where a figure was measured: figures of two machines can't be set side by side, their ratios can."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline.processors import processor_count

LIBRARIES = ("duckdb", "pyarrow", "pandas", "selectolax", "great-expectations", "bharat-courts", "pyspark")


def describe_machine() -> dict[str, object]:
    """Processor, cores, memory in bytes, operating system, Python and the libraries that matter for speed."""
    return {
        "processor": _processor(),
        "cores": processor_count(),
        "memory_bytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "system": platform.system(),
        "python": platform.python_version(),
        "libraries": {name: _version(name) for name in LIBRARIES},
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "")


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
