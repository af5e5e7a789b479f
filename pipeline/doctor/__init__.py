"""Is this machine fit for the work? Looks at everything a pull or a run depends on and says what to fix.

Nothing is changed, and nothing is asked over a network.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from pipeline.doctor.archives import examine_archives
from pipeline.doctor.browser import examine_browser
from pipeline.doctor.clock import examine_clock, examine_time_zone
from pipeline.doctor.finding import Examination, Finding, Level, examine
from pipeline.doctor.key import examine_key
from pipeline.doctor.machine import examine_disk, examine_python
from pipeline.doctor.raw_zone import examine_raw_zone
from pipeline.doctor.studies import examine_studies
from pipeline.doctor.warehouse import examine_warehouse

__all__ = ["Finding", "Level", "diagnose"]


def diagnose(data: Path, key: Path, studies: Sequence[str], *, with_browser: bool = True) -> list[Finding]:
    """Every finding, in the order of work.

    ``studies`` are names or files; without any, all that are shipped or lie under ``data``.
    ``with_browser`` starts the browser once, without a page of any site.
    """
    examinations: list[tuple[str, Examination]] = [
        ("Python", partial(examine_python, sys.version_info[:3])),
        ("disk", partial(examine_disk, data)),
        ("clock", partial(examine_clock, data, datetime.now(UTC))),
        ("time zone", partial(examine_time_zone, datetime.now().astimezone())),
        ("study files", partial(examine_studies, data, studies)),
        ("pseudonym key", partial(examine_key, key, data)),
        ("raw zone", partial(examine_raw_zone, data)),
        ("archives", partial(examine_archives, data)),
        ("warehouse", partial(examine_warehouse, data)),
    ]
    if with_browser:
        examinations.append(("browser", partial(examine_browser, data, studies)))
    return [finding for what, examination in examinations for finding in examine(what, examination)]
