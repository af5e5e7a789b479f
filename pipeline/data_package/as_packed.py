"""Whether published files are those that the package describes: a killed publication leaves a mixture."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.run import Run, RunError

DESCRIPTION = "datapackage.json"
BRIEF_FIGURES = "brief_figures.csv"
RENEWED_BY_RUN = (BRIEF_FIGURES, "caveats.csv", "flow.csv", "parameters.csv")


def refuse_mixture(run: Run, tables: Mapping[str, Path]) -> None:
    """Raise ``RunError`` where published ``tables`` (by their path in the package) are not as described.

    The description takes its place among the others, so that after a kill it speaks of other files than lie
    there. A file that was changed by hand is found too.
    """
    description = run.places.study_indicators / DESCRIPTION
    if other := list(_other_than_described(description, tables)):
        named = ", ".join(other[:3]) + (" ..." if len(other) > 3 else "")
        raise RunError(
            f"{description.parent}: not as {DESCRIPTION} says: {named}. Publishing was interrupted, or a "
            f"file was changed by hand; publish again: {_command(run, other[0])}"
        )


def _other_than_described(description: Path, tables: Mapping[str, Path]) -> Iterator[str]:
    if not tables:
        return
    try:
        listed = json.loads(description.read_text(encoding="utf-8"))["resources"]
        digests = {resource["path"]: resource["hash"] for resource in listed}
    except (OSError, ValueError, KeyError, TypeError):
        digests = {}
    for name, path in tables.items():
        if digests.get(name) != f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}":
            yield name


def _command(run: Run, table: str) -> str:
    """What publishes a table anew."""
    folder, _, name = table.rpartition("/")
    if folder:
        return run.typed("publish", timepoint=folder)
    if name.startswith("sensitivity_"):
        return run.typed("sensitivity", timepoint=Path(name).stem.removeprefix("sensitivity_"))
    return run.typed("run") if name in RENEWED_BY_RUN else run.typed_of_study("compare")
