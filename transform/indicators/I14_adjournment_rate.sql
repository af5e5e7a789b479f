-- id:          I14
-- title:       Adjournment rate
-- unit:        adjournments per case-year
-- kind:        ratio
-- grain:       study, timepoint, district
-- numerator:   adjournments within the time under observation, by the definition
-- denominator: years under observation, of the cases whose adjournments are known under the definition
-- definition:  A1 = next-date adjournments (primary comparator)
--              A0 = history rows, the closing one included
--              A2 = adjournments for a purpose that the next entry repeats: no progress
--              A2x = the same, those for the taking of evidence left out
--              A3 = adjournments whose printed purpose says that nothing was heard
--              A4e = those whose daily status states a reason
--              A4 = days that a coder found not effective
--              A4b = days on which a side asked for an adjournment and got it (more than two: see I19)
--              A4c = days on which a side asked for one and was refused (see I20)
-- interval:    bootstrap_ratio
-- needs:       hearings
-- disclosure:  cases
-- empty:       A4e = not available: no case had the daily status of every sitting read
--              A4* = not available: no case had every sitting coded (form adjournment_rulings)
--              * = not available: no time under observation
-- caution:     Robust to the age of the cases, not to their stage: courts give shorter dates early in a trial. A year
--              has the study's length. A stayed or dormant case counts up to as_of, undecided. Where a frame
--              takes older cases only once they ended, so does this: compare cases filed in the window.
with measured as (
    select
        study,
        timepoint,
        definition_id,
        case when grouping(district) = 1 then 'all' else district end as place,
        count(case when case_years is not null then adjournment_count end) as cases,
        coalesce(sum(case when case_years is not null then adjournment_count_at_risk end), 0) as adjournments,
        coalesce(sum(case when adjournment_count is not null then case_years end), 0) as case_years,
        array_agg(adjournment_count_at_risk) filter (where adjournment_count is not null and case_years is not null)
            as sample,
        array_agg(case_years) filter (where adjournment_count is not null and case_years is not null)
            as sample_weight
    from case_adjournments
    group by grouping sets ((study, timepoint, definition_id, district), (study, timepoint, definition_id))
)
select
    study,
    timepoint,
    definition_id,
    place as district,
    'all cases' as population,
    cast(adjournments as double) / nullif(case_years, 0) as value,
    adjournments as numerator,
    case_years as denominator,
    cases as n,
    sample,
    sample_weight
from measured
