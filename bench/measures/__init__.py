"""One module a subject. Each has ``TITLE``, what it needs said in its docstring, and ``measure(size)``.

``measure`` gets a ``bench.sizes.Size`` and yields figures as they come, so that a long run shows something.
"""

from __future__ import annotations

SUBJECTS: tuple[str, ...] = (
    "command_line", "reference_study", "parsing", "building", "bulk_import", "large_study", "checks",
    "indicators", "spark", "scanner",
)  # fmt: skip
"""Modules of this folder, in the order in which they are measured."""
