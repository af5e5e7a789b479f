"""``[pull]``: through which door the portal is asked, how fast, and which of its courts."""

from __future__ import annotations

from typing import Any

from pipeline.study_reading import Section
from pipeline.study_sections.court_tiers import read_court_tiers

DOORS = ("browser", "http")
NOTHING_TO_PULL: dict[str, Any] = {
    "through": "http", "pace_seconds": 0.0, "pace_jitter_seconds": 0.0, "with_daily_status": False,
    "court_tiers": (),
}  # fmt: skip


def read_pull(pull: Section | None, portal: str) -> dict[str, Any]:
    """Fields of the study that section ``[pull]`` states; a study without one has nothing to pull."""
    if pull is None:
        return NOTHING_TO_PULL
    usual_door = "browser" if portal == "ecourts" else "http"
    read = {
        "through": pull.allowed(pull.take_or("through", str, usual_door), "through", DOORS),
        "pace_seconds": float(pull.take("pace_seconds", (int, float))),
        "pace_jitter_seconds": float(pull.take("pace_jitter_seconds", (int, float))),
        "with_daily_status": pull.take("daily_status", bool),
        "court_tiers": read_court_tiers(pull),
    }
    pull.refuse_unknown()
    return read
