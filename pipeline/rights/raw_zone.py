"""Every raw archive under a data folder, of all studies and timepoints."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.paths import Places
from pipeline.study_files import is_known


def archives_under(data: Path, study: str = "*") -> Iterator[Places]:
    """Places of every raw archive there is, of one study or of all, in the order of their names."""
    for archive in sorted((data / "raw").glob(f"{study}/*/archive.sqlite")):
        yield Places(data, archive.parent.parent.name, archive.parent.name)


def known_studies_under(data: Path) -> tuple[list[str], list[str]]:
    """Those whose study file is found by name, and those whose file lies elsewhere or is gone."""
    known: list[str] = []
    unknown: list[str] = []
    for name in studies_under(data):
        (known if is_known(name, data) else unknown).append(name)
    return known, unknown


def studies_under(data: Path) -> list[str]:
    """Names of the studies that have a raw archive."""
    return sorted({places.study for places in archives_under(data)})
