"""The reference study run once by its own command, both timepoints in one data folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from reference_command import run_command


@pytest.fixture(scope="session")
def first_runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What `run` of baseline and of endline print, from portal to publication; `folder` is where they ran."""
    data = tmp_path_factory.mktemp("reference_study")
    printed = {name: run_command("run", "--timepoint", name, data=data) for name in ("baseline", "endline")}
    return {"folder": str(data), **printed}


@pytest.fixture(scope="session")
def reference_data(first_runs: dict[str, str]) -> Path:
    """The data folder after both runs."""
    return Path(first_runs["folder"])


@pytest.fixture(scope="session")
def comparison_printed(reference_data: Path) -> str:
    """What `compare` prints of that folder, where it leaves its files."""
    return run_command("compare", data=reference_data)
