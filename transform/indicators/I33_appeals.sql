-- id:          I33
-- title:       Appeals filed
-- unit:        cases
-- kind:        count
-- grain:       study, timepoint, district
-- numerator:   disposed cases with an appeal or revision of the same FIR, filed by as_of, on the day of the decision or
--              later
-- denominator: disposed cases whose FIR is known
-- definition:  cases = disposed cases with at least one appeal or revision seen on the portal
-- interval:    none because it is a count of what the pages show
-- disclosure:  cases
-- empty:       not available: no appeal or revision is among the pages read, or no disposed case has a known FIR
-- caution:     A lower bound: appeals from a Sessions Court lie in the High Court, whose pages are not read here, and
--              an appeal's page need not repeat the FIR.
with appeals as (
    select cases.study, cases.timepoint, cases.fir_id, cases.filing_date
    from cases
    inner join study as parameters
        on cases.study = parameters.study and cases.timepoint = parameters.timepoint
    where cases.case_kind = 'appeal_revision'
        and (cases.filing_date is null or cases.filing_date <= parameters.as_of)
),
coverage as (
    select study, timepoint, count(*) as appeals_seen
    from appeals
    group by study, timepoint
),
appealed as (
    select distinct frame_cases.study, frame_cases.timepoint, frame_cases.case_id
    from frame_cases
    inner join appeals
        on frame_cases.study = appeals.study
        and frame_cases.timepoint = appeals.timepoint
        and frame_cases.fir_id = appeals.fir_id
    where frame_cases.status = 'disposed' and appeals.filing_date >= frame_cases.decision_date
),
counted as (
    select
        frame_cases.study,
        frame_cases.timepoint,
        case when grouping(frame_cases.district) = 1 then 'all' else frame_cases.district end as place,
        count(case when frame_cases.status = 'disposed' and frame_cases.fir_id is not null then 1 end) as cases,
        count(appealed.case_id) as appealed_cases,
        coalesce(max(coverage.appeals_seen), 0) as appeals_seen
    from frame_cases
    left join appealed
        on frame_cases.study = appealed.study
        and frame_cases.timepoint = appealed.timepoint
        and frame_cases.case_id = appealed.case_id
    left join coverage
        on frame_cases.study = coverage.study and frame_cases.timepoint = coverage.timepoint
    group by grouping sets (
        (frame_cases.study, frame_cases.timepoint, frame_cases.district),
        (frame_cases.study, frame_cases.timepoint)
    )
)
select
    study,
    timepoint,
    'cases' as definition_id,
    place as district,
    'disposed cases' as population,
    cast(case when cases > 0 and appeals_seen > 0 then appealed_cases end as double) as value,
    case when appeals_seen > 0 then appealed_cases end as numerator,
    cases as denominator,
    cases as n
from counted
