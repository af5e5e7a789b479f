"""Answers to the items of RECORD and of STROBE: (number, what it asks for, answer)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.comparison.appendix_facts import AppendixFacts, TimepointFacts
from pipeline.comparison.cautions import NOT_EFFECT
from pipeline.comparison.flow import hidden
from pipeline.computing import SEED
from pipeline.provenance import definitions_fingerprint, parameters_said, versions
from pipeline.statistics.resampling import RESAMPLES
from transform.indicators.definitions import load_indicators

Items = list[tuple[str, str, str]]


def record_items(facts: AppendixFacts) -> Items:
    """RECORD's thirteen items."""
    study, parts = facts.study, facts.timepoints
    districts = ", ".join(study.districts.values())
    return [
        ("1.1", "kind of data, and its name, in title or abstract",
         f"Public e-courts case records. Title: {study.title}."),
        ("1.2", "region and time in title or abstract",
         f"{districts}. " + " ".join(f"{part.name}: {_window(part)}." for part in parts)),
        ("1.3", "linkage between databases, if any",
         "No other database. Within e-courts, a magistrate's case and the sessions case it was committed to "
         "are counted as one; bail applications are tied to their prosecution by the FIR."),
        ("6.1", "codes and algorithms by which the population was selected",
         f"Searches by act: {_searches(facts)}. In frame: prosecutions charged with {_offences(facts)}; "
         + " ".join(f"{part.name}: {part.parameters.frame_rule}." for part in parts)),
        ("6.2", "validation of those codes",
         "Not validated against an outside list of cases. Charges are read from each case's own page, not "
         "from the search that found it; doubtful act and section pairs are listed by a rule."),
        ("6.3", "linkage as a flow, with the number at each stage",
         "; ".join(f"{part.name}: {hidden(part.merged_twins, facts.threshold)} committal cases merged, "
                   f"FIR stated in {part.fir_share:.0%} of cases" for part in parts)
         + ". See the flow below."),
        ("7.1", "all codes that define exposures, outcomes, confounders",
         "codes_*.csv and map_*.csv of the vocabularies, every indicator's .sql with its header; fingerprint "
         f"of all: {definitions_fingerprint()}."),
        ("12.1", "the investigators' access to the database",
         f"Public pages as any visitor sees them, received through: {_origins(parts)}. {_sign_off(facts)}"),
        ("12.2", "cleaning of the data",
         "Pages that are not as expected are quarantined; printed wordings are coded by vocabularies, "
         "unknown ones counted as unmapped; source errors are corrected only in a table, with a "
         "reason; the rules' results are below."),
        ("12.3", "level of linkage, its methods and quality",
         "Case level, exact keys only (case number, FIR with district, year): no probabilistic linkage. "
         + _both(facts)),
        ("13.1", "selection by data quality, availability and linkage", "See the flow below."),
        ("19.1", "misclassification, unmeasured confounding, missing data, changing eligibility",
         _limitations(facts)),
        ("22.1", "where protocol, raw data and code are",
         f"Protocol: the study file ({study.name}.toml). {_registered(facts)} Code: this program, "
         f"{versions()[0]}. Raw pages identify persons and are not shared; the portal is public."),
    ]  # fmt: skip


def strobe_items(facts: AppendixFacts) -> Items:
    """STROBE's main items, for two cohorts of cases compared."""
    parts = facts.timepoints
    return [
        ("4", "study design", "Two cross-sections of court registers with the history of every case in them, "
                              f"compared. {NOT_EFFECT}"),
        ("5", "setting, places and dates",
         " ".join(f"{parameters_said(part.parameters)}." for part in parts)),
        ("6", "eligibility", "The frame rule of each timepoint; excluded cases by reason in the flow below."),
        ("7", "variables", f"{len(load_indicators())} indicators, each defined by its .sql; an adjournment "
                           "by definitions A0 to A4 side by side, A1 primary."),
        ("8", "sources and measurement", "The case page's history rows and status; nothing is guessed."),
        ("9", "bias", _limitations(facts)),
        ("10", "study size", "All cases the searches found; the least detectable differences are in the view "
                             "comparison (minimum_detectable)."),
        ("12", "statistical methods", _methods()),
        ("13", "numbers at each stage", "See the flow below."),
        ("14", "descriptive data", "I01, I06, I35 and the completeness of fields, I46."),
        ("16", "main results", "comparison.csv: estimates with 95 % intervals; primary ones with p-values."),
        ("17", "other analyses", "Rates in windows of one length; models adjusted for the case mix; every "
                                 "definition of an adjournment. Secondary changes: false discovery rate."),
        ("19", "limitations", _limitations(facts)),
    ]  # fmt: skip


def _window(part: TimepointFacts) -> str:
    parameters = part.parameters
    return f"{parameters.window_start} to {parameters.window_end}, as of {parameters.as_of}"


def _searches(facts: AppendixFacts) -> str:
    return "; ".join(
        f"{search.act}{f' section {search.section}' if search.section else ''}"
        for search in facts.study.searches
    )


def _offences(facts: AppendixFacts) -> str:
    return ", ".join(sorted(facts.study.offences))


def _origins(parts: Sequence[TimepointFacts]) -> str:
    return "; ".join(
        f"{part.name}: {', '.join(f'{origin} ({first} to {last})' for origin, first, last in part.origins)}"
        for part in parts
    )


def _sign_off(facts: AppendixFacts) -> str:
    filled = {name: text for name, text in facts.study.sign_off.items() if text}
    if facts.is_synthetic:
        return "No approval is needed: the cases are synthetic."
    if not filled:
        return "The study file's sign-off fields are empty."
    return "Sign-off: " + "; ".join(f"{name}: {text}" for name, text in filled.items()) + "."


def _both(facts: AppendixFacts) -> str:
    if not facts.setting.has_one_key:
        return "Between the timepoints cases could not be followed: they were built with two keys."
    shown = hidden(facts.setting.cases_in_both, facts.threshold)
    return f"Between the timepoints cases are followed by their keyed pseudonym: {shown} analysed at both."


def _limitations(facts: AppendixFacts) -> str:
    setting = facts.setting
    parts = [
        "Entries depend on the courts' own care and may lag; a purpose of hearing is no reason for an "
        "adjournment; outcomes not stated are kept as unknown, with bounds.",
        "Unmeasured: severity, number of victims, counsel, judges' changes other than by designation.",
    ]
    if setting.frames_differ:
        parts.append(f"Eligibility changed between the timepoints: {', then '.join(setting.frame_rules)}.")
    if setting.is_pandemic_between:
        parts.append("The pandemic's restrictions on courts fall between the timepoints.")
    return " ".join(parts)


def _registered(facts: AppendixFacts) -> str:
    registration = facts.registration
    if not registration.primaries:
        return "No primary estimand was named."
    changed = f" Changed since: {registration.changed_because}." if registration.changed_because else ""
    return (
        f"Primary estimands {', '.join(registration.primaries)} on record since {registration.recorded_on} "
        f"(fingerprint {registration.fingerprint[:12]}).{changed}"
    )


def _methods() -> str:
    return (
        "Rates per case-year and means by age of the case with errors robust by case, or by court where "
        "there are eight or more; BCa and permutation for means, permuted within districts; Newcombe and "
        "Boschloo for shares; Kaplan-Meier for durations; Holm over the primary estimands, Benjamini and "
        f"Hochberg over the others. Seed {SEED}, {RESAMPLES:,} resamples."
    )
