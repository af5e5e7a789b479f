-- title: Old case without any entry
-- severity: warn
-- grain: case
-- explains: The case was filed more than 180 days before the cut-off and its page shows no history. It
--   counts with no adjournments, which is more likely an empty page than an idle court.
-- what to do: Open the page again; if its history is still empty, ask the court or exclude the case.
select case_id, filing_date, status, history_row_count
from checked_cases
join study_parameters using (study, timepoint)
where history_row_count = 0
  and filing_date < as_of - interval 180 days
order by case_id
