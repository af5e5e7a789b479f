"""The report of the simulated study, 2,000 cases: the same demands as on the reference study's.

Its chain takes minutes, so it runs where the whole gate runs (CI=true), or with ECOURTS_SIMULATED=full.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from reference_command import run_command
from report_checks import (
    NO_FAULTS,
    barriers,
    empty_panels,
    faults_of_layout,
    in_browser,
    numbers_not_published,
    numbers_shown,
    other_numbers,
    page_of,
    read,
)

pytestmark = pytest.mark.skipif(
    not os.environ.get("CI") and os.environ.get("ECOURTS_SIMULATED") != "full",
    reason="takes minutes; runs with CI=true or ECOURTS_SIMULATED=full",
)
STUDY = "simulated"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both timepoints of the simulated study, compared and reported on."""
    folder = tmp_path_factory.mktemp("simulated_study")
    for timepoint in ("baseline", "endline"):
        run_command("run", "--timepoint", timepoint, data=folder, study=STUDY)
    run_command("compare", data=folder, study=STUDY)
    run_command("report", data=folder, study=STUDY)
    return folder


def test_its_numbers_are_the_published_ones_and_no_panel_is_empty(data: Path) -> None:
    page = read(page_of(data, STUDY))
    assert len(numbers_shown(page)) > 300
    assert numbers_not_published(page, data / "indicators" / STUDY) == []
    assert other_numbers(page) == []
    assert empty_panels(page) == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
def test_in_a_browser_nothing_is_cut_refused_or_out_of_reach(data: Path, width: int, scheme: str) -> None:
    with in_browser(page_of(data, STUDY), width, scheme) as seen:
        assert faults_of_layout(seen) == NO_FAULTS
        assert barriers(seen) == []
