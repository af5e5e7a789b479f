-- title: Next date after the decision
-- severity: warn
-- grain: case
-- explains: A date was given for a day after the case had been decided, as when a case is taken up early
--   or the next date was never cleared.
-- what to do: Nothing, unless many cases of one court are listed: then read some of its pages.
select case_id, hearing_number, next_date, decision_date
from checked_hearings
where is_within_as_of
  and next_date > decision_date
order by case_id, hearing_number
