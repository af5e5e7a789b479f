"""The coder of the reference study: what forms say of its made-up cases, keyed by CNR instead of case_ref.

Only what the study fixes is coded; everything else is unknown ("u"), which is not the same as no. D01, D02
... are the cases decided since the baseline, P01, P02 ... the new pending ones. Every fourth unit is coded
twice, so that agreement can be computed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from extract.standin.docket import DocketCase
from extract.standin.endline_docket import ENDLINE_DAY, decided_cases, endline_docket, pending_cases
from extract.standin.reference_docket import SNAPSHOT_DAY, baseline_docket

FormRow = dict[str, str]
Forms = dict[str, list[FormRow]]

FIRST_CODER, SECOND_CODER = "STANDIN1", "STANDIN2"
CODED_TWICE_EVERY = 4
BASELINE_OUTCOMES = (*["acquitted"] * 20, "convicted", "discharged", "abated_death")
ENDLINE_OUTCOMES = (
    *["acquitted"] * 18, *["convicted"] * 8, *["discharged"] * 2, "quashed_hc", "transferred",
)  # fmt: skip
NOT_REVIEWED = dict.fromkeys(
    ("acquittal_reason", "accused_count", "convicted_count", "acquitted_count", "sentence_months",
     "fine_rupees", "cognizance_date"),
    "",
)  # fmt: skip
UNKNOWN_CONDUCT = dict.fromkeys(
    ("section_added_later", "in_camera", "remote_testimony", "support_person", "victim_legal_aid",
     "accused_legal_aid", "victim_compensation"),
    "u",
)  # fmt: skip
UNKNOWN_VICTIM = dict.fromkeys(
    ("minor", "cited_witness", "summoned", "testified", "hostile", "came_forward", "supported_by_programme",
     "withdrew"),
    "u",
)  # fmt: skip


def reference_forms(timepoint: str) -> Forms:
    """Rows by form for ``baseline`` or ``endline``; ``case_ref`` holds the CNR."""
    return baseline_forms() if timepoint == "baseline" else endline_forms()


def baseline_forms() -> Forms:
    """The 23 decided cases reviewed, and the 37 victims of the 20 acquittals: 14 witnesses, 12 hostile."""
    disposed = baseline_docket()[: len(BASELINE_OUTCOMES)]
    reviews = [
        review(case, SNAPSHOT_DAY, outcome) for case, outcome in zip(disposed, BASELINE_OUTCOMES, strict=True)
    ]
    victims = [
        baseline_victim(case, number, sequence)
        for number, case in enumerate(disposed[:20], start=1)
        for sequence in range(1, 3 if number <= 17 else 2)
    ]
    return {
        "case_review": coded(reviews, "judgment", SNAPSHOT_DAY),
        "victim_review": coded(victims, "judgment", SNAPSHOT_DAY),
    }


def endline_forms() -> Forms:
    """All 96 cases in frame reviewed; victims, refused adjournments and bail of the cases concerned."""
    docket = endline_docket()
    decided, pending = decided_cases(docket), pending_cases(docket)
    reviews = [
        *(
            review(case, ENDLINE_DAY, outcome)
            for case, outcome in zip(decided, ENDLINE_OUTCOMES, strict=True)
        ),
        *(review(case, ENDLINE_DAY, "") for case in pending),
    ]
    with_lawyer = {case.cnr for case in pending[:21]}
    accused_only = {case.cnr for case in pending[39:41]}
    for row in reviews:
        row["victim_legal_aid"] = "dlsa" if row["case_ref"] in with_lawyer else "none"
        row["accused_legal_aid"] = "dlsa" if row["case_ref"] in accused_only else "u"
    return {
        "case_review": coded(reviews, "case_file", ENDLINE_DAY),
        "victim_review": coded(endline_victims(pending), "partner", ENDLINE_DAY),
        "adjournment_rulings": coded(refusals(decided, pending), "order", ENDLINE_DAY),
        "bail_rulings": coded(bail_applications(pending), "order", ENDLINE_DAY),
    }


def review(case: DocketCase, as_of: date, outcome: str) -> FormRow:
    """A case of which only the outcome is known; empty while undecided."""
    row = {
        "case_ref": case.cnr,
        "as_of": str(as_of),
        "outcome_std": outcome,
        **NOT_REVIEWED,
        **UNKNOWN_CONDUCT,
    }
    return row | {"acquittal_reason": "u" if outcome == "acquitted" else ""}


def baseline_victim(case: DocketCase, number: int, sequence: int) -> FormRow:
    """The first victim of acquitted cases 1 to 14 was cited and summoned, and in 1 to 12 turned hostile."""
    is_witness = sequence == 1 and number <= 14
    return victim(case, sequence) | {
        "cited_witness": yes_no(is_witness),
        "summoned": yes_no(is_witness),
        "testified": "u" if is_witness else "n",
        "hostile": yes_no(is_witness and number <= 12),
    }


def endline_victims(pending: Sequence[DocketCase]) -> list[FormRow]:
    """7 victims of P01 to P06 testified, two of them in P01; another 10, of P04 to P13, came forward."""
    rows = []
    for number, case in enumerate(pending[:13], start=1):
        for sequence in (1, 2) if number == 1 else (1,):
            testified, came_forward = number <= 6, number >= 4
            rows.append(
                victim(case, sequence)
                | {"testified": yes_no(testified), "came_forward": yes_no(came_forward)}
                | ({"cited_witness": "y", "summoned": "y"} if testified else {})
                | ({"supported_by_programme": "y"} if came_forward else {})
            )
    return rows


def victim(case: DocketCase, sequence: int) -> FormRow:
    """A victim of whom nothing is known."""
    return {
        "case_ref": case.cnr, "victim_seq": str(sequence), **UNKNOWN_VICTIM, "first_testimony_date": "",
    }  # fmt: skip


def refusals(decided: Sequence[DocketCase], pending: Sequence[DocketCase]) -> list[FormRow]:
    """37 refused adjournments in 34 cases: P01 to P32, P01 to P03 once more, D01 and D02."""
    return [
        *(refusal(case, 0) for case in pending[:32]),
        *(refusal(case, 1) for case in pending[:3]),
        *(refusal(case, -2) for case in decided[:2]),
    ]


def refusal(case: DocketCase, hearing: int) -> FormRow:
    """A side asked for an adjournment on that day of the case's history and was refused."""
    return {
        "case_ref": case.cnr,
        "business_date": str(case.hearings[hearing].business_date),
        "requested_by": "def",
        "ruling": "disallowed",
        "reason_code": "",
        "effective": "u",
    }


