"""The reference study run once by its own command, both timepoints in one data folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from reference_command import run_command


@pytest.fixture(scope="session")
def reference_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder after `run` of baseline and endline, from portal to publication."""
    data = tmp_path_factory.mktemp("reference_study")
    for timepoint in ("baseline", "endline"):
        run_command("run", "--timepoint", timepoint, data=data)
    return data


@pytest.fixture(scope="session")
def comparison_printed(reference_data: Path) -> str:
    """What `compare` prints of that folder, where it leaves its files."""
    return run_command("compare", data=reference_data)
