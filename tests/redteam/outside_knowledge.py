"""What a well-informed outsider holds true of the figures, read off the definitions heading the queries.

A quantity is written INDICATOR DEFINITION / POPULATION / WHAT, a definition may be a pattern. Written from
the definitions alone, without a look at what the publisher protects.
"""

from __future__ import annotations

DISPOSED, PENDING, ALL = "disposed cases", "pending cases", "all cases"
APPLIED = "cases with a bail application"
REASONS = ("benefit_of_doubt", "hostile_witnesses", "no_evidence", "compromise", "procedure", "other")

TOTALS: tuple[tuple[str, tuple[str, ...]], ...] = (
    # (whole, parts): the parts add up to the whole, in every district and in all.
    (f"I01 cases / {ALL} / num", ("I01 cases / ?* cases* / num",)),
    (f"I27 acquitted / {DISPOSED} / den", (f"I27 ?* / {DISPOSED} / num",)),
    (f"I06 0_to_1_years / {PENDING} / den", (f"I06 *_years / {PENDING} / num",)),
    (
        f"I28 all_final / {DISPOSED} / num",
        tuple(f"I27 {outcome} / {DISPOSED} / num" for outcome in ("convicted", "split")),
    ),
    (
        "I28 convicted_or_acquitted / cases convicted or acquitted / den",
        tuple(f"I27 {outcome} / {DISPOSED} / num" for outcome in ("convicted", "acquitted")),
    ),
    (
        "I28 merits / cases decided on the merits / den",
        tuple(f"I27 {outcome} / {DISPOSED} / num" for outcome in ("convicted", "acquitted", "split")),
    ),
    (
        "I28 merits_abated_discharged / cases decided on the merits, abated or discharged / den",
        tuple(
            f"I27 {outcome} / {DISPOSED} / num"
            for outcome in ("convicted", "acquitted", "split", "abated_death", "discharged")
        ),
    ),
    (
        f"I27 acquitted / {DISPOSED} / den",
        ("I28 merits / cases decided on the merits / den", f"I30 upper / {DISPOSED} / num"),
    ),
    (
        "I22 all / bail applications / num",
        tuple(
            f"I22 {kind} / bail applications / num"
            for kind in ("regular", "anticipatory", "default", "cancellation", "not_stated")
        ),
    ),
    (
        f"I08 over_2_years / {PENDING} / num",
        tuple(f"I06 {age} / {PENDING} / num" for age in ("2_to_3_years", "3_to_5_years", "5_or_more_years")),
    ),
    (
        f"I08 over_1_year / {PENDING} / num",
        tuple(
            f"I06 {age} / {PENDING} / num"
            for age in ("1_to_2_years", "2_to_3_years", "3_to_5_years", "5_or_more_years")
        ),
    ),
    (
        "I29 u / acquitted cases / den",
        ("I29 u / acquitted cases / num", "I29 benefit_of_doubt / acquitted cases / den"),
    ),
    (
        "I29 benefit_of_doubt / acquitted cases / den",
        tuple(
            f"I29 {reason} / acquitted cases / num"
            for reason in REASONS
        ),
    ),
)  # fmt: skip

THE_SAME: tuple[tuple[str, str], ...] = (
    (f"I01 cases / {DISPOSED} / num", f"I27 acquitted / {DISPOSED} / den"),
    (f"I01 cases / {DISPOSED} / num", f"I02 disposed / {ALL} / num"),
    (f"I01 cases / {ALL} / num", f"I02 disposed / {ALL} / den"),
    (f"I01 cases / {PENDING} / num", f"I06 0_to_1_years / {PENDING} / den"),
    (f"I01 cases / {PENDING} / num", f"I08 over_1_year / {PENDING} / den"),
    (f"I01 cases / {DISPOSED} / num", f"I12 A1 / {DISPOSED} / den"),
    (f"I01 cases / {PENDING} / num", f"I13 A1 / {PENDING} / den"),
    (f"I01 cases / {DISPOSED} / num", f"I05 disposed_median / {DISPOSED} / den"),
    (f"I01 cases / {DISPOSED} / num", f"I05 within_365_days / {DISPOSED} / den"),
    (f"I01 cases / {DISPOSED} / num", f"I05 km_median / {ALL} / num"),
    (f"I01 cases / {DISPOSED} / num", f"I05 rmst_730 / {ALL} / num"),
    (f"I01 cases / {DISPOSED} / num", f"I30 upper / {DISPOSED} / den"),
    (f"I01 cases / {DISPOSED} / num", f"I28 all_final / {DISPOSED} / den"),
    (f"I01 cases / {ALL} / num", f"I35 pocso / {ALL} / den"),
    (f"I27 acquitted / {DISPOSED} / num", "I29 coverage / acquitted cases / den"),
    ("I29 coverage / acquitted cases / num", "I29 u / acquitted cases / den"),
    (f"I28 all_final / {DISPOSED} / num", "I28 merits / cases decided on the merits / num"),
    (f"I27 convicted / {DISPOSED} / num", "I28 convicted_or_acquitted / cases convicted or acquitted / num"),
    (f"I20 cases / {PENDING} / num", f"I20 share_of_cases / {PENDING} / num"),
    (f"I20 cases / {PENDING} / den", f"I20 share_of_cases / {PENDING} / den"),
    (
        f"I23 cases / {APPLIED} / num",
        f"I23 share_of_cases / {APPLIED} / num",
    ),
    ("I24 lower / bail applications / den", "I24 upper / bail applications / den"),
    ("I24 lower / bail applications / num", "I24 decided / bail applications / num"),
    ("I40 victims / victims / num", "I40 share / victims / num"),
    ("I41 victims / victims / num", "I41 share / victims / num"),
    ("I45 victims / victims / num", "I45 share / victims / num"),
    ("I42 cases / cases reviewed / num", "I42 share / cases reviewed / num"),
    ("I40 cases / cases with victims coded / num", "I44 coverage / cases with testimony / den"),
)

