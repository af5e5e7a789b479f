"""Whether the timepoints of a study were built with one pseudonym key: only then can cases be followed."""

from __future__ import annotations

import pyarrow.parquet as pq

from pipeline.paths import Places


def timepoints_of_another_key(places: Places) -> list[str]:
    """Timepoints of the study whose tables name their cases by another key than those of this timepoint."""
    fingerprints = {
        path.parent.name: pq.read_table(path)["key_fingerprint"][0].as_py()
        for path in sorted(places.tables.parent.glob("*/study_parameters.parquet"))
        if "key_fingerprint" in pq.read_schema(path).names
    }
    own = fingerprints.get(places.timepoint)
    return [timepoint for timepoint, fingerprint in fingerprints.items() if fingerprint != own]
