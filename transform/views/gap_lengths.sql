-- view: gap_lengths
-- title: Next dates given, by district and the days to them; the closing entry gives none
-- uses: frame_hearings
-- columns:
--   study: Name of the study file
--   timepoint: Timepoint of the study: baseline or endline
--   district: District of the cases
--   gap_days: Days from the day of business to the next date
--   gaps: Next dates so far away
select
    study,
    timepoint,
    district,
    date_diff('day', business_date, next_date) as gap_days,
    count(*) as gaps
from frame_hearings
where next_date > business_date and not is_terminal
group by study, timepoint, district, date_diff('day', business_date, next_date)
