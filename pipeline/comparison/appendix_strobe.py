"""Answers to the items of STROBE: (number, what it asks for, answer)."""

from __future__ import annotations

from pipeline.comparison.appendix_facts import AppendixFacts
from pipeline.comparison.appendix_items import Items, limitations, registered
from pipeline.comparison.cautions import NOT_EFFECT
from pipeline.computing import SEED
from pipeline.provenance import parameters_said
from pipeline.statistics.resampling import RESAMPLES
from transform.indicators.definitions import load_indicators


def strobe_items(facts: AppendixFacts) -> Items:
    """STROBE's main items, for two cohorts of cases compared."""
    parts = facts.timepoints
    return [
        ("1", "design and summary in title and abstract",
         f"Title: {facts.study.title}. Summary: the sections Main figures, What can be concluded and What "
         "cannot be concluded of report.html."),
        ("3", "objectives and hypotheses", registered(facts)),
        ("4", "study design", "Two cross-sections of court registers with the history of every case in them, "
                              f"compared. {NOT_EFFECT}"),
        ("5", "setting, places and dates",
         " ".join(f"{parameters_said(part.parameters)}." for part in parts)),
        ("6", "eligibility", "The frame rule of each timepoint; excluded cases by reason in the flow below."),
        ("7", "variables", f"{len(load_indicators())} indicators, each defined by its .sql; an adjournment "
                           "by definitions A0 to A4 side by side, A1 primary."),
        ("8", "sources and measurement", "The case page's history rows and status; nothing is guessed."),
        ("9", "bias", limitations(facts)),
        ("10", "study size", "All cases the searches found; the least detectable changes are in "
                             "conclusions.csv and in the notes of comparison.csv."),
        ("11", "quantitative variables and groupings",
         "Counts and days as they are; ages of a case are read at 6, 12, 24 and 36 months and by band (I06), "
         "the bands fixed in the definitions and not chosen from the data."),
        ("12", "statistical methods", _methods()),
        ("13", "numbers at each stage", "See the flow below."),
        ("14", "descriptive data", "I01, I06, I35 and the completeness of fields, I46."),
        ("15", "outcome data", "Numbers of adjournments, verdicts and other endings, with time at risk: "
                               "numerator and denominator of I12 to I15, I27, I28 and I34."),
        ("16", "main results", "comparison.csv: estimates with 95 % intervals; primary ones with p-values."),
        ("17", "other analyses", "Rates in windows of one length; models adjusted for the case mix; every "
                                 "definition of an adjournment. Secondary changes: false discovery rate."),
        ("18", "key results by objective", "conclusions.csv, a sentence for each primary estimand; the same "
                                           "in report.html."),
        ("19", "limitations", limitations(facts)),
    ]  # fmt: skip


def _methods() -> str:
    return (
        "Rates per case-year and means by age of the case with errors robust by case, or by court where "
        "there are eight or more; BCa and permutation for means, permuted within districts; Newcombe and "
        "Boschloo for shares; Kaplan-Meier for durations; Holm over the primary estimands, Benjamini and "
        f"Hochberg over the others. Seed {SEED}, {RESAMPLES:,} resamples."
    )
