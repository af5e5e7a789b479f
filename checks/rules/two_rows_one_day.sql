-- title: Several entries on one day
-- severity: warn
-- grain: case
-- explains: The case has more than one entry for a day that are not exact repetitions. They count as one
--   adjournment under A1 and as several rows under A0.
-- what to do: Nothing; compare A0 with A1 where many cases are listed.
select case_id, business_date, count(*) as entries
from checked_hearings
where is_within_as_of
  and business_date is not null
group by case_id, business_date
having count(*) > 1
order by case_id, business_date
