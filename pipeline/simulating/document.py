"""The coverage study as a document, written from its JSON record alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Record = Mapping[str, Any]

NAMES = {
    "adjournment_rate_ratio": "adjournments per case-year, ratio (I14 A1)",
    "mean_adjournments_12_months": "adjournments within 12 months, difference (I15 A1, Nelson)",
    "conviction_share_of_merits": "convictions among judgments, difference (I28 merits)",
}
INTRODUCTION = """# Coverage study

Written by `ecourts-indicators simulate coverage --write-docs`; do not edit. Everything in it is
simulated.

Does a 95 % interval of the comparison hold the true change in 95 of 100 studies, and does its test reject
a change that is not there in no more than 5? Here studies are simulated whose true change is known, and
each is analysed with the functions the comparison itself uses (`pipeline/statistics/estimands.py`).
"""
MODEL = """## How the studies are simulated

Each study has {courts} courts in five districts, drawn anew; each court has its own pace, its own share
of effective sittings and its own readiness to convict, and each case its own pace, difficulty and
strength (`extract/standin/simulation/model.py`). Gaps between sittings are log-normal and often rounded
to 7, 14, 21, 30, 45 or 60 days; Sundays, holidays and vacations are skipped. Cases climb a ladder of
stages to a judgment, or end in one of seven other ways; pending ones are cut off at the snapshot. The
`simulated` study's docket comes from the same functions.

The known effect works on every day in court after the baseline's snapshot: gaps between sittings are
divided by {rate_ratio}, the log-odds of a conviction rise by {log_odds}. What that makes of the three
estimands has no closed form, because how long a case lasts depends on how it is heard: the true values
are counted over {truth_studies:,} further studies of each design (fewer of larger ones, so that the number
of cases is the same), and their own Monte-Carlo error stands beside them.
"""
READING = """## How to read the tables

*Coverage* is the share of {studies:,} studies whose interval holds the true value, with its Monte-Carlo
error; *below* and *above* are the shares whose interval lies wholly below or above it. Wanted are 93 to
97 %. *Rejected* is the share of tests with p <= 0.05: under no effect it must not exceed 5 % by more than
chance (two Monte-Carlo errors); under the known effect it is the power. The first two tests permute
timepoints ({resamples} draws), the third is Boschloo's.
"""
LIMITS = """## What it does not show

In the designs `unequal_windows` and `drifting_courts` the two timepoints differ even when nothing was
done: in the first because windows, the frame rule and the pandemic differ, in the second because courts
change their pace by themselves. Neither a permutation test nor an interval can tell that from an effect;
that is why the comparison says "descriptive change, not effect" unless comparison districts are named.
They are here to show how much it matters; only the other designs are held to the bounds. The simulated
courts are a guess at real ones: intervals that cover here can fail where courts differ more, or where
there are fewer of them.
"""


def as_document(record: Record) -> str:
    """The Markdown text."""
    effect = record["effects"]["known_effect"]
    parts = [
        INTRODUCTION,
        _verdict(record),
        MODEL.format(
            courts=15,
            rate_ratio=effect["adjournment_rate_ratio"],
            log_odds=effect["conviction_log_odds"],
            truth_studies=record["truth_studies"],
        ),
        READING.format(studies=record["studies"], resamples=record["resamples"]),
        *(_section(result) for result in record["results"]),
        LIMITS,
        _footer(record),
    ]
    return "\n".join(parts)


def _verdict(record: Record) -> str:
    held = [one for result in record["results"] if result["is_exchangeable"] for one in result["estimands"]]
    covers = sum(one["covers"] for one in held)
    tests = [one["keeps_level"] for one in held if one["keeps_level"] is not None]
    lowest, highest = (100 * pick(one["coverage"] for one in held) for pick in (min, max))
    return (
        f"**Result**: in the designs held to the bounds {covers} of {len(held)} intervals cover in 93 to "
        f"97 % of studies (from {lowest:.1f} to {highest:.1f} %), and {sum(tests)} of {len(tests)} tests "
        "keep their level.\n"
    )


def _section(result: Record) -> str:
    effect = result["effect"].replace("_", " ")
    cases, judgments = result["mean_cases"], result["mean_judgments"]
    lines = [
        f"## {result['design']}, {effect}",
        "",
        f"{result['words'][0].upper()}{result['words'][1:]}. On average {cases[0]:.0f} and "
        f"{cases[1]:.0f} cases, {judgments[0]:.0f} and {judgments[1]:.0f} of them "
        "with a judgment whose outcome is known.",
        "",
        "| estimand | true value | mean estimate | spread | coverage | below | above | within bounds "
        "| rejected | level kept |",
        "|---|---|---|---|---|---|---|---|---|---|",
        *(_row(one, result) for one in result["estimands"]),
        "",
    ]
    return "\n".join(lines)


def _row(one: Record, result: Record) -> str:
    number = one["studies"] - one["without_interval"]
    kept = "-" if one["keeps_level"] is None else _yes(one["keeps_level"])
    bounds = _yes(one["covers"]) if result["is_exchangeable"] else f"({_yes(one['covers'])})"
    cells = (
        NAMES[one["estimand"]],
        f"{one['truth']:.4f} ± {one['truth_error']:.4f}",
        f"{one['mean_estimate']:.4f}",
        f"{one['spread']:.4f}",
        f"{100 * one['coverage']:.1f} ± {100 * one['coverage_error']:.1f} %",
        f"{100 * one['too_low'] / number:.1f} %",
        f"{100 * one['too_high'] / number:.1f} %",
        bounds,
        f"{100 * one['rejection_share']:.1f} ± {100 * one['rejection_error']:.1f} %",
        kept if result["is_exchangeable"] else f"({kept})",
    )
    return f"| {' | '.join(cells)} |"


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"


def _footer(record: Record) -> str:
    methods = sorted(
        {
            method
            for result in record["results"]
            for one in result["estimands"]
            for method in (*one["interval_methods"], *one["test_methods"])
        }
    )
    without = sum(one["without_interval"] for result in record["results"] for one in result["estimands"])
    versions = ", ".join(f"{name} {number}" for name, number in record["versions"].items())
    return (
        f"---\nseed {record['seed']}, {record['studies']:,} studies, {record['resamples']} resamples, "
        f"{record['truth_studies']:,} studies for the true values; {versions}. Methods: "
        f"{', '.join(methods)}. Studies without an interval: {without}. To repeat: "
        f"`ecourts-indicators simulate coverage --studies {record['studies']} --seed {record['seed']} "
        f"--resamples {record['resamples']} --truth-studies {record['truth_studies']}`.\n"
    )
