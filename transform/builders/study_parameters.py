"""Table ``study_parameters``: what the tables were built with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from transform.builders.table_rows import TableRows
from transform.parameters import TableParameters
from transform.pseudonyms import key_fingerprint


def study_parameters_table(parameters: TableParameters, key: bytes) -> pa.Table:
    """The one row of ``study_parameters``, of a study whose cases are read from pages."""
    rows = TableRows("study_parameters", parameters)
    rows.add(**study_parameters_row(parameters, key))
    return rows.finish()


def study_parameters_row(
    parameters: TableParameters, key: bytes, not_in_source: Iterable[str] = ()
) -> dict[str, Any]:
    """Its columns but ``study`` and ``timepoint``; ``not_in_source`` names what the source of cases lacks."""
    return {
        "as_of": parameters.as_of,
        "window_start": parameters.window_start,
        "window_end": parameters.window_end,
        "frame_rule": parameters.frame_rule,
        "clock_start": parameters.clock_start,
        "year_length_days": parameters.year_length_days,
        "reporting_lag_days": parameters.reporting_lag_days,
        "suppression_threshold": parameters.suppression_threshold,
        "offences": "all" if parameters.takes_every_offence else ",".join(sorted(parameters.offences)),
        "is_synthetic": parameters.is_synthetic,
        "key_fingerprint": key_fingerprint(key),
        "not_in_source": ",".join(not_in_source) or None,
    }
