-- id:          I02
-- title:       Disposed share
-- unit:        share of cases (0-1)
-- kind:        share
-- grain:       study, timepoint, district
-- numerator:   cases in frame disposed of by as_of
-- denominator: all cases in frame
-- definition:  disposed = status disposed; cases that left the court undecided stay in the denominator
-- interval:    wilson
-- disclosure:  cases
-- caution:     Depends on how long the cases could be followed: compare only cohorts of equal follow-up.
with counted as (
    select
        study,
        timepoint,
        case when grouping(district) = 1 then 'all' else district end as place,
        count(*) as cases,
        count(case when status = 'disposed' then 1 end) as disposed_cases
    from frame_cases
    group by grouping sets ((study, timepoint, district), (study, timepoint))
)
select
    study,
    timepoint,
    'disposed' as definition_id,
    place as district,
    'all cases' as population,
    cast(disposed_cases as double) / nullif(cases, 0) as value,
    disposed_cases as numerator,
    cases as denominator,
    cases as n
from counted
