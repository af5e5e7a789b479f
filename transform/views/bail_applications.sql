-- view: bail_applications
-- title: One row per bail application of a case: seen on a page, coded on a form (bail_rulings), or both
-- uses: bail, bail_rulings
-- columns:
--   study: Name of the study file
--   timepoint: Timepoint of the study: baseline or endline
--   case_id: Prosecution it belongs to; applications linked to none are left out
--   application_ref: Keyed pseudonym of an application seen on a page, else the coder's number within the case
--   is_on_page: Whether a page shows it
--   is_coded: Whether a coder coded it
--   kind: Kind of bail: the coder's, else the page's
--   filing_date: Day it was filed: the coder's, else the page's
--   decision_date: Day it was decided: the coder's, else the page's
--   page_outcome_code: Outcome by the page; null if no page shows it
--   coded_outcome_code: Outcome by the coder; null if not coded
--   outcome_code: Outcome: the coder's where it says one, else the page's
select
    coalesce(bail.study, rulings.study) as study,
    coalesce(bail.timepoint, rulings.timepoint) as timepoint,
    coalesce(bail.main_case_id, rulings.case_id) as case_id,
    coalesce(bail.application_id, rulings.app_ref) as application_ref,
    bail.application_id is not null as is_on_page,
    rulings.app_ref is not null as is_coded,
    coalesce(case when rulings.kind <> 'not_stated' then rulings.kind end, bail.kind, rulings.kind) as kind,
    coalesce(rulings.filed, bail.filing_date) as filing_date,
    coalesce(rulings.decided, bail.decision_date) as decision_date,
    bail.outcome_code as page_outcome_code,
    rulings.outcome as coded_outcome_code,
    coalesce(
        case when rulings.outcome <> 'disposed_unknown' then rulings.outcome end,
        bail.outcome_code,
        rulings.outcome
    ) as outcome_code
from bail
full join bail_rulings as rulings
    on bail.study = rulings.study
    and bail.timepoint = rulings.timepoint
    and bail.main_case_id = rulings.case_id
    and bail.application_id = rulings.app_ref
where coalesce(bail.main_case_id, rulings.case_id) is not null
