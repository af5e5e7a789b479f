-- view: frame_rulings
-- title: One row per day in court that a coder coded, of a case in frame (form adjournment_rulings)
-- uses: adjournment_rulings, frame_cases
-- columns:
--   study: Name of the study file
--   timepoint: Timepoint of the study: baseline or endline
--   case_id: Keyed pseudonym of the case
--   district: District of the case
--   status: Status of the case at as_of
--   business_date: Day the court sat
--   requested_by: Who asked for an adjournment
--   is_party_request: Whether a side asked: prosecution, defence or both
--   ruling: allowed, disallowed, no_request or u (unknown)
--   reason_code: Reason coded
--   effective: y, n or u (unknown)
select
    rulings.study,
    rulings.timepoint,
    rulings.case_id,
    frame_cases.district,
    frame_cases.status,
    rulings.business_date,
    rulings.requested_by,
    rulings.requested_by in ('pros', 'def', 'both') as is_party_request,
    rulings.ruling,
    rulings.reason_code,
    rulings.effective
from adjournment_rulings as rulings
inner join frame_cases
    on rulings.study = frame_cases.study
    and rulings.timepoint = frame_cases.timepoint
    and rulings.case_id = frame_cases.case_id
