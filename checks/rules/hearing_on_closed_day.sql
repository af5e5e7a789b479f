-- title: Entry on a Sunday or a national holiday
-- severity: warn
-- grain: case
-- explains: Courts do not sit on Sundays, Republic Day, Independence Day, Gandhi's birthday or Christmas.
--   An entry on such a day is a mistyped date or the work of a holiday (remand) court.
-- what to do: Nothing for single entries; where one court has many, read some of its pages.
select
    case_id, hearing_number, business_date,
    case when isodow(business_date) = 7 then 'Sunday' else 'national holiday' end as closed_day
from checked_hearings
where is_within_as_of
  and (
      isodow(business_date) = 7
      or 100 * month(business_date) + day(business_date) in (126, 815, 1002, 1225)
  )
order by case_id, hearing_number
