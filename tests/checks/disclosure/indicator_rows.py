"""Rows as the indicators return them, for disclosure control to decide on."""

from __future__ import annotations

from typing import Any


def row(district: str, numerator: float, denominator: float, **changed: Any) -> dict[str, Any]:
    """One row of a share of cases; ``changed`` replaces any of its columns."""
    plain = {
        "timepoint": "baseline",
        "indicator_id": "I02",
        "definition_id": "disposed",
        "population": "all cases",
        "district": district,
        "value": numerator / denominator if denominator else None,
        "unit": "share of cases (0-1)",
        "numerator": numerator,
        "denominator": denominator,
        "n": int(denominator),
        "ci_low": None,
        "ci_high": None,
        "ci_method": "none",
        "suppressed": False,
        "note": None,
        "disclosure": "cases",
        "is_count": True,
        "is_percentile": False,
        "at_risk": None,
        "top_two_share": None,
    }
    return plain | changed


def published(rows: list[dict[str, Any]]) -> set[tuple[str, str]]:
    """Definition and district of the rows that pass."""
    return {
        (entry["definition_id"], entry["district"])
        for entry in rows
        if not entry["suppressed"] and entry["value"] is not None
    }
