"""Made-up files of the exact shape of the Development Data Lab's release of Indian court cases (2010-2018).

``python -m bench.ddl_release FOLDER --cases 1000``: ``cases/cases_YYYY.csv``, ``acts_sections.csv`` and the
eight keys, with the release's pathologies: codes that number otherwise each year, repeated CNRs, decisions
before filing, years mistyped to 2116, -9998/-9999, near-duplicate wordings. The same seed gives the same
bytes. No case in them is anybody's: every CNR begins with ZZ.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb

from bench.ddl_keys import write_keys
from bench.ddl_rows import DRAW, acts_query, cases_query
from extract.whole_files import written_whole

YEARS = tuple(range(2010, 2019))
FIRST_YEAR_SHARE, LAST_YEAR_SHARE = 4.28, 13.72
"""Cases filed in 2010 and 2018, in millions, as the release has them; the years between grow evenly."""


@dataclass(frozen=True, slots=True)
class Release:
    """``field_share``: cases charged with an offence of the trafficking field; ``trouble`` multiplies how
    often each pathology occurs (1: about as often as in the release)."""

    cases: int
    seed: int = 103
    field_share: float = 0.01
    trouble: float = 1.0

    def cases_of(self, year: int) -> int:
        """Rows of one yearly file; the years sum to ``cases``."""
        ends = [round(self.cases * _share_up_to(count)) for count in range(len(YEARS) + 1)]
        at = YEARS.index(year)
        return ends[at + 1] - ends[at]


def write_release(folder: Path, release: Release) -> None:
    """Write every file of the release below ``folder``, each under a temporary name first."""
    (folder / "cases").mkdir(parents=True, exist_ok=True)
    (folder / "keys").mkdir(exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute(DRAW)
        write_keys(connection, folder / "keys", YEARS, release.seed)
        for year in YEARS:
            query = cases_query(year, release.cases_of(year), release)
            _copy(connection, query, folder / "cases" / f"cases_{year}.csv")
        counts = {year: release.cases_of(year) for year in YEARS}
        _copy(connection, acts_query(counts, release), folder / "acts_sections.csv")


def _copy(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    with written_whole(path) as unfinished:
        connection.execute(f"copy ({query}) to '{unfinished}' (format csv, header)")


def _share_up_to(years: int) -> float:
    step = (LAST_YEAR_SHARE - FIRST_YEAR_SHARE) / (len(YEARS) - 1)
    weights = [FIRST_YEAR_SHARE + step * at for at in range(len(YEARS))]
    return sum(weights[:years]) / sum(weights)


def main() -> None:
    """Write a release where the command line says."""
    parser = argparse.ArgumentParser(prog="python -m bench.ddl_release", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cases", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=103)
    parser.add_argument("--field-share", type=float, default=0.01)
    parser.add_argument("--trouble", type=float, default=1.0)
    asked = parser.parse_args()
    started = time.perf_counter()
    write_release(asked.folder, Release(asked.cases, asked.seed, asked.field_share, asked.trouble))
    print(f"{asked.cases} cases in {asked.folder}, {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
