"""What a bulk row means at the study's cut-off: ``case_facts`` and ``frame`` of transform, in SQL.

Nothing dated after ``as_of`` counts. The release has no hearings, so where a row knows more than ``as_of`` (a
later decision or listing), its stage and next hearing are not known. Tests hold both tellings against each
other.
"""

from __future__ import annotations

import duckdb

from extract.bulk_release import BulkRelease
from extract.importers.ddl_csv import CASES, year_of
from transform.bulk.session import literal
from transform.bulk.small_tables import LISTED, make_table
from transform.interpreting.case_state import PAUSED_STAGES

RELEASE_FILES = {"release_year": "int", "page_id": LISTED, "sha256": "text"}
UNKNOWN_OUTCOME = "otherwise_unknown"

_KNOWN = """
create view known_rows as
select
    *, rowid as candidate,
    case when date_of_decision <= getvariable('as_of') then date_of_decision end as decision_date,
    coalesce(date_of_decision > getvariable('as_of'), false) as is_undecided_yet,
    coalesce(greatest(date_of_decision, date_last_list) > getvariable('as_of'), false) as is_outrun
from candidates
anti join set_aside on set_aside.candidate = candidates.rowid
"""

_ENDED = """
create view ended_rows as
select
    rows.*,
    case when not is_undecided_yet then disposals.printed end as nature_printed,
    case when not is_undecided_yet then disposals.is_contested end as is_contested,
    disposals.is_plea, disposals.is_probation,
    facts.code as outcome_code, facts.outcome_group, facts.is_disposal, facts.is_merits,
    facts.is_conviction_lower, facts.is_conviction_upper,
    case when facts.outcome_group is distinct from 'inactive' then decision_date end as ended_date,
    {clock} as clock_start_date
from known_rows as rows
left join disposal_key as disposals on disposals.year = release_year and disposals.code = disp_name
left join outcome_facts as facts on facts.code = case
    when is_undecided_yet or (decision_date is null and disposals.printed is null) then null
    else coalesce(disposals.outcome_code, cast('{unknown}' as outcome_code))
end
"""

_JUDGED = """
create view judged_rows as
select
    rows.*,
    case when not is_outrun then purposes.printed end as stage_printed,
    case when not is_outrun then purposes.stage_code end as stage_code,
    case
        when rows.outcome_code is null
            then if(
                not is_outrun and purposes.stage_code in ({paused}), {inactive}, cast('pending' as status)
            )
        when rows.outcome_group = 'inactive' then {inactive}
        when rows.outcome_group = 'left_court' then cast('left_court' as status)
        else cast('disposed' as status)
    end as status,
    places.state_printed, places.district_printed, places.name as district, places.is_in_study,
    types.printed as case_type_printed,
    types.type_code as case_type_code,
    coalesce(types.kind, cast('unmapped' as case_kind)) as kind_of_type,
    types.level as level_of_type,
    {exclusion} as frame_exclusion
from ended_rows as rows
left join purpose_key as purposes on purposes.year = release_year and purposes.code = purpose_name
left join type_key as types on types.year = release_year and types.code = type_name
inner join place_key as places
    on places.state is not distinct from state_code and places.district is not distinct from dist_code
left join cases_with_offence as offences on offences.candidate = rows.candidate
"""

_PLACED = """
create view placed_rows as
select
    rows.*,
    positions.designation as judge_designation,
    coalesce(level_of_type, positions.level, courts.level, cast('not_stated' as court_level)) as court_level,
    case
        when kind_of_type = 'prosecution' and outcome_code = 'committed' and court_level = 'magistrate'
            then cast('committal' as case_kind)
        else kind_of_type
    end as case_kind
from judged_rows as rows
left join position_key as positions on positions.position = judge_position
left join court_key as courts
    on courts.year = release_year and courts.state = state_code and courts.district = dist_code
    and courts.court = court_no
"""

_CLOCK = """
case when getvariable('clock_start') = 'filing_date' and date_of_filing <= getvariable('as_of')
         then date_of_filing
     when getvariable('clock_start') = 'first_hearing_date' and date_first_list <= getvariable('as_of')
         then date_first_list
end"""

_IN_WINDOW = """
date_of_filing <= getvariable('as_of') and case getvariable('frame_rule')
    when 'filed_in_window'
        then date_of_filing between getvariable('window_start') and getvariable('window_end')
    when 'active_in_window'
        then date_of_filing <= getvariable('window_end')
            and coalesce(ended_date >= getvariable('window_start'), true)
    else date_of_filing between getvariable('window_start') and getvariable('window_end')
        or coalesce(ended_date between getvariable('window_start') and getvariable('window_end'), false)
end"""

_EXCLUSION = f"""
case
    when not is_in_study then cast('district_not_in_study' as frame_exclusion)
    when kind_of_type <> 'prosecution' then cast('not_a_prosecution' as frame_exclusion)
    when not getvariable('takes_every_offence') and offences.candidate is null
        then cast('no_offence_in_frame' as frame_exclusion)
    when date_of_filing is null then cast('undated' as frame_exclusion)
    when not ({_IN_WINDOW}) then cast('out_of_window' as frame_exclusion)
end"""


_CASES_TOLD = """
create table told_cases as
select
    rows.case_id, page_id, coalesce(repeated.row_count, 1) as row_count,
    establishment_code, state_printed, district_printed, district, court_level, judge_designation,
    case_type_printed, case_type_code, case_kind,
    date_of_filing, date_first_list, case when not is_outrun then date_next_list end as date_next_list,
    decision_date, clock_start_date,
    stage_printed, stage_code, status, nature_printed, is_contested, is_plea, is_probation,
    outcome_code, outcome_group, is_disposal, is_merits, is_conviction_lower, is_conviction_upper,
    frame_exclusion
from placed_rows as rows
inner join release_files using (release_year)
left join repeated on repeated.candidate = rows.candidate
"""


def tell_cases(connection: duckdb.DuckDBPyConnection, release: BulkRelease) -> None:
    """Table ``told_cases`` (one row per case, in the release's order) and table ``release_files``.

    It is made by views, each with more joined to it than the one before: ``known_rows`` (as of the cut-off),
    ``ended_rows`` (how it ended), ``judged_rows`` (status, district, frame), ``placed_rows`` (court, judge).
    """
    files = (
        {"release_year": year_of(file), "page_id": file.page_id, "sha256": file.sha256}
        for file in release.of_role(CASES)
    )
    make_table(connection, "release_files", RELEASE_FILES, files)
    paused = ", ".join(literal(stage) for stage in sorted(PAUSED_STAGES))
    inactive = "cast('inactive' as status)"
    for statement in (
        _KNOWN,
        _ENDED.format(unknown=UNKNOWN_OUTCOME, clock=_CLOCK),
        _JUDGED.format(paused=paused, inactive=inactive, exclusion=_EXCLUSION),
        _PLACED,
        _CASES_TOLD,
    ):
        connection.execute(statement)
