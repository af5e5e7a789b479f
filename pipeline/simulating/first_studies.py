"""The first few simulated studies in full, kept with the record: whoever changes the model, an estimand or a
test can see at once that the record on file is no longer what the program finds.
"""

from __future__ import annotations

from typing import Any

from pipeline.simulating.coverage import EFFECTS, analyse
from pipeline.simulating.designs import DESIGNS
from pipeline.simulating.truth import ESTIMANDS

STUDIES = 3


def first_studies(seed: int, resamples: int) -> list[dict[str, Any]]:
    """Estimate, interval and p-value of each estimand in the first studies of the first design."""
    design = DESIGNS[0]
    return [
        {
            "design": design.name,
            "effect": effect,
            "study": number,
            "estimand": name,
            **{key: _rounded(getattr(estimate, key)) for key in ("estimate", "low", "high", "p_value")},
        }
        for effect in EFFECTS
        for number in range(STUDIES)
        for name, estimate in zip(
            ESTIMANDS, analyse(design, effect, seed, resamples, number).estimates, strict=True
        )
    ]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
