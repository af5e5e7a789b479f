-- title: Broken chain of dates
-- severity: stop
-- grain: case
-- explains: The next date given on one day is the day of the next entry. Where it is not, a row is
--   missing, a date is mistyped or rows were mixed up, and adjournments can't be counted. The closing
--   entry ends the chain and is not followed further; two entries of one day and undated entries say
--   nothing about it.
-- what to do: Compare the case page with the court; correct a mistyped date in
--   data/raw/STUDY/corrections.csv, or exclude the case in the study file with a reason.
select case_id, hearing_number, business_date, next_date, following_number, following_date
from checked_chains
where not is_terminal
  and business_date is not null
  and following_date is not null
  and following_date <> business_date
  and next_date is distinct from following_date
order by case_id, hearing_number
