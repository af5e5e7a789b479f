-- id:          I22
-- title:       Bail applications
-- unit:        applications
-- kind:        count
-- grain:       study, timepoint, district
-- numerator:   applications of that kind
-- denominator: applications linked to a case in frame
-- definition:  all = applications of every kind
--              regular = of an accused in custody
--              anticipatory = before arrest
--              default = because the investigation outran its time
--              cancellation = to cancel bail that was granted
--              not_stated = neither page nor coder says
-- interval:    none because it is a full count of what pages and forms show
-- disclosure:  cases
-- empty:       not available: no bail application on the pages read, and no form bail_rulings
-- caution:     Counts applications seen as a case, inside a case, or in the purpose of a hearing, and linked to a
--              prosecution in frame, or coded on a form. Applications decided by another court, not linked and not
--              coded are missing.
with counted as (
    select
        frame_cases.study,
        frame_cases.timepoint,
        case when grouping(frame_cases.district) = 1 then 'all' else frame_cases.district end as place,
        count(bail_applications.application_ref) as applications,
        count(case when bail_applications.kind = 'regular' then 1 end) as regular_applications,
        count(case when bail_applications.kind = 'anticipatory' then 1 end) as anticipatory_applications,
        count(case when bail_applications.kind = 'default' then 1 end) as default_applications,
        count(case when bail_applications.kind = 'cancellation' then 1 end) as cancellation_applications,
        count(case when bail_applications.kind = 'not_stated' then 1 end) as not_stated_applications
    from frame_cases
    left join bail_applications
        on frame_cases.study = bail_applications.study
        and frame_cases.timepoint = bail_applications.timepoint
        and frame_cases.case_id = bail_applications.case_id
    group by grouping sets (
        (frame_cases.study, frame_cases.timepoint, frame_cases.district),
        (frame_cases.study, frame_cases.timepoint)
    )
),
listed as (
    select study, timepoint, place, applications, 'all' as definition_id, applications as numerator
    from counted
    union all
    select study, timepoint, place, applications, 'regular' as definition_id, regular_applications
    from counted
    union all
    select study, timepoint, place, applications, 'anticipatory' as definition_id, anticipatory_applications
    from counted
    union all
    select study, timepoint, place, applications, 'default' as definition_id, default_applications
    from counted
    union all
    select study, timepoint, place, applications, 'cancellation' as definition_id, cancellation_applications
    from counted
    union all
    select study, timepoint, place, applications, 'not_stated' as definition_id, not_stated_applications
    from counted
)
select
    study,
    timepoint,
    definition_id,
    place as district,
    'bail applications' as population,
    case when applications > 0 then numerator end as value,
    numerator,
    applications as denominator,
    applications as n
from listed
