"""The names that no published file may hold, as the reading of the pages left them.

Apart from ``known_names``, which reads pages: what publishes must not bring the readers of raw pages along.
"""

from __future__ import annotations

import json

from pipeline.paths import Places
from pipeline.run import Run, RunError


def known_names(run: Run) -> frozenset[str]:
    """Names of all timepoints that have tables. Raises ``RunError`` where a list is missing or damaged.

    A study's own districts are no secret, though police stations are called after them.
    """
    found: set[str] = set()
    for timepoint in run.study.timepoints:
        places = Places(run.places.data, run.study.name, timepoint)
        if (places.tables / "cases.parquet").exists():
            try:
                found |= set(json.loads(places.known_names.read_text(encoding="utf-8")))
            except (OSError, ValueError):
                raise RunError(
                    f"{places.known_names}: the list of names that must not be published is missing or "
                    f"damaged; build {timepoint} again."
                ) from None
    return frozenset(found - set(run.study.districts))
