-- title: Bail decided before it was asked for
-- severity: warn
-- grain: study
-- explains: One of the application's two dates is wrong; it is missing from, or distorts, the days to a
--   bail decision.
-- what to do: Correct the date in data/raw/STUDY/corrections.csv.
select coalesce(main_case_id, bail_case_id) as case_id, application_id, filing_date, decision_date
from bail
where decision_date < filing_date
order by application_id
