"""What stands under every table: seed, resamples, versions, and a fingerprint of the definitions."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from platform import python_version

from pipeline.computing import SEED
from pipeline.freshness import fingerprint
from pipeline.paths import PROJECT
from pipeline.statistics.resampling import RESAMPLES
from transform.parameters import TableParameters

LIBRARIES = ("duckdb", "numpy", "scipy", "statsmodels")
DEFINITIONS = ("transform/indicators/*.sql", "transform/views/*.sql", "transform/vocab/*.csv")


@cache
def definitions_fingerprint() -> str:
    """SHA-256 over every indicator, view and vocabulary, in the order of their names."""
    files = (path for pattern in DEFINITIONS for path in sorted(PROJECT.glob(pattern)))
    return fingerprint(part for path in files for part in (path.name, path))


def footer() -> str:
    """One line: how to get the same numbers again."""
    return (
        f"seed {SEED}, {RESAMPLES:,} resamples; definitions {definitions_fingerprint()[:12]}; "
        f"{', '.join(versions())}"
    )


def versions() -> tuple[str, ...]:
    """Name and version of this program, of Python and of the libraries that compute, if installed."""
    found = [f"ecourts-indicators {_version('ecourts-indicators')}", f"Python {python_version()}"]
    found += [f"{name} {known}" for name in LIBRARIES if (known := _version(name))]
    return tuple(found)


def parameters_said(parameters: TableParameters) -> str:
    """One line: the study's choices that change the numbers."""
    return (
        f"{parameters.timepoint}: cut-off {parameters.as_of:%d %B %Y}, {parameters.frame_rule} "
        f"{parameters.window_start} to {parameters.window_end}, clock from {parameters.clock_start}, "
        f"year of {parameters.year_length_days} days, reporting lag {parameters.reporting_lag_days} days"
    )


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