def bail_applications(pending: Sequence[DocketCase]) -> list[FormRow]:
    """26 applications: 20 rejected in 18 cases (P10 and P11 twice), 4 allowed, 1 withdrawn, 1 unknown."""
    return [
        *(bail_application(case, 1, "rejected") for case in pending[9:27]),
        *(bail_application(case, 2, "rejected") for case in pending[9:11]),
        *(bail_application(case, 1, "allowed") for case in pending[27:31]),
        bail_application(pending[31], 1, "withdrawn"),
        bail_application(pending[32], 1, "disposed_unknown"),
    ]


def bail_application(case: DocketCase, number: int, outcome: str) -> FormRow:
    """An application that no page shows, under a number of its own."""
    return {
        "case_ref": case.cnr, "app_ref": f"B{number}", "kind": "not_stated", "filed": "", "decided": "",
        "outcome": outcome,
    }  # fmt: skip


def coded(rows: Iterable[FormRow], source: str, source_date: date) -> list[FormRow]:
    """The rows with who coded them when and from what, a second coding after every fourth."""
    provenance = {
        "source": source,
        "source_date": str(source_date),
        "coded_at": str(source_date + timedelta(days=30)),
        "confidence": "3",
    }
    finished = []
    for number, row in enumerate(rows):
        is_twice = number % CODED_TWICE_EVERY == 0
        named = {"coder": FIRST_CODER, "second_coder": SECOND_CODER if is_twice else ""}
        finished.append(row | provenance | named)
        if is_twice:
            finished.append(row | provenance | {"coder": SECOND_CODER, "second_coder": ""})
    return finished


def yes_no(holds: bool) -> str:
    return "y" if holds else "n"
