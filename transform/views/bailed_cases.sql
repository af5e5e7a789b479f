-- view: bailed_cases
-- title: One row per case in frame with bail allowed: since when, and whether the accused was searched for after
-- uses: bail_applications, frame_cases, frame_hearings
-- columns:
--   study: Name of the study file
--   timepoint: Timepoint of the study: baseline or endline
--   case_id: Keyed pseudonym of the case
--   bail_date: Day bail was first allowed; null where it is not known
--   warrant: 1 if a warrant or proclamation follows in its history, else 0
--   proclamation: 1 if a proclamation follows in its history, else 0
with bailed as (
    select bail.study, bail.timepoint, bail.case_id, min(bail.decision_date) as bail_date
    from bail_applications as bail
    inner join frame_cases
        on bail.study = frame_cases.study
        and bail.timepoint = frame_cases.timepoint
        and bail.case_id = frame_cases.case_id
    where bail.outcome_code in ('allowed', 'partly_allowed') and bail.kind <> 'cancellation'
    group by bail.study, bail.timepoint, bail.case_id
)
select
    bailed.study,
    bailed.timepoint,
    bailed.case_id,
    bailed.bail_date,
    max(case when frame_hearings.purpose_code in ('warrant', 'proclamation') then 1 else 0 end) as warrant,
    max(case when frame_hearings.purpose_code = 'proclamation' then 1 else 0 end) as proclamation
from bailed
left join frame_hearings
    on bailed.study = frame_hearings.study
    and bailed.timepoint = frame_hearings.timepoint
    and bailed.case_id = frame_hearings.case_id
    and frame_hearings.business_date > bailed.bail_date
group by bailed.study, bailed.timepoint, bailed.case_id, bailed.bail_date
