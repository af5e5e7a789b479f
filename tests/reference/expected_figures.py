"""Every figure of the reference study that follows from its rules, for each district and in total.

Left out is what the rules leave to the pages: judges, charges, FIRs and daily status.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from endline_cases import WINDOW, cases_on_the_portal, endline_cases
from expected_adjournments import (
    adjournment_figures,
    curve_figures,
    evidence_listing_figures,
    gap_figures,
    record_figures,
    stage_run_figures,
)
from expected_coded import coded_figures
from expected_durations import age_figures, disposition_figures, flow_figures, stage_figures
from expected_incidence import incidence_figures
from figure import Figure, Figures, shared
from reference_cases import DISTRICTS, Case, reference_cases

PARTS = (
    adjournment_figures, curve_figures, gap_figures, evidence_listing_figures, stage_run_figures,
    record_figures, disposition_figures, age_figures, stage_figures,
    incidence_figures, coded_figures,
)  # fmt: skip
NOT_IN_THE_RULES = {
    "I07": "child protection charges are up to the pages",
    "I11": "judges are up to the pages",
    "I17": "daily status is up to the pages",
    "I18": "no day in court was coded as not effective",
    "I19": "only refused adjournments were coded",
    "I22": "the kind of the bail applications is not stated",
    "I25": "the days of the bail applications are not stated",
    "I26": "see I25",
    "I29": "the reasons of the acquittals are unknown",
    "I31": "the accused were not counted",
    "I32": "sentences and compensation are unknown",
    "I36": "whether sections were added is unknown",
    "I43": "how the trials were conducted is unknown",
    "I44": "the days of testimony are unknown",
    "I45": "whether victims withdrew is unknown",
    "I50": "no other list of cases is known",
    "I51": "how often cases were coded twice is up to the coder",
    "I33": "FIRs are up to the pages",
    "I35": "charges are up to the pages",
}
FIELDS_NOT_IN_THE_RULES = {"case_type_code", "fir_id", "hearing_judge_designation"}
UNKNOWN_VICTIMS = ("minors", "acquitted_minors", "minors_share", "acquitted_minors_share")

# Outcomes of a case that ended in this court; transfers, committals and stays end nothing.
OUTCOMES = (
    "convicted", "acquitted", "split", "discharged", "compounded", "withdrawn_321", "withdrawn",
    "stopped_258", "dismissed", "filed", "investigation_closed", "abated_death", "quashed_hc",
    "otherwise_unknown", "unmapped",
)  # fmt: skip


@dataclass(frozen=True)
class Snapshot:
    """``cases`` are those in frame, ``on_portal`` all that the portal shows; ``window`` has both its days."""

    cases: list[Case]
    on_portal: list[Case]
    window: tuple[date, date]


def baseline() -> Snapshot:
    """The window of the study's file: three years up to and including the snapshot day."""
    return Snapshot(reference_cases(), reference_cases(), (date(2017, 3, 11), date(2020, 3, 10)))


def endline() -> Snapshot:
    return Snapshot(endline_cases(), cases_on_the_portal(), WINDOW)


# (indicator, definition, district, population) -> figure
PlacedFigures = dict[tuple[str, str, str, str], Figure]


def expected_figures(snapshot: Snapshot) -> PlacedFigures:
    """All figures of a timepoint; ``all`` as district is the total."""
    placed: PlacedFigures = {}
    for place in ("all", *DISTRICTS):
        cases, on_portal = (
            [case for case in listed if place in ("all", case.district)]
            for listed in (snapshot.cases, snapshot.on_portal)
        )
        figures = figures_of(cases) | flow_figures(on_portal, snapshot.window)
        for (indicator, definition, population), figure in figures.items():
            placed[indicator, definition, place, population] = figure
    return placed


def figures_of(cases: list[Case]) -> Figures:
    figures = count_figures(cases) | outcome_figures(cases)
    for part in PARTS:
        figures |= part(cases)
    return figures


def count_figures(cases: list[Case]) -> Figures:
    """I01 and I02: how many, disposed, pending and gone to another court; none is stayed or dormant."""
    disposed = sum(case.is_disposed for case in cases)
    counts = {
        "all cases": len(cases),
        "disposed cases": disposed,
        "pending cases": sum(case.is_pending for case in cases),
        "inactive cases": 0,
        "cases that left the court": sum(case.has_left for case in cases),
    }
    figures = {("I01", "cases", name): Figure(count, count, len(cases)) for name, count in counts.items()}
    return figures | {("I02", "disposed", "all cases"): shared(disposed, len(cases))}


def outcome_figures(cases: list[Case]) -> Figures:
    """I27, I28, I30 and I49. No verdict is split and no outcome unknown, so bounds meet their rate.

    Every outcome a trial can have is listed, met or not.
    """
    outcomes = [case.outcome for case in cases if case.is_disposed]
    final = len(outcomes)
    named = {name: outcomes.count(name) for name in OUTCOMES}
    convicted, merits = outcomes.count("convicted"), outcomes.count("convicted") + outcomes.count("acquitted")
    ended_before = outcomes.count("abated_death") + outcomes.count("discharged")
    figures: Figures = {}
    for name, count in named.items():
        figures["I27", name, "disposed cases"] = Figure(count if final else None, count, final)
        figures["I27", f"{name}_share", "disposed cases"] = shared(count, final)
    mixed = "cases decided on the merits, abated or discharged"
    figures["I28", "convicted_or_acquitted", "cases convicted or acquitted"] = shared(convicted, merits)
    figures["I28", "merits", "cases decided on the merits"] = shared(convicted, merits)
    figures["I28", "merits_abated_discharged", mixed] = shared(convicted, merits + ended_before)
    for name in ("all_final", "all_final_upper"):
        figures["I28", name, "disposed cases"] = shared(convicted, final)
    for name in ("lower", "upper"):
        figures["I30", name, "disposed cases"] = shared(final - merits, final)
    for name in ("unknown", "unmapped"):
        figures["I49", name, "disposed cases"] = shared(0, final)
    return figures