AT_MOST: tuple[tuple[str, str], ...] = (
    (f"I08 over_2_years / {PENDING} / num", f"I08 over_1_year / {PENDING} / num"),
    (f"I08 over_3_years / {PENDING} / num", f"I08 over_2_years / {PENDING} / num"),
    (f"I08 over_5_years / {PENDING} / num", f"I08 over_3_years / {PENDING} / num"),
    (f"I13 A1_over_5 / {PENDING} / num", f"I13 A1_at_least_5 / {PENDING} / num"),
    (f"I20 cases / {PENDING} / num", f"I20 all_cases / {ALL} / num"),
    (f"I20 all_cases / {ALL} / den", f"I01 cases / {ALL} / num"),
    (
        f"I23 cases / {APPLIED} / num",
        f"I23 cases_upper / {APPLIED} / num",
    ),
    (
        f"I23 cases_portal / {APPLIED} / num",
        f"I23 cases / {APPLIED} / num",
    ),
    (
        f"I23 cases_coded / {APPLIED} / num",
        f"I23 cases / {APPLIED} / num",
    ),
    (f"I23 cases / {APPLIED} / den", f"I01 cases / {ALL} / num"),
    ("I24 lower / bail applications / den", "I22 all / bail applications / num"),
    ("I26 proclamation / cases with bail allowed / num", "I26 warrant / cases with bail allowed / num"),
    (f"I30 lower / {DISPOSED} / num", f"I30 upper / {DISPOSED} / num"),
    (f"I49 unknown / {DISPOSED} / num", f"I30 upper / {DISPOSED} / num"),
    (f"I34 convicted_by_3_years / {ALL} / num", f"I28 all_final / {DISPOSED} / num"),
    (f"I34 acquitted_by_3_years / {ALL} / num", f"I27 acquitted / {DISPOSED} / num"),
    ("I37 acquitted_victims / victims of acquitted cases / num", "I37 victims / victims / num"),
    ("I37 minors / victims / num", "I37 victims / victims / num"),
    ("I38 made_witness / victims / num", "I37 victims / victims / num"),
    ("I39 of_witnesses / victims made witnesses / num", "I38 made_witness / victims / num"),
    ("I40 victims / victims / num", "I40 victims_upper / victims / num"),
    ("I41 victims / victims / num", "I41 victims_upper / victims / num"),
    ("I40 cases / cases with victims coded / num", "I40 victims / victims / num"),
    ("I41 cases / cases with victims coded / num", "I41 victims / victims / num"),
    ("I42 cases / cases reviewed / num", "I42 any_lawyer / cases reviewed / num"),
    (f"I37 coverage / {ALL} / num", "I37 victims / victims / num"),
)

CODED: tuple[str, ...] = (
    # Groups of cases that a study's coders would take in hand.
    f"I01 cases / {DISPOSED} / num",
    f"I01 cases / {PENDING} / num",
    f"I27 acquitted / {DISPOSED} / num",
    f"I27 convicted / {DISPOSED} / num",
)

BRIEF: dict[str, tuple[str, str]] = {
    # What the programme's figures state, by their number: timepoint, and the quantity in all districts.
    "F01": ("baseline", f"I01 cases / {ALL} / num"),
    "F02": ("baseline", f"I01 cases / {DISPOSED} / num"),
    "F03": ("baseline", f"I01 cases / {PENDING} / num"),
    "F06": ("baseline", f"I27 acquitted / {DISPOSED} / num"),
    "F07": ("baseline", "I37 acquitted_victims / victims of acquitted cases / num"),
    "F08": ("baseline", "I38 acquitted_made_witness / victims of acquitted cases / num"),
    "F09": ("baseline", "I39 acquitted_of_witnesses / victims made witnesses in acquitted cases / num"),
    "F10": ("endline", f"I23 cases / {APPLIED} / num"),
    "F11": ("endline", f"I20 cases / {PENDING} / num"),
    "F12": ("endline", "I40 victims / victims / num"),
    "F13": ("endline", "I41 victims / victims / num"),
    "F14": ("endline", "I42 cases / cases reviewed / num"),
}
