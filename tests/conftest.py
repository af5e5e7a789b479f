"""How the suite is dealt to its workers, and which tests are left to ``make thorough``."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = "reference_data"
"""Costs half a minute to make: every test that uses it runs on one worker, which makes it once."""
TESTS = Path(__file__).parent
THOROUGH = (
    "docs/test_worked_commits.py",
    "pipeline/bulk",
    "pipeline/rights",
    "reference/test_documentation.py",
    "reference/test_encrypted_study.py",
    "reference/test_json_output.py",
    "reference/test_many_cases.py",
    "reference/test_simulated_report.py",
    "reference/test_spark_equals_duckdb.py",
)
"""Whole chains, other engines, every page of the documentation: minutes each."""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "thorough: takes long; make test leaves it out, make thorough runs it")


def pytest_itemcollected(item: pytest.Item) -> None:
    """A module stays together, since its fixtures are its own; modules that share the reference study too."""
    fixtures = getattr(item, "fixturenames", ())
    group = SHARED if SHARED in fixtures else item.nodeid.partition("::")[0]
    item.add_marker(pytest.mark.xdist_group(group))
    place = item.path.relative_to(TESTS).as_posix() if item.path.is_relative_to(TESTS) else ""
    if place.startswith(THOROUGH):
        item.add_marker(pytest.mark.thorough)
