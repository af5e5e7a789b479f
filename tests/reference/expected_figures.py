"""Every figure of the reference baseline that follows from its rules, for each district and in total.

Left out is what the rules leave to the pages: judges, charges, FIRs and daily status.
"""

from __future__ import annotations

from expected_adjournments import (
    adjournment_figures,
    curve_figures,
    evidence_listing_figures,
    gap_figures,
    record_figures,
    stage_run_figures,
)
from expected_durations import age_figures, disposition_figures, flow_figures, stage_figures
from figure import Figure, Figures, shared
from reference_cases import DISTRICTS, Case, reference_cases

PARTS = (
    adjournment_figures, curve_figures, gap_figures, evidence_listing_figures, stage_run_figures,
    record_figures, disposition_figures, age_figures, stage_figures, flow_figures,
)  # fmt: skip
NOT_IN_THE_RULES = {
    "I07": "child protection charges are up to the pages",
    "I11": "judges are up to the pages",
    "I17": "daily status is up to the pages",
    "I22": "the study has no bail application unless the variant adds some",
    "I23": "see I22",
    "I24": "see I22",
    "I25": "see I22",
    "I33": "FIRs are up to the pages",
    "I35": "charges are up to the pages",
}
FIELDS_NOT_IN_THE_RULES = {"case_type_code", "fir_id", "hearing_judge_designation"}

# (indicator, definition, district, population) -> figure
PlacedFigures = dict[tuple[str, str, str, str], Figure]


def expected_figures() -> PlacedFigures:
    """All figures; ``all`` as district is the total."""
    cases = reference_cases()
    placed: PlacedFigures = {}
    for place in ("all", *DISTRICTS):
        members = [case for case in cases if place in ("all", case.district)]
        for (indicator, definition, population), figure in figures_of(members).items():
            placed[indicator, definition, place, population] = figure
    return placed


def figures_of(cases: list[Case]) -> Figures:
    figures = count_figures(cases) | outcome_figures(cases)
    for part in PARTS:
        figures |= part(cases)
    return figures


def count_figures(cases: list[Case]) -> Figures:
    """I01 and I02: how many, disposed and pending; none is stayed, dormant or gone to another court."""
    disposed = sum(case.is_disposed for case in cases)
    counts = {
        "all cases": len(cases),
        "disposed cases": disposed,
        "pending cases": len(cases) - disposed,
        "inactive cases": 0,
        "cases that left the court": 0,
    }
    figures = {("I01", "cases", name): Figure(count, count, len(cases)) for name, count in counts.items()}
    return figures | {("I02", "disposed", "all cases"): shared(disposed, len(cases))}


def outcome_figures(cases: list[Case]) -> Figures:
    """I27, I28, I30 and I49. No verdict is split and no outcome unknown, so bounds meet their rate."""
    outcomes = [case.outcome for case in cases if case.outcome is not None]
    final = len(outcomes)
    named = {name: outcomes.count(name) for name in ("acquitted", "convicted", "discharged", "abated_death")}
    convicted, merits = named["convicted"], named["convicted"] + named["acquitted"]
    figures: Figures = {}
    for name, count in named.items():
        figures["I27", name, "disposed cases"] = Figure(count, count, final)
        figures["I27", f"{name}_share", "disposed cases"] = shared(count, final)
    mixed = "cases decided on the merits, abated or discharged"
    figures["I28", "convicted_or_acquitted", "cases convicted or acquitted"] = shared(convicted, merits)
    figures["I28", "merits", "cases decided on the merits"] = shared(convicted, merits)
    figures["I28", "merits_abated_discharged", mixed] = shared(convicted, final)
    for name in ("all_final", "all_final_upper"):
        figures["I28", name, "disposed cases"] = shared(convicted, final)
    for name in ("lower", "upper"):
        figures["I30", name, "disposed cases"] = shared(final - merits, final)
    for name in ("unknown", "unmapped"):
        figures["I49", name, "disposed cases"] = shared(0, final)
    return figures
