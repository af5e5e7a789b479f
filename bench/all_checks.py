"""``python -m bench.all_checks TABLES MEMORY``: structure, rules and coverage of made-up tables."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.made_tables import STUDY, TIMEPOINT
from checks.report import check_tables
from transform.limits import Limits
from transform.schema import TABLES


def main() -> None:
    """Check once and print how many expectations and rules there were; tables that fail are an error."""
    folder, memory = Path(sys.argv[1]), sys.argv[2]
    tables = {name: folder / STUDY / TIMEPOINT / f"{name}.parquet" for name in TABLES}
    report = check_tables(tables, {}, Limits(memory, None, folder / ".scratch" / "spilled"))
    if report.failed:
        raise SystemExit("\n".join(report.lines(folder / "offenders.csv")))
    print(sum(structure.expectation_count for structure in report.structure), len(report.rules))


if __name__ == "__main__":
    main()
