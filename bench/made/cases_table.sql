select
    case_id,
    case_id as snapshot_id,
    'app-parsed' as layout,
    '1' as state_code,
    cast(district_number + 1 as varchar) as district_code,
    district,
    case when charge < 0.3 then 'sessions' else 'magistrate' end as court_level,
    'District Judge-' || cast(1 + n % 3 as varchar) as judge_designation,
    case when charge < 0.3 then 'Sessions Case' else 'R.C.C.' end as case_type_printed,
    case when charge < 0.3 then 'sessions_case' else 'regular_criminal_case' end as case_type_code,
    'prosecution' as case_kind,
    filing_date,
    registration_date,
    case when entries > 0 then made_day(n, 1, first_day, gap_days) end as first_hearing_date,
    case when status = 'pending' then as_of + cast(1 + n % 60 as integer) end as next_hearing_date,
    decision_date,
    registration_date as clock_start_date,
    coalesce(decision_date, as_of) as clock_end_date,
    case when status = 'pending' then 'Evidence' end as stage_printed,
    case when status = 'pending' then 'evidence' end as stage_code,
    status,
    case when outcome_code is not null then outcomes.printed end as nature_of_disposal_printed,
    fir_id,
    cast(year(filing_date) as bigint) as fir_year,
    1 as petitioner_count,
    1 as respondent_count,
    false as has_masked_party,
    entries as history_row_count,
    1 as snapshot_count,
    not is_out_of_window as is_in_frame,
    case when is_out_of_window then 'out_of_window' end as frame_exclusion
from (
    select *, case when offender < 0.8 then lpad(printf('%x', hash(n, 'fir')), 16, '0') end as fir_id
    from made_cases
)
left join made_outcomes as outcomes using (outcome_code)
