"""What is computed under each choice and then reported; apart, so that the report can't reach the pages."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.sensitivity.alternatives import Alternative
from transform.indicators.values import IndicatorValue


@dataclass(frozen=True, slots=True)
class SensitivityValue:
    """One figure of the headline under one combination of choices."""

    alternative: Alternative
    is_own_choice: bool
    value: IndicatorValue
