"""Pages parsed a second, beside the fastest published client for this portal, which reads fewer fields.

Needs a genuine case page (``../shared/real_pages``, no part of the project) and the bench extra
(``bharat-courts``); says so where one of them is not there.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from bench.figures import ROUNDS, Figure, Wanted
from bench.processes import run_measured
from bench.sizes import Size

TITLE = "Parsing the case page"
GENUINE_PAGE = Path(__file__).parents[2] / "../shared/real_pages/v6_2025_pending_KLKN010009992019.html"
REFERENCE = "bharat-courts 0.5.0 parse_case_detail"
OURS = ("extract.parsers.case_page", "parse_case_page", 400)
THEIRS = ("bharat_courts.casedetail", "parse_case_detail", 60)

# Each in a process of its own, so that neither pays for the other's garbage; processor time of one core.
_PROGRAM = """
import sys, time
from importlib import import_module
module, function, count, path = sys.argv[1:]
parse = getattr(import_module(module), function)
page = open(path, encoding="utf-8").read()
for _ in range(20):
    parse(page)
started = time.process_time()
for _ in range(int(count)):
    parse(page)
print(int(count) / (time.process_time() - started))
"""


def measure(size: Size) -> Iterator[Figure]:
    """Pages a second and core, ours and theirs by turns."""
    if not GENUINE_PAGE.is_file():
        print(f"  left out: there is no genuine page at {GENUINE_PAGE.parent}")
        return
    if find_spec("bharat_courts") is None:
        print("  left out: the bench extra (bharat-courts) is not installed")
        return
    rounds = [(_pages_a_second(*OURS), _pages_a_second(*THEIRS)) for _ in range(ROUNDS)]
    ours, theirs = (statistics.median(values) for values in zip(*rounds, strict=True))
    yield Figure(
        name="v6 page, all fields",
        value=ours,
        unit="pages/s and core",
        judged=ours / theirs,
        wanted=Wanted("at least", 10, "times"),
        reference=REFERENCE,
        reference_value=theirs,
    )


def _pages_a_second(module: str, function: str, count: int) -> float:
    command = [sys.executable, "-c", _PROGRAM, module, function, str(count), str(GENUINE_PAGE)]
    return float(run_measured(command).output)
