-- view: adjournment_reasons
-- title: Cases with a reason for an adjournment, by how many of their adjournments have it
-- uses: adjournments_placed
-- columns:
--   study: Name of the study file
--   timepoint: Timepoint of the study: baseline or endline
--   definition_id: A4 (coded) or A4e (stated in the daily status)
--   district: District of the cases
--   reason_code: Reason
--   with_reason: Adjournments of the case with this reason, at least 1
--   adjournments: All its adjournments under the definition
--   cases: Cases of which all this holds
with stated as (
    select study, timepoint, definition_id, district, case_id, reason_code
    from adjournments_placed
    where definition_id in ('A4', 'A4e')
),
by_reason as (
    select study, timepoint, definition_id, district, case_id, reason_code, count(*) as with_reason
    from stated
    where reason_code is not null
    group by study, timepoint, definition_id, district, case_id, reason_code
),
by_case as (
    select study, timepoint, definition_id, case_id, count(*) as adjournments
    from stated
    group by study, timepoint, definition_id, case_id
)
select
    by_reason.study, by_reason.timepoint, by_reason.definition_id, by_reason.district, by_reason.reason_code,
    by_reason.with_reason, by_case.adjournments, count(*) as cases
from by_reason
inner join by_case
    on by_reason.study = by_case.study
    and by_reason.timepoint = by_case.timepoint
    and by_reason.definition_id = by_case.definition_id
    and by_reason.case_id = by_case.case_id
group by
    by_reason.study, by_reason.timepoint, by_reason.definition_id, by_reason.district, by_reason.reason_code,
    by_reason.with_reason, by_case.adjournments
