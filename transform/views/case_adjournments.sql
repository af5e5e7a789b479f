-- view: case_adjournments
-- title: One row per case in frame and definition of adjournment: how often it was adjourned, 0 included
-- uses: adjournments_by_definition, frame_cases, frame_hearings, frame_rulings
-- columns:
--   study: Name of the study file
--   timepoint: Timepoint of the study: baseline or endline
--   case_id: Keyed pseudonym of the case
--   definition_id: A0, A1, A2, A3, A4e, A4, A4b or A4c
--   district: District of the case
--   status: Status of the case at as_of
--   entry_days: Day of the case's clock on which it came under observation
--   days_open: Days from clock_start_date to clock_end_date
--   case_years: Years under observation
--   adjournment_count: Adjournments up to as_of; null for A4e unless every day of business of the case had its
--     daily status read, because a page that was not read can not say that there was no adjournment; null for
--     A4, A4b and A4c unless a coder coded every day of business, for the same reason
--   adjournment_count_at_risk: Those of them that fall into the time under observation
with definitions as (
    select definition_id
    from (values ('A0'), ('A1'), ('A2'), ('A3'), ('A4e'), ('A4'), ('A4b'), ('A4c')) as listed (definition_id)
),
coverage as (
    select
        study,
        timepoint,
        case_id,
        count(case when business_date is not null and not is_terminal then 1 end) as sittings,
        count(case when business_date is not null and not is_terminal and has_daily_status then 1 end)
            as sittings_read,
        count(distinct case when not is_terminal then business_date end) as days
    from frame_hearings
    group by study, timepoint, case_id
),
coded as (
    select
        rulings.study,
        rulings.timepoint,
        rulings.case_id,
        count(case when rulings.effective <> 'u' then 1 end) as days_judged,
        count(case when rulings.ruling <> 'u' then 1 end) as days_ruled
    from frame_rulings as rulings
    inner join (
        select distinct study, timepoint, case_id, business_date
        from frame_hearings
        where business_date is not null and not is_terminal
    ) as sittings
        on rulings.study = sittings.study
        and rulings.timepoint = sittings.timepoint
        and rulings.case_id = sittings.case_id
        and rulings.business_date = sittings.business_date
    group by rulings.study, rulings.timepoint, rulings.case_id
),
counted as (
    select
        adj.study,
        adj.timepoint,
        adj.case_id,
        adj.definition_id,
        count(*) as adjournment_count,
        count(
            case
                when frame_cases.entry_days = 0 then 1
                when date_diff(
                    'day',
                    frame_cases.clock_start_date,
                    coalesce(adj.business_date, adj.next_date)
                ) >= frame_cases.entry_days then 1
            end
        ) as adjournment_count_at_risk
    from adjournments_by_definition as adj
    inner join frame_cases
        on adj.study = frame_cases.study
        and adj.timepoint = frame_cases.timepoint
        and adj.case_id = frame_cases.case_id
    group by adj.study, adj.timepoint, adj.case_id, adj.definition_id
),
joined as (
    select
        frame_cases.study,
        frame_cases.timepoint,
        frame_cases.case_id,
        definitions.definition_id,
        frame_cases.district,
        frame_cases.status,
        frame_cases.entry_days,
        frame_cases.days_open,
        frame_cases.case_years,
        coalesce(counted.adjournment_count, 0) as adjournment_count,
        coalesce(counted.adjournment_count_at_risk, 0) as adjournment_count_at_risk,
        case
            when definitions.definition_id = 'A4e'
                then coalesce(coverage.sittings, 0) > 0 and coverage.sittings = coverage.sittings_read
            when definitions.definition_id = 'A4'
                then coalesce(coverage.days, 0) > 0 and coverage.days = coalesce(coded.days_judged, 0)
            when definitions.definition_id in ('A4b', 'A4c')
                then coalesce(coverage.days, 0) > 0 and coverage.days = coalesce(coded.days_ruled, 0)
            else true
        end as is_known
    from frame_cases
    cross join definitions
    left join coverage
        on frame_cases.study = coverage.study
        and frame_cases.timepoint = coverage.timepoint
        and frame_cases.case_id = coverage.case_id
    left join coded
        on frame_cases.study = coded.study
        and frame_cases.timepoint = coded.timepoint
        and frame_cases.case_id = coded.case_id
    left join counted
        on frame_cases.study = counted.study
        and frame_cases.timepoint = counted.timepoint
        and frame_cases.case_id = counted.case_id
        and definitions.definition_id = counted.definition_id
)
select
    study,
    timepoint,
    case_id,
    definition_id,
    district,
    status,
    entry_days,
    days_open,
    case_years,
    case when is_known then adjournment_count end as adjournment_count,
    case when is_known then adjournment_count_at_risk end as adjournment_count_at_risk
from joined
