"""How the suite is dealt to its workers, and which tests are left to ``make thorough``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

TESTS = Path(__file__).parent
SHARED = {
    "reference study": ("reference_data", "comparison_printed"),
    "twelve cases": ("twelve_warehouse", "twelve_values", "coded_values"),
    "structure": ("clean_structure", "broken_structure"),
}
"""Fixtures that cost many seconds: all modules that name them go to one worker, which makes them once."""
LONGEST = (
    "reference study",
    "twelve cases",
    "pipeline/test_large_building.py",
    "pipeline/comparison/test_comparison_by_hand.py",
    "reference/test_replay.py",
    "bench/test_kept_facts.py",
    "extract/test_attended_browser.py",
    "bench/test_many_made_cases.py",
    "pipeline/test_pull_commands.py",
    "structure",
    "checks/disclosure/test_suppression.py",
    "pipeline/statistics/test_mean_cumulative.py",
    "pipeline/statistics/test_survival_any_data.py",
    "checks/test_rules_by_ranges.py",
    "pipeline/statistics/test_competing.py",
    "docs/test_site.py",
    "extract/test_portal_rules.py",
    "pipeline/pull_status/test_stopping_a_pull.py",
    "pipeline/test_import_export_commands.py",
    "checks/test_judging.py",
    "transform/indicators/test_survival_in_sql.py",
    "pipeline/comparison/test_other_districts.py",
    "reference/test_sensitivity.py",
    "checks/test_must_be_raised.py",
    "pipeline/pull_status/test_status_command.py",
)
"""What takes longest, in this order: dealt first, so that no worker is left with it at the end."""
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
    """A module stays together, since its fixtures are its own; modules that share costly ones too."""

    def _split_scope(self, nodeid: str) -> str:
        return _scope(nodeid.partition("::")[0])


@cache
def _scope(module: str) -> str:
    text = (TESTS.parent / module).read_text(encoding="utf-8")
    return next((scope for scope, names in SHARED.items() if any(name in text for name in names)), module)


def _turn(item: pytest.Item) -> int:
    """When a test's scope is dealt; those not named come last, in the order they were found."""
    scope = _scope(item.nodeid.partition("::")[0]).removeprefix("tests/")
    return LONGEST.index(scope) if scope in LONGEST else len(LONGEST)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Longest first; the runner itself would go by the number of tests, and end with one long module."""
    items.sort(key=_turn)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> BySharedFixtures:
    """Tells the runner how tests are dealt (``--numprocesses 2``)."""
    config.option.loadscopereorder = False
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
