"""Answers to the items of RECORD: (number, what it asks for, answer)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.comparison.appendix_facts import AppendixFacts, TimepointFacts
from pipeline.provenance import definitions_fingerprint, versions
from pipeline.publishing.flow import hidden

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
         f"{validated(parts)} Charges are read from each case's own page, not from the search that found "
         "it; doubtful act and section pairs are listed by a rule."),
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
         limitations(facts)),
        ("22.1", "where protocol, raw data and code are",
         f"Protocol: the study file ({study.name}.toml). {registered(facts)} Code: this program, "
         f"{versions()[0]}. Raw pages identify persons and are not shared; the portal is public."),
    ]  # fmt: skip


def _window(part: TimepointFacts) -> str:
    parameters = part.parameters
    return f"{parameters.window_start} to {parameters.window_end}, as of {parameters.as_of}"


def validated(parts: Sequence[TimepointFacts]) -> str:
    """Whether the frame was set beside other lists, and where that stands."""
    names = [part.name for part in parts if part.has_recall]
    if not names:
        return "Not validated against an outside list of cases (form case_lists, indicator I50)."
    files = ", ".join(f"{name}/I50.csv" for name in names)
    return f"Set beside lists of cases kept by others: {files}."


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


def limitations(facts: AppendixFacts) -> str:
    """What the study can't rule out, for both checklists."""
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


def registered(facts: AppendixFacts) -> str:
    """Which comparisons were named beforehand, and when."""
    registration = facts.registration
    if not registration.primaries:
        return "No primary estimand was named."
    changed = f" Changed since: {registration.changed_because}." if registration.changed_because else ""
    return (
        f"Primary estimands {', '.join(registration.primaries)} on record since {registration.recorded_on} "
        f"(fingerprint {registration.fingerprint[:12]}).{changed}"
    )
