"""What is due, as lines for a person or as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date

from pipeline.reporter import Reporter
from pipeline.rights.due import Due


def say_dues(found: Mapping[str, Sequence[Due]], today: date) -> None:
    """One line for each thing, and the command once under the things it destroys."""
    reporter = Reporter()
    for study, dues in found.items():
        for due in dues:
            state = f"due since {due.due_on}" if due.is_due(today) else f"due on {due.due_on}"
            size = f"{due.byte_count / 1e6:,.1f} MB"
            reporter.line(f"{study} {due.timepoint:<10} {due.what:<22} {size:>12}  {state}")
        for command in dict.fromkeys(due.command for due in dues):
            reporter.line(f"  {command}")
        if not dues:
            reporter.line(f"{study}: nothing is there that must be destroyed")
    if not found:
        reporter.line("no study has raw pages here")


def warn_of_unknown(studies: Sequence[str]) -> None:
    """Pages without a study file are not listed: the file says from which day they are due."""
    for study in studies:
        Reporter().warn(
            f"{study} has raw pages here, but its study file was not found, so when they are due is not "
            "known; name the file: ecourts-indicators retention --study PATH.toml"
        )


def dues_as_json(found: Mapping[str, Sequence[Due]], today: date) -> str:
    """The same for programs; sizes in bytes."""
    entries = [
        {
            "study": study,
            "timepoint": due.timepoint,
            "what": due.what,
            "files": [str(path) for path in due.files],
            "bytes": due.byte_count,
            "due_on": due.due_on.isoformat(),
            "is_due": due.is_due(today),
            "command": due.command,
        }
        for study, dues in found.items()
        for due in dues
    ]
    return json.dumps(entries, indent=1)
