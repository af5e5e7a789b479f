"""The command ``simulate coverage``: run, print, and write the document of record."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Sequence
from typing import Any

from pipeline.paths import PROJECT
from pipeline.simulating.coverage import Request, run_coverage_study
from pipeline.simulating.designs import DESIGNS
from pipeline.simulating.document import NAMES, as_document
from pipeline.simulating.record import as_record
from pipeline.study import StudyError
from pipeline.writing import write_text

RECORD = PROJECT / "docs" / "coverage_study.json"
DOCUMENT = PROJECT / "docs" / "coverage_study.md"
# Each process has its own core; threads inside the linear algebra would only get in each other's way.
THREAD_SETTINGS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def run_command(
    *,
    studies: int,
    seed: int,
    resamples: int,
    truth_studies: int,
    designs: Sequence[str] | None,
    workers: int,
    as_json: bool,
    write_docs: bool,
) -> None:
    """Run the coverage study; raises ``StudyError`` for a design that is not known."""
    known = tuple(design.name for design in DESIGNS)
    for name in designs or ():
        if name not in known:
            raise StudyError(f"--design {name}: no such design; choose from {', '.join(known)}.")
    if write_docs and designs:
        raise StudyError("--write-docs writes all designs; leave --design out.")
    for setting in THREAD_SETTINGS:
        os.environ.setdefault(setting, "1")
    request = Request(studies, seed, resamples, truth_studies, tuple(designs or known), workers)
    started = time.monotonic()
    results = run_coverage_study(request, lambda done: _progress(done, started))
    record = as_record(request, results)
    text = json.dumps(record, indent=1, ensure_ascii=False) + "\n"
    if write_docs:
        write_text(RECORD, text)
        write_text(DOCUMENT, as_document(record))
    print(text if as_json else _table(record), end="")


def _progress(done: str, started: float) -> None:
    print(f"{time.monotonic() - started:6.0f} s  {done}", file=sys.stderr, flush=True)


def _table(record: dict[str, Any]) -> str:
    """One line per design, effect and estimand."""
    lines = [f"{record['studies']} simulated studies each, seed {record['seed']}"]
    for result in record["results"]:
        lines.append(f"{result['design']}, {result['effect'].replace('_', ' ')}")
        for one in result["estimands"]:
            held = f"within 93-97 %: {'yes' if one['covers'] else 'no'}"
            if one["keeps_level"] is not None:
                held += f", keeps its level: {'yes' if one['keeps_level'] else 'no'}"
            lines.append(
                f"  {NAMES[one['estimand']]:60} true {one['truth']:8.4f}  covered "
                f"{100 * one['coverage']:5.1f} ± {100 * one['coverage_error']:.1f} %  rejected "
                f"{100 * one['rejection_share']:5.1f} ± {100 * one['rejection_error']:.1f} %  {held}"
            )
    return "\n".join(lines) + "\n"
