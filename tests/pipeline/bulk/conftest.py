"""A small made-up release, taken through the whole chain by the command, once."""

from __future__ import annotations

from pathlib import Path

import pytest
from bulk_command import STUDY, command

from bench.ddl_release import Release, write_release
from pipeline.paths import SHIPPED_STUDIES


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """900 cases, with many more pathologies and charges of the field than the real release has."""
    folder = tmp_path_factory.mktemp("release")
    write_release(folder, Release(900, seed=7, field_share=0.4, trouble=60))
    return folder


@pytest.fixture(scope="session")
def data(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder after import and run; the study signed off by nobody real."""
    data = tmp_path_factory.mktemp("bulk") / "data"
    (data / "studies").mkdir(parents=True)
    text = (SHIPPED_STUDIES / f"{STUDY}.toml").read_text(encoding="utf-8")
    (data / "studies" / f"{STUDY}.toml").write_text(
        text.replace('date = ""', 'date = "2026-01-05"').replace('= ""', '= "made-up release"'),
        encoding="utf-8",
    )
    command("import", "--from", str(release), data=data)
    command("run", data=data)
    return data
