"""Which lines each section shows, from ``section_lines.csv``."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

from pipeline.report.parts import Line


def section_lines(section: str) -> tuple[Line, ...]:
    """The lines of one section, from ``section_lines.csv``."""
    return tuple(line for name, line in all_lines() if name == section)


@cache
def all_lines() -> tuple[tuple[str, Line], ...]:
    """Every line with the section it is shown in, in the order of the file."""
    text = (resources.files("pipeline.report") / "section_lines.csv").read_text(encoding="utf-8")
    return tuple(
        (row["section"], Line(row["words"], row["indicator"], row["definition"], row["population"]))
        for row in csv.DictReader(text.splitlines())
    )
