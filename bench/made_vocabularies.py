"""The vocabularies as tables that the queries of made-up cases read: codes, wordings, stages and sides."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb
import pyarrow as pa

from transform.vocabulary import vocabulary


def register_vocabularies(connection: duckdb.DuckDBPyConnection) -> None:
    """Codes as the vocabularies have them: wordings, stages, sides and groups are stated there alone."""
    purposes, reasons = vocabulary("purposes").codes, vocabulary("adjournment_reasons")
    stated = [code for code in reasons.codes if code in reasons.wordings.values()]
    label_reasons = [row["reason_code"] or None for row in purposes.values()]
    connection.register(
        "made_purposes",
        pa.table(
            {
                "code": list(purposes),
                "printed": _printed("purposes", purposes),
                "stage_group": [row["stage_group"] for row in purposes.values()],
                "takes_evidence": [row["takes_evidence"] == "true" for row in purposes.values()],
                "is_label": [row["is_adjournment_label"] == "true" for row in purposes.values()],
                "label_reason": pa.array(label_reasons, pa.string()),
                "label_side": pa.array([_side(reason) for reason in label_reasons], pa.string()),
            }
        ),
    )
    connection.register(
        "made_reasons",
        pa.table(
            {
                "place": list(range(len(stated))),
                "code": stated,
                "printed": _printed("adjournment_reasons", stated),
                "side": pa.array([_side(code) for code in stated], pa.string()),
            }
        ),
    )
    connection.register("made_outcomes", _outcomes())


def _printed(name: str, codes: Iterable[str]) -> list[str]:
    """A wording of each code; the code itself where no court prints one."""
    wordings = vocabulary(name).wordings
    wording_of = {code: wording for wording, code in reversed(list(wordings.items()))}
    return [wording_of.get(code, code) for code in codes]


def _side(reason_code: str | None) -> str | None:
    return (
        None if reason_code is None else vocabulary("adjournment_reasons").codes[reason_code]["side"] or None
    )


def _outcomes() -> pa.Table:
    disposals = vocabulary("disposals")
    flags = ("is_disposal", "is_merits", "is_conviction_lower", "is_conviction_upper")
    return pa.table(
        {
            "outcome_code": list(disposals.codes),
            "outcome_group": [row["outcome_group"] for row in disposals.codes.values()],
            "printed": _printed("disposals", disposals.codes),
            **{flag: [row[flag] == "true" for row in disposals.codes.values()] for flag in flags},
        }
    )
