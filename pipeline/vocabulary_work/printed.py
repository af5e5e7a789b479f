"""Decisions on wordings that no page of the study prints: a typing error of the analyst, most likely."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow.parquet as pq

from pipeline.run import Run
from transform.vocabulary import looked_up
from transform.wording_decisions import WordingDecision


def never_printed(run: Run, decisions: Iterable[WordingDecision]) -> list[WordingDecision]:
    """Those on wordings that stand in the tables of no timepoint; none where nothing was built yet."""
    files = sorted((run.places.tables_root / run.study.name).glob("*/wordings.parquet"))
    if not files:
        return []
    printed = {
        (row["vocabulary"], looked_up(row["vocabulary"], row["printed"]))
        for file in files
        for row in pq.read_table(file, columns=["vocabulary", "printed"]).to_pylist()
    }
    return [decision for decision in decisions if decision.key not in printed]
