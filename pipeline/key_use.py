"""The pseudonym key and the tables it named: cases can be followed only as long as one key names them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from pipeline.paths import Places
from pipeline.run import Run, RunError
from pipeline.typed_command import typed
from transform.pseudonyms import load_or_create_key


@dataclass(frozen=True, slots=True)
class NamedTables:
    """Tables of a timepoint; ``fingerprint`` is that of the key that named its cases, null if unsaid."""

    study: str
    timepoint: str
    fingerprint: str | None


def study_key(run: Run) -> bytes:
    """The key by which the run's cases are named; made when the study has no tables yet.

    Raises ``RunError`` when the key is gone while tables that it named are there: with a new one every case
    would get a new name, and nobody would notice until the timepoints are compared.
    """
    if run.places.key_rotation.is_file():
        raise RunError(
            f"{run.places.key_rotation}: a change of the pseudonym key was interrupted; finish it with "
            f"{typed('keys rotate', run.study.name, run.study_file, run.places.data)}, then run this again."
        )
    if not run.key_file.exists():
        named = [found.timepoint for found in named_tables(run.places.tables_root, run.places.study)]
        if named:
            raise RunError(
                f"{run.key_file}: the pseudonym key is gone, but it named the cases in the tables of "
                f"{run.study.name} ({', '.join(named)}): restore it from its backup or name its place with "
                f"ECOURTS_KEY_FILE; if it is lost for good, remove {run.places.tables.parent} and build "
                "every timepoint again."
            )
    return load_or_create_key(run.key_file)


def named_tables(tables_root: Path, study: str = "*") -> Iterator[NamedTables]:
    """The timepoints under ``DATA/tables`` that have been built, of one study or of all."""
    for cases in sorted(tables_root.glob(f"{study}/*/cases.parquet")):
        parameters = cases.with_name("study_parameters.parquet")
        has_key = parameters.is_file() and "key_fingerprint" in pq.read_schema(parameters).names
        fingerprint = pq.read_table(parameters)["key_fingerprint"][0].as_py() if has_key else None
        yield NamedTables(cases.parent.parent.name, cases.parent.name, fingerprint)


def timepoints_of_another_key(places: Places) -> list[str]:
    """Timepoints of the study whose tables name their cases by another key than those of this timepoint."""
    fingerprints = {
        found.timepoint: found.fingerprint for found in named_tables(places.tables_root, places.study)
    }
    own = fingerprints.get(places.timepoint)
    return [point for point, fingerprint in fingerprints.items() if fingerprint not in (None, own)]
