"""Every rule fires on the fault it is named after, finds the offender, and leaves a clean study alone."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest
from rule_faults import FAULTS, Fault, add_row, drop_row, set_row
from small_study import DISPOSED, PENDING, Rows, as_tables, clean_rows

from checks.errors import CheckError
from checks.rule_files import parse_rule, read_rules
from checks.rule_views import show_rule_views
from checks.rules import RuleResult, find_offenders, run_rule
from checks.table_source import connect_tables


def results_after(fault: Fault, severities: dict[str, str] | None = None) -> dict[str, RuleResult]:
    rows = clean_rows()
    fault(rows)
    return {result.name: result for result in find_offenders(as_tables(rows), severities or {})}


def result_of(rule_name: str, fault: Fault) -> RuleResult:
    """What one rule finds; the others are not run."""
    rows = clean_rows()
    fault(rows)
    (rule,) = (rule for rule in read_rules() if rule.name == rule_name)
    connection = connect_tables(as_tables(rows))
    show_rule_views(connection)
    return run_rule(connection, rule, rule.severity, None)


def test_every_rule_has_a_fault_that_makes_it_fire() -> None:
    assert {rule.name for rule in read_rules()} == set(FAULTS)


def test_a_clean_study_has_no_offenders() -> None:
    assert {r.name: r.offenders for r in find_offenders(as_tables(clean_rows()), {}) if r.offenders} == {}


@pytest.mark.parametrize("name", FAULTS)
def test_rule_names_its_offender(name: str) -> None:
    fault, offenders = FAULTS[name]
    result = result_of(name, fault)
    assert result.offenders
    assert result.case_ids == offenders


def test_twin_whose_sessions_case_is_missing_is_found_though_out_of_frame() -> None:
    lost_twin = set_row("cases", 1, merged_into_case_id="0" * 16, frame_exclusion="merged_committal_twin")
    assert result_of("twin_in_frame", lost_twin).case_ids == (PENDING,)


def test_missing_row_in_the_middle_of_a_history_breaks_the_chain() -> None:
    assert result_of("broken_chain", drop_row("hearings", 1)).case_ids == (DISPOSED,)


def test_missing_last_row_before_the_closing_entry_breaks_the_chain() -> None:
    assert result_of("broken_chain", drop_row("hearings", 2)).case_ids == (DISPOSED,)


def test_entries_after_the_cut_off_do_not_break_the_chain() -> None:
    later = add_row(
        "hearings", 6, hearing_number=4, business_date=date(2020, 6, 1), next_date=None, is_within_as_of=False
    )
    assert result_of("broken_chain", later).offenders == []


def test_closing_entry_on_an_undecided_case_is_disposed_without_decision() -> None:
    closing = set_row("hearings", 6, is_terminal=True, next_date=None)
    assert result_of("disposed_without_decision_date", closing).case_ids == (PENDING,)


def test_closing_entry_of_a_case_that_was_reopened_is_no_disposal() -> None:
    reopened = set_row("hearings", 4, is_terminal=True, next_date=None)
    assert result_of("disposed_without_decision_date", reopened).offenders == []


def test_five_percent_of_unknown_purposes_is_still_allowed() -> None:
    def one_in_twenty(rows: Rows) -> None:
        known = [rows["hearings"][4] | {"hearing_number": 100 + n} for n in range(13)]
        rows["hearings"] += [
            *known,
            rows["hearings"][4] | {"hearing_number": 200, "purpose_code": "unmapped"},
        ]

    assert result_of("unknown_purposes", one_in_twenty).offenders == []


def test_blank_purposes_count_as_unknown_with_their_number_and_share() -> None:
    found = result_of("unknown_purposes", set_row("hearings", 6, purpose_printed=None, purpose_code=None))
    assert found.offenders == [{"wording": "(not stated)", "entries": 1, "unknown_share": 0.1667}]


def test_dates_of_cases_the_study_never_uses_are_not_held_against_it() -> None:
    bail_case = set_row(
        "cases", 0, is_in_frame=False, frame_exclusion="not_a_prosecution", decision_date=date(2019, 2, 1)
    )
    assert result_of("decision_before_filing", bail_case).offenders == []


def test_case_put_out_of_the_window_by_its_dates_is_still_checked() -> None:
    mistyped = set_row(
        "cases", 0, is_in_frame=False, frame_exclusion="out_of_window", decision_date=date(2019, 2, 1)
    )
    assert result_of("decision_before_filing", mistyped).case_ids == (DISPOSED,)


def test_the_study_sets_its_own_severity() -> None:
    fault, _ = FAULTS["broken_chain"]
    assert results_after(fault)["broken_chain"].is_failed
    excluded = results_after(fault, {"broken_chain": "exclude"})["broken_chain"]
    assert (excluded.severity, excluded.is_failed, excluded.case_ids) == ("exclude", False, (PENDING,))


@pytest.mark.parametrize(
    ("severities", "told"),
    [
        ({"broken_chian": "warn"}, "no rule 'broken_chian'"),
        ({"broken_chain": "ignore"}, "'ignore'; choose one of stop, exclude, warn"),
        ({"unknown_purposes": "exclude"}, "concerns no single cases to exclude"),
    ],
)
def test_settings_that_make_no_sense_are_refused(severities: dict[str, str], told: str) -> None:
    with pytest.raises(CheckError, match=told):
        find_offenders(as_tables(clean_rows()), severities)


def test_rules_run_on_a_connection_too() -> None:
    rows = clean_rows()
    FAULTS["decision_before_filing"][0](rows)
    connection = duckdb.connect()
    for name, table in as_tables(rows).items():
        connection.register(name, table)
    found = {result.name: result for result in find_offenders(connection, {})}
    assert found["decision_before_filing"].case_ids == (DISPOSED,)


def test_rule_that_misses_a_table_says_which_rule() -> None:
    tables = as_tables(clean_rows())
    del tables["bail"]
    with pytest.raises(CheckError, match=r"bail_decided_before_filed\.sql.*bail"):
        find_offenders(tables, {})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("-- title: x\n-- severity: stop\n-- grain: case\n-- explains: y\nselect 1", "lacks what to do"),
        (
            "-- title: x\n-- severity: fatal\n-- grain: case\n-- explains: y\n-- what to do: z\nselect 1",
            "write stop or warn",
        ),
        (
            "-- title: x\n-- severity: stop\n-- grain: day\n-- explains: y\n-- what to do: z\nselect 1",
            "write case or study",
        ),
        ("-- titel: x\nselect 1", "belongs to no field"),
    ],
)
def test_rule_file_without_a_proper_header_is_refused(text: str, told: str) -> None:
    with pytest.raises(CheckError, match=told):
        parse_rule("x", text)


def test_header_lines_are_joined() -> None:
    header = "-- title: a\n-- severity: warn\n-- grain: case\n-- explains: b\n--   c\n-- what to do: d\n"
    rule = parse_rule("x", header + "select 1 as n\n")
    assert (rule.explains, rule.query) == ("b c", "select 1 as n")
