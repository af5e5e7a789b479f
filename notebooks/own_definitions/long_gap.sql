-- An adjournment counts when the case then rests for more than 30 days.
select study, timepoint, case_id, hearing_number
from adjournments
inner join frame_cases using (study, timepoint, case_id)
where definition_id = 'A1' and next_date > business_date + interval 30 days
