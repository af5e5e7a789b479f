-- One row per made-up case of the part, with what its hearings follow from; every value depends on the case's number.
with numbered as (
    select
        n,
        getvariable('all_cases') as all_cases,
        getvariable('as_of') as as_of,
        cast(floor(pow(chance(n, 1), 1.3) * least(700, greatest(5, getvariable('all_cases') / 200))) as bigint) as district_number,
        date '2010-01-04' + cast(floor(chance(n, 2) * 5800) as integer) as filing_date,
        cast(floor(chance(n, 3) * 10) as integer) as registration_lag_days,
        cast(floor(5 + chance(n, 4) * 40) as integer) as first_hearing_lag_days,
        cast(floor(10 + pow(chance(n, 5), 2) * 110) as integer) as gap_days,
        cast(least(60, floor(1 - ln(1 - chance(n, 6)) * 4.7)) as integer) as wanted_entries,
        chance(n, 7) as fate,
        chance(n, 8) as ending
    from range(getvariable('first_case'), getvariable('last_case')) as made (n)
),
timed as (
    select
        *,
        filing_date + registration_lag_days as registration_date,
        filing_date + registration_lag_days + first_hearing_lag_days as first_day
    from numbered
),
counted as (
    select
        *,
        case
            when first_day + gap_days > as_of then 0
            else least(wanted_entries, cast((as_of - first_day - 2) // gap_days as integer))
        end as entries
    from timed
),
ended as (
    select
        *,
        case
            when fate < 0.02 then 'inactive'
            when entries < wanted_entries or entries = 0 then 'pending'
            when fate < 0.66 then 'disposed'
            when fate < 0.69 then 'left_court'
            else 'pending'
        end as status
    from counted
)
select
    n,
    as_of,
    lpad(printf('%x', n * (18446744073709551615::ubigint // all_cases::ubigint) + (hash(n) % 1000000)), 16, '0') as case_id,
    'District ' || lpad(cast(district_number + 1 as varchar), 3, '0') as district,
    district_number,
    filing_date,
    registration_date,
    first_day,
    gap_days,
    entries,
    status,
    case when status in ('disposed', 'left_court') then made_day(n, entries, first_day, gap_days) end as decision_date,
    case
        when status = 'left_court' then case when ending < 0.5 then 'committed' else 'transferred' end
        when status <> 'disposed' then null
        when ending < 0.12 then 'convicted'
        when ending < 0.55 then 'acquitted'
        when ending < 0.57 then 'split'
        when ending < 0.67 then 'discharged'
        when ending < 0.80 then 'compounded'
        when ending < 0.85 then 'abated_death'
        when ending < 0.90 then 'dismissed'
        else 'otherwise_unknown'
    end as outcome_code,
    chance(n, 9) < 0.3 as has_daily_status,
    chance(n, 10) < 0.03 as is_out_of_window,
    chance(n, 11) as charge,
    chance(n, 12) as offender,
    chance(n, 13) as bail_chance
from ended
