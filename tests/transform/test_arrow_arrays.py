"""Tables are made without pandas, and whoever needs pandas afterwards has it."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from pathlib import Path
from pipeline.study import load_study
from pipeline.study_files import study_file
from transform.interpreting.faults import Fault
from transform.builders.quarantine import Offender, quarantine_table

study = load_study(study_file("reference", Path("data")))
fault = Fault("parse", "0123456789abcdef", None, "why", "this", "that", None)
table = quarantine_table([fault], study.parameters("baseline"))
print("pandas" in sys.modules, table.num_rows)

import pyarrow as pa

frame = table.to_pandas()
print(list(frame["reason"]), pa.array(frame["excerpt_sha256"]).null_count, len(sys.meta_path))
"""


def test_pandas_is_imported_only_where_it_is_needed() -> None:
    before = len(sys.meta_path)
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    first, second = done.stdout.splitlines()
    assert first == "False 1"
    assert second.startswith("['why'] 1 ")
    assert int(second.split()[-1]) <= before
