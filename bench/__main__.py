"""``python -m bench [SUBJECT ...] [--size quick|usual|full] [--out FILE]``: measure, print, store."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from bench.figures import Figure
from bench.machine import describe_machine
from bench.measures import SUBJECTS
from bench.sizes import NAMES, size_named
from extract.whole_files import written_whole


def main() -> int:
    """Measure the subjects asked for; exit code 1 when a figure is not what was wanted."""
    asked = _arguments()
    asked.scratch.mkdir(parents=True, exist_ok=True)
    size = size_named(asked.size, asked.scratch)
    measured: dict[str, list[Figure]] = {}
    for subject in asked.subjects or SUBJECTS:
        module = importlib.import_module(f"bench.measures.{subject}")
        print(f"== {module.TITLE}", flush=True)
        measured[subject] = []
        for figure in module.measure(size):
            print(_line(figure), flush=True)
            measured[subject].append(figure)
        _store(asked.out, asked.size, measured)
    print(f"stored in {asked.out}")
    return int(any(figure.is_met is False for figures in measured.values() for figure in figures))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure how fast the pipeline is.")
    parser.add_argument("subjects", nargs="*", choices=[[], *SUBJECTS], help="what to measure (all)")
    parser.add_argument("--size", choices=NAMES, default="usual", help="how much made-up data")
    parser.add_argument("--out", type=Path, default=Path("bench/results.json"), help="where figures are kept")
    parser.add_argument(
        "--scratch", type=Path, default=Path(tempfile.gettempdir()) / "ecourts-bench", help="for made-up data"
    )
    return parser.parse_args()


def _line(figure: Figure) -> str:
    said = f"  {figure.name}: {figure.value:,.4g} {figure.unit}"
    if figure.reference_value is not None:
        said += f" ({figure.reference}: {figure.reference_value:,.4g})"
    if figure.wanted is not None and figure.judged is not None:
        said += f"; {figure.judged:,.3g}, wanted {figure.wanted}: {'yes' if figure.is_met else 'NO'}"
    return said + (f"; {figure.note}" if figure.note else "")


def _store(out: Path, size: str, measured: dict[str, list[Figure]]) -> None:
    record = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "size": size,
        "machine": describe_machine(),
        "figures": {
            subject: [{**asdict(figure), "is_met": figure.is_met} for figure in figures]
            for subject, figures in measured.items()
        },
    }
    with written_whole(out) as unfinished:
        unfinished.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
