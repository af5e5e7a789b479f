-- title: Compounded, though the offence can't be
-- severity: warn
-- grain: case
-- explains: The page says that the parties settled. None of the study's offences may be compounded (CrPC 320;
--   BNSS 359), so the wording, the charge or the settlement itself is not what it seems.
-- what to do: Read the order. If the page is wrong, correct it in data/raw/STUDY/corrections.csv; if it is
--   right, say so where the outcomes are discussed.
select case_id, nature_of_disposal_printed, outcome_code
from checked_cases
join outcomes using (study, timepoint, case_id)
where outcome_code = 'compounded'
  and exists (
      select 1
      from acts
      where acts.study = checked_cases.study
        and acts.timepoint = checked_cases.timepoint
        and acts.case_id = checked_cases.case_id
        and acts.offence_code is not null
  )
order by case_id
