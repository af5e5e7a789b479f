"""How the suite is dealt to its workers, and which tests are left to ``make thorough``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

TESTS = Path(__file__).parent
SHARED = ("reference_data", "comparison_printed")
"""Fixtures that cost half a minute: all modules that name them go to one worker, which makes them once."""
THOROUGH = (
    "docs/test_worked_commits.py",
    "extract/test_import_chromium_walk.py",
    "pipeline/bulk",
    "pipeline/rights",
    "pipeline/test_browser_equals_http.py",
    "reference/test_documentation.py",
    "reference/test_encrypted_study.py",
    "reference/test_json_output.py",
    "reference/test_many_cases.py",
    "reference/test_reference_comparison.py::test_the_same_again_gives_the_same_bytes",
    "reference/test_simulated_report.py",
    "reference/test_spark_equals_duckdb.py",
)
"""Whole chains, other engines, every page of the documentation: minutes each."""


class BySharedFixtures(LoadScopeScheduling):  # type: ignore[misc]
    """A module stays together, since its fixtures are its own; modules that share the reference study too."""

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.partition("::")[0]
        return "reference study" if _shares(module) else module


@cache
def _shares(module: str) -> bool:
    text = (TESTS.parent / module).read_text(encoding="utf-8")
    return any(name in text for name in SHARED)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> BySharedFixtures:
    """Tells the runner how tests are dealt (``--numprocesses 2``)."""
    return BySharedFixtures(config, log)


def pytest_configure(config: pytest.Config) -> None:
    """The marker by which ``make test`` and ``make thorough`` part the suite; no example is timed."""
    settings.register_profile("untimed", deadline=None)
    settings.load_profile("untimed")
    config.addinivalue_line("markers", "thorough: takes long; make test leaves it out, make thorough runs it")


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what takes long."""
    place = item.path.relative_to(TESTS).as_posix() if item.path.is_relative_to(TESTS) else ""
    if f"{place}::{item.name}".startswith(THOROUGH):
        item.add_marker(pytest.mark.thorough)
