"""The report says whether the run may go on, names offenders by pseudonym and writes them to a file."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from small_study import DISPOSED, PENDING, Rows, as_tables, clean_rows

from checks.coverage import Coverage, QuarantineCount, check_coverage
from checks.expectations import StructureFault, TableStructure
from checks.report import CheckReport, check_tables
from checks.report_document import as_document
from checks.rules import RuleResult, find_offenders

FILE = Path("checks") / "offenders.csv"


def report_of(rows: Rows, severities: dict[str, str] | None = None) -> CheckReport:
    """The report without the structure part, which takes seconds."""
    tables = as_tables(rows)
    return CheckReport([], find_offenders(tables, severities or {}), check_coverage(tables))


def broken_chain() -> Rows:
    rows = clean_rows()
    rows["hearings"][4]["next_date"] = date(2020, 1, 7)
    return rows


def test_a_clean_study_passes_all_checks() -> None:
    report = check_tables(as_tables(clean_rows()), {})
    assert not report.failed
    lines = report.lines(FILE)
    assert [line for line in lines if line.startswith(" ")] == []
    assert [line.partition(":")[0] for line in lines] == ["structure", "rules", "coverage"]


def test_rules_are_not_run_over_tables_of_another_shape(
    broken_structure: list[TableStructure], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checks.report.check_structure", lambda tables, connection: broken_structure)
    report = check_tables({}, {})
    assert report.failed
    printed = "\n".join(report.lines(FILE))
    assert "rules: not run, because the structure failed" in printed
    assert "parties.study, timepoint, case_id, side, party_number: expected that the table exists" in printed


def test_a_broken_rule_fails_the_report_and_names_case_and_remedy() -> None:
    report = report_of(broken_chain())
    assert report.failed
    lines = report.lines(FILE)
    line = lines.index(f"  stop: Broken chain of dates [broken_chain]: 1 found: {PENDING}")
    assert "exclude the case in the study file" in lines[line + 1]


def test_excluded_and_warned_offenders_do_not_fail_the_report_but_are_listed() -> None:
    for severity in ("exclude", "warn"):
        report = report_of(broken_chain(), {"broken_chain": severity})
        assert not report.failed
        assert any(line.startswith(f"  {severity}: Broken chain of dates") for line in report.lines(FILE))


def test_a_structure_fault_fails_the_report() -> None:
    fault = StructureFault("cases", "every code is in the vocabulary", "status", 1, (DISPOSED,), ("closed",))
    report = CheckReport([TableStructure("cases", 2, 1, (fault,), None)], [], Coverage((), (), ()))
    assert report.failed
    expected = "cases.status: expected that every code is in the vocabulary (1 rows, found closed)"
    assert f"  stop: {expected}: {DISPOSED}" in report.lines(FILE)


def test_a_step_that_loses_rows_fails_the_report() -> None:
    rows = clean_rows()
    rows["coverage"][0]["rows_out"] = 1
    report = report_of(rows)
    assert report.failed
    assert "  stop: step pages to cases: 3 in, 1 out, 1 explained: 1 without explanation" in report.lines(
        FILE
    )


def test_only_ten_offenders_are_printed_and_the_file_named_for_the_rest() -> None:
    offenders = [{"case_id": f"{number:016x}"} for number in range(14)]
    rule = RuleResult("some_rule", "Some fault", "warn", [*offenders, offenders[0]], "look at it")
    line = CheckReport([], [rule], Coverage((), (), ())).lines(FILE)[2]
    assert line.startswith("  warn: Some fault [some_rule]: 15 found: 0000000000000000, ")
    assert line.endswith(f"0000000000000009 and 4 more; all in {FILE}")


def test_offenders_counted_and_not_listed_are_said_everywhere(tmp_path: Path) -> None:
    offenders = [{"case_id": f"{number:016x}"} for number in range(3)]
    rule = RuleResult("some_rule", "Some fault", "stop", offenders, "look at it", unlisted=97)
    report = CheckReport([], [rule], Coverage((), (), ()))
    assert report.failed
    line = report.lines(FILE)[2]
    assert line.startswith("  stop: Some fault [some_rule]: 100 found: 0000000000000000, ")
    assert line.endswith(f"0000000000000002 and more; the first in {FILE}")
    with report.write_offenders(tmp_path).open(encoding="utf-8", newline="") as file:
        *_, last = csv.DictReader(file)
    assert (last["case_id"], last["details"]) == ("", "and 97 more, counted and not listed")
    (said,) = as_document(report)["rules"]
    assert (said["offenders"], said["offenders_listed"]) == (100, 3)


def test_of_very_many_kinds_of_quarantine_the_commonest_are_printed_and_the_others_counted() -> None:
    kinds = [QuarantineCount("interpret", f"no such day {n}", "a day", 2, ["31-02"], 1) for n in range(25)]
    step = report_of(clean_rows()).coverage.steps[0]
    lines = CheckReport([], [], Coverage((step,), (), tuple(kinds))).lines(FILE)
    assert sum(line.startswith("  quarantine: 2 x no such day") for line in lines) == 20
    assert lines[-1] == "  quarantine: 10 more of 5 other kinds"


def test_of_values_found_where_another_was_expected_the_first_are_printed_and_the_others_counted() -> None:
    found = QuarantineCount("interpret", "next date can't be read", "a date", 9, ["01-01-2201", "02-2019"], 7)
    step = report_of(clean_rows()).coverage.steps[0]
    assert CheckReport([], [], Coverage((step,), (), (found,))).lines(FILE)[-2:] == [
        "  quarantine: 9 x next date can't be read (interpret)",
        "    expected a date; found 01-01-2201, 02-2019 and 5 other values",
    ]


def test_findings_of_the_whole_study_are_described() -> None:
    rows = clean_rows()
    rows["hearings"][4] |= {"purpose_printed": "Zzz", "purpose_code": "unmapped"}
    printed = "\n".join(report_of(rows).lines(FILE))
    assert "[unknown_purposes]: 1 found: wording Zzz, entries 1, unknown_share 0.1667" in printed


def test_every_offender_is_written_with_its_details(tmp_path: Path) -> None:
    rows = broken_chain()
    rows["hearings"][1]["next_date"] = date(2019, 4, 30)
    path = report_of(rows).write_offenders(tmp_path / "new")
    with path.open(encoding="utf-8", newline="") as file:
        written = list(csv.DictReader(file))
    assert [(row["check"], row["severity"], row["case_id"]) for row in written] == [
        ("broken_chain", "stop", PENDING),
        ("broken_chain", "stop", DISPOSED),
    ]
    assert written[0]["details"].startswith(
        "hearing_number 1, business_date 2019-12-02, next_date 2020-01-07"
    )
    assert [entry.name for entry in path.parent.iterdir()] == ["offenders.csv"]


def test_the_file_of_a_clean_study_holds_the_header_alone(tmp_path: Path) -> None:
    path = report_of(clean_rows()).write_offenders(tmp_path)
    assert path.read_text("utf-8") == "check,severity,title,case_id,details,what_to_do\n"
