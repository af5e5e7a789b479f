-- id:          I21
-- title:       Longest time at one stage
-- unit:        over_12_months = share of cases (0-1)
--              * = months
-- kind:        over_12_months = share
--              * = percentile
-- grain:       study, timepoint, district
-- numerator:   over_12_months: cases that stood at one stage for more than twelve months; none for the median
-- denominator: cases whose history states a stage
-- definition:  median = median over cases of the longest unbroken run at one stage
--              over_12_months = cases whose longest run exceeds twelve months
-- interval:    over_12_months = wilson
--              * = bootstrap_median
-- disclosure:  cases
-- caution:     A run goes from the day a stage was set to the day another one was, or to the end of the clock; days
--              whose purpose says nothing about the stage do not break it. Evidence may rightly take long. A month is
--              a twelfth of the study's year.
with staged as (
    select
        study,
        timepoint,
        case_id,
        hearing_number,
        stage_group,
        coalesce(business_date, next_date) as set_day,
        lag(stage_group) over (partition by study, timepoint, case_id order by hearing_number)
            as previous_stage_group
    from frame_hearings
    where stage_group is not null and stage_group <> 'outside_ladder'
),
turns as (
    select
        study,
        timepoint,
        case_id,
        stage_group,
        set_day,
        lead(set_day) over (partition by study, timepoint, case_id order by hearing_number) as next_turn_day
    from staged
    where previous_stage_group is null or previous_stage_group <> stage_group
),
longest as (
    select
        frame_cases.study,
        frame_cases.timepoint,
        frame_cases.case_id,
        frame_cases.district,
        max(
            date_diff('day', turns.set_day, coalesce(turns.next_turn_day, frame_cases.clock_end_date))
        ) / (cast(max(frame_cases.year_length_days) as double) / 12) as months
    from frame_cases
    left join turns
        on frame_cases.study = turns.study
        and frame_cases.timepoint = turns.timepoint
        and frame_cases.case_id = turns.case_id
        and turns.stage_group <> 'disposed'
    group by frame_cases.study, frame_cases.timepoint, frame_cases.case_id, frame_cases.district
),
measured as (
    select
        study,
        timepoint,
        case when grouping(district) = 1 then 'all' else district end as place,
        count(months) as cases,
        median(months) as middle,
        count(case when months > 12 then 1 end) as over_12_months,
        array_agg(months) filter (where months is not null) as sample
    from longest
    group by grouping sets ((study, timepoint, district), (study, timepoint))
)
select
    study, timepoint, 'median' as definition_id, place as district, 'all cases' as population,
    middle as value, cast(null as double) as numerator, cases as denominator, cases as n, sample
from measured
union all
select
    study, timepoint, 'over_12_months' as definition_id, place as district, 'all cases' as population,
    cast(over_12_months as double) / nullif(cases, 0) as value,
    over_12_months as numerator, cases as denominator, cases as n, null as sample
from measured
