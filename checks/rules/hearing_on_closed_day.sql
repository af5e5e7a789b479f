-- title: Entry on a Sunday or a national holiday
-- severity: warn
-- explains: Courts do not sit on Sundays, Republic Day, Independence Day, Gandhi's birthday or Christmas.
--   An entry on such a day is a mistyped date or the work of a holiday (remand) court.
-- what to do: Nothing for single entries; where one court has many, read some of its pages.
select
    hearings.case_id, hearing_number, business_date,
    case when isodow(business_date) = 7 then 'Sunday' else 'national holiday' end as closed_day
from hearings
join checked_cases using (study, timepoint, case_id)
where is_within_as_of
  and (
      isodow(business_date) = 7
      or strftime(business_date, '%m-%d') in ('01-26', '08-15', '10-02', '12-25')
  )
order by case_id, hearing_number
