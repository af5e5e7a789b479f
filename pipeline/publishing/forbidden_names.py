"""The names that no published file may hold, as the reading of the pages left them.

Apart from ``known_names``, which reads pages: what publishes must not bring the readers of raw pages along.
"""

from __future__ import annotations

import json

from checks.scanner.hashed_names import HashedNames
from extract.private_text import read_private_text
from pipeline.paths import Places
from pipeline.rights.certificates import is_destroyed
from pipeline.rights.masked_names import read_masked_names
from pipeline.run import Run, RunError


def known_names(run: Run) -> frozenset[str]:
    """Names of all timepoints that have tables. Raises ``RunError`` where a list is missing or damaged.

    A study's own districts are no secret, though police stations are called after them.
    """
    found: set[str] = set()
    for timepoint in run.study.timepoints:
        places = Places(run.places.data, run.study.name, timepoint)
        if (places.tables / "cases.parquet").exists():
            if is_destroyed(places):
                continue  # only their digests are left (masked_names)
            try:
                found |= set(json.loads(read_private_text(places.known_names)))
            except (OSError, ValueError):
                raise RunError(
                    f"{places.known_names}: the list of names that must not be published is missing or "
                    f"damaged; build {timepoint} again."
                ) from None
    return frozenset(found - set(run.study.districts))


def masked_names(run: Run) -> HashedNames:
    """Names of all timepoints that only their keyed digests are left of."""
    timepoints = (Places(run.places.data, run.study.name, timepoint) for timepoint in run.study.timepoints)
    return read_masked_names(timepoints)
