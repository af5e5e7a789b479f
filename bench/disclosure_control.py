"""``python -m bench.disclosure_control TABLES``: which of the values of ``all_indicators`` may be published.

Prints how many rows are withheld of how many.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pyarrow.parquet as pq

from checks.disclosure.control import control

THRESHOLD = 10


def main() -> None:
    """Decide on every row once."""
    values = pq.read_table(Path(sys.argv[1]) / ".scratch" / "indicator_values.parquet").to_pylist()
    rows = control(values, THRESHOLD)
    print(f"{sum(row['suppressed'] for row in rows):,} of {len(rows):,}")


if __name__ == "__main__":
    main()
