"""``python -m bench.all_indicators TABLES MEMORY [again]``: every indicator over made-up tables.

What many cases share is computed anew, unless it is ``again``: then it is taken from where it was kept.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from bench.made_tables import STUDY, TIMEPOINT
from pipeline.computing import computed_values
from transform.indicators.kept_facts import KeptFacts
from transform.indicators.values import store_indicator_values
from transform.limits import Limits
from transform.warehouse import build_warehouse


def main() -> None:
    """Compute and store every value once, and print how many there are."""
    tables, memory = Path(sys.argv[1]), sys.argv[2]
    scratch, warehouse = tables / ".scratch", tables / "warehouse.duckdb"
    build_warehouse(tables, warehouse)
    limits = Limits(memory, None, scratch / "spilled")
    if sys.argv[3:] != ["again"]:
        shutil.rmtree(scratch, ignore_errors=True)
    kept = KeptFacts(scratch / "shared.duckdb", tables / STUDY / TIMEPOINT)
    values = computed_values(warehouse, STUDY, TIMEPOINT, kept, limits)
    store_indicator_values(scratch, values)
    print(len(values))


if __name__ == "__main__":
    main()
