-- id:          I10
-- title:       Gap between hearings
-- unit:        median = days
--              * = share of gaps (0-1)
-- kind:        median = percentile
--              * = ratio
-- grain:       study, timepoint, district
-- numerator:   gaps of that length; none for the median
-- denominator: gaps: from a day of business to the later next date given on it (n counts the cases they lie in)
-- definition:  median = median days of all gaps
--              over_30_days = longer than 30 days
--              over_60_days = longer than 60 days
--              evidence_day_to_day = not more than one working day, of gaps between two days set for evidence
-- interval:    median = none because gaps of one case are alike; the shares are resampled by case
--              * = bootstrap_ratio
-- needs:       hearings
-- disclosure:  cases
-- caution:     The gap is the one the court gave, not the one that came true. Working days know Saturday and Sunday
--              only, no court holidays, so day-to-day sitting is understated around holidays.
with gaps as (
    select
        study,
        timepoint,
        case_id,
        date_diff('day', business_date, next_date) as gap_days,
        case
            when date_diff('day', date '2000-01-03', business_date) % 7 = 4 then 3
            when date_diff('day', date '2000-01-03', business_date) % 7 = 5 then 2
            else 1
        end as next_working_day_days,
        coalesce(stage_group = 'evidence' and heard_stage_group = 'evidence', false) as is_evidence
    from frame_hearings
    where next_date > business_date and not is_terminal
),
by_case as (
    select
        study,
        timepoint,
        case_id,
        count(*) as gaps,
        count(case when gap_days > 30 then 1 end) as over_30_days,
        count(case when gap_days > 60 then 1 end) as over_60_days,
        count(case when is_evidence then 1 end) as evidence_gaps,
        count(case when is_evidence and gap_days <= next_working_day_days then 1 end) as day_to_day
    from gaps
    group by study, timepoint, case_id
),
compared as (
    select
        frame_cases.study, frame_cases.timepoint, frame_cases.district,
        'over_30_days' as definition_id, by_case.over_30_days as hits, by_case.gaps
    from frame_cases
    left join by_case
        on frame_cases.study = by_case.study
        and frame_cases.timepoint = by_case.timepoint
        and frame_cases.case_id = by_case.case_id
    union all
    select
        frame_cases.study, frame_cases.timepoint, frame_cases.district,
        'over_60_days' as definition_id, by_case.over_60_days as hits, by_case.gaps
    from frame_cases
    left join by_case
        on frame_cases.study = by_case.study
        and frame_cases.timepoint = by_case.timepoint
        and frame_cases.case_id = by_case.case_id
    union all
    select
        frame_cases.study, frame_cases.timepoint, frame_cases.district,
        'evidence_day_to_day' as definition_id, by_case.day_to_day as hits, by_case.evidence_gaps as gaps
    from frame_cases
    left join by_case
        on frame_cases.study = by_case.study
        and frame_cases.timepoint = by_case.timepoint
        and frame_cases.case_id = by_case.case_id
),
shares as (
    select
        study,
        timepoint,
        definition_id,
        case when grouping(district) = 1 then 'all' else district end as place,
        sum(hits) as hits,
        sum(gaps) as gaps,
        count(case when gaps > 0 then 1 end) as cases,
        array_agg(hits) filter (where gaps > 0) as sample,
        array_agg(gaps) filter (where gaps > 0) as sample_weight
    from compared
    group by grouping sets ((study, timepoint, definition_id, district), (study, timepoint, definition_id))
),
middles as (
    select
        frame_cases.study,
        frame_cases.timepoint,
        case when grouping(frame_cases.district) = 1 then 'all' else frame_cases.district end as place,
        median(gaps.gap_days) as middle,
        count(gaps.gap_days) as gaps,
        count(distinct gaps.case_id) as cases
    from frame_cases
    left join gaps
        on frame_cases.study = gaps.study
        and frame_cases.timepoint = gaps.timepoint
        and frame_cases.case_id = gaps.case_id
    group by grouping sets (
        (frame_cases.study, frame_cases.timepoint, frame_cases.district),
        (frame_cases.study, frame_cases.timepoint)
    )
)
select
    study, timepoint, 'median' as definition_id, place as district, 'all cases' as population,
    cast(middle as double) as value, cast(null as double) as numerator, gaps as denominator, cases as n,
    null as sample, null as sample_weight
from middles
union all
select
    study, timepoint, definition_id, place as district, 'all cases' as population,
    cast(hits as double) / nullif(gaps, 0) as value, coalesce(hits, 0) as numerator,
    coalesce(gaps, 0) as denominator, cases as n, sample, sample_weight
from shares
