"""All checks of one study and timepoint, as lines for the terminal and as a file of offenders."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from checks.coverage import Coverage, check_coverage
from checks.expectations import TableStructure, check_structure
from checks.many_cases import find_offenders_of_many
from checks.offenders_file import OFFENDER_COLUMNS, OFFENDERS_FILE, rule_rows, structure_rows
from checks.report_lines import coverage_lines, rule_lines, structure_lines
from checks.rules import RuleResult
from checks.table_source import Tables, connect_tables
from extract.whole_files import written_whole
from transform.limits import NO_LIMITS, Limits

LIST_WORDINGS = "ecourts-indicators vocab list"


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What the checks found. ``failed`` means that no figure of the tables may be used."""

    structure: Sequence[TableStructure]
    rules: Sequence[RuleResult]
    coverage: Coverage

    @property
    def failed(self) -> bool:
        return (
            any(result.is_failed for result in self.structure)
            or any(result.is_failed for result in self.rules)
            or self.coverage.is_failed
        )

    def lines(self, offenders_file: Path, list_wordings: str = LIST_WORDINGS) -> list[str]:
        """What to print: a line per part, and two per finding with its first offenders and what to do.

        ``offenders_file`` is named where more cases offend than are printed, ``list_wordings`` is the command
        named where wordings are in no map.
        """
        return list(
            chain(
                structure_lines(self.structure, offenders_file),
                rule_lines(self.rules, offenders_file),
                coverage_lines(self.coverage, list_wordings),
            )
        )

    def write_offenders(self, folder: Path) -> Path:
        """Write the offenders of every check to ``offenders.csv`` in ``folder``; returns its path.

        Where a check lists the first of very many, a row without a case says how many more there are.
        UTF-8 with the columns of ``OFFENDER_COLUMNS``; case pseudonyms and dates, so not to be passed on.
        """
        path = folder / OFFENDERS_FILE
        with written_whole(path) as unfinished, unfinished.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(OFFENDER_COLUMNS)
            writer.writerows(chain(structure_rows(self.structure), rule_rows(self.rules)))
        return path


def check_tables(tables: Tables, severities: Mapping[str, str], limits: Limits = NO_LIMITS) -> CheckReport:
    """Run all checks over the tables of one study and timepoint, DuckDB working within ``limits``.

    The rules need the columns of the schema, so a table whose columns are wrong is reported by its structure
    alone. ``severities`` are the study's own, by rule name.
    """
    with connect_tables(tables, limits) as connection:
        structure = check_structure(tables, connection=connection)
        has_schema = all(fault.count for result in structure for fault in result.faults)
        rules = find_offenders_of_many(connection, tables, severities) if has_schema else []
        coverage = check_coverage(connection) if has_schema else Coverage((), (), ())
    return CheckReport(structure, rules, coverage)
