-- title: Act and section contradict each other
-- severity: warn
-- grain: case
-- explains: The section printed does not belong to the act printed (section 66 under the Immoral Traffic
--   Act is an Information Technology Act charge), so whether the case belongs to the frame is doubtful.
-- what to do: Read the page or an order of the case; correct the act in data/raw/STUDY/corrections.csv.
select acts.case_id, charge_number, act_printed, section_printed
from acts
join checked_cases using (study, timepoint, case_id)
where is_act_doubtful
order by case_id, charge_number
