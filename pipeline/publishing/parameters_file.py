"""The study's choices that change its numbers, in a file beside the numbers: ``parameters.csv``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow.parquet as pq

from pipeline.computing import SEED
from pipeline.data_package.parameters import COLUMNS
from pipeline.paths import Places
from pipeline.provenance import definitions_fingerprint, versions
from pipeline.publishing.csv_writing import csv_document
from pipeline.statistics.resampling import RESAMPLES
from transform.schema import TABLES
from transform.vocabulary import vocabulary

# The primary of the rival definitions of an adjournment; the tables show all of them side by side.
PRIMARY_ADJOURNMENT = "A1"
# The key is nobody's business outside the project.
NOT_PUBLISHED = frozenset({"key_fingerprint"})


def parameters_text(places: Places) -> str:
    """The file with the parameters that the published values were computed with."""
    (stored,) = pq.read_table(places.tables / "study_parameters.parquet").to_pylist()
    return csv_document(COLUMNS, (*_of_the_study(stored), *_of_the_computation()))


def _of_the_study(stored: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for column in TABLES["study_parameters"].columns:
        if column.name not in NOT_PUBLISHED:
            value = stored[column.name]
            said = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
            meaning = column.description
            if column.codes is not None and value is not None:
                meaning = f"{meaning}. {vocabulary(column.codes).codes[value]['definition']}"
            yield column.name, said, meaning


def _of_the_computation() -> Iterator[tuple[str, str, str]]:
    adjournment = vocabulary("adjournment_definitions").codes[PRIMARY_ADJOURNMENT]
    yield "adjournment_definition", PRIMARY_ADJOURNMENT, f"Primary definition. {adjournment['definition']}"
    yield "seed", str(SEED), "Seed of every resampling"
    yield "resamples", str(RESAMPLES), "Resamples behind an interval"
    yield "definitions_sha256", definitions_fingerprint(), "Fingerprint of indicators, views and vocabularies"
    yield "versions", "; ".join(versions()), "Program and libraries that computed the values"
