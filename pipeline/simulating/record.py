"""The coverage study's result as JSON: everything the document is written from, and enough to repeat it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from platform import python_version
from typing import Any

from pipeline.simulating.coverage import EFFECTS, DesignResult, Request
from pipeline.simulating.first_studies import first_studies
from pipeline.simulating.performance import LEVEL, Performance

LOWEST_COVERAGE, HIGHEST_COVERAGE = 0.93, 0.97
# How many Monte-Carlo errors the rejections may lie over the level before it is said to be exceeded.
ERRORS_ALLOWED = 2.0
LIBRARIES = ("numpy", "scipy")


def as_record(request: Request, results: Sequence[DesignResult]) -> dict[str, Any]:
    """The whole result as plain values, six digits each."""
    return {
        "what": "simulated studies with a known effect: coverage of the intervals, level of the tests",
        "seed": request.seed,
        "studies": request.studies,
        "resamples": request.resamples,
        "truth_studies": request.truth_studies,
        "level": LEVEL,
        "versions": {"python": python_version(), **{name: version(name) for name in LIBRARIES}},
        "effects": {name: _effect(name) for name in EFFECTS},
        "first_studies": first_studies(request.seed, request.resamples),
        "results": [_result(result) for result in results],
    }


def _effect(name: str) -> dict[str, float]:
    values = asdict(EFFECTS[name])
    del values["from_day"]
    return values


def _result(result: DesignResult) -> dict[str, Any]:
    return {
        "design": result.design.name,
        "words": result.design.words,
        "is_exchangeable": result.design.is_exchangeable,
        "effect": result.effect,
        "mean_cases": [_rounded(size) for size in result.sizes[:2]],
        "mean_judgments": [_rounded(size) for size in result.sizes[2:]],
        "estimands": [_performance(one, result) for one in result.performances],
    }


def _performance(one: Performance, result: DesignResult) -> dict[str, Any]:
    values = {key: _rounded(value) for key, value in asdict(one).items()}
    values["interval_methods"], values["test_methods"] = list(one.interval_methods), list(one.test_methods)
    for name in ("coverage", "coverage_error", "rejection_share", "rejection_error"):
        values[name] = _rounded(getattr(one, name))
    values["covers"] = LOWEST_COVERAGE <= one.coverage <= HIGHEST_COVERAGE
    values["keeps_level"] = (
        one.rejection_share <= LEVEL + ERRORS_ALLOWED * one.rejection_error
        if result.effect == "no_effect"
        else None
    )
    return values


def _rounded(value: Any) -> Any:
    return round(value, 6) if isinstance(value, float) else value
