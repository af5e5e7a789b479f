-- view: cases_observed
-- title: Cases in frame by the days they were under observation, and under which definitions their adjournments are known
-- uses: case_facts
-- columns:
--   study: Name of the study file
--   timepoint: Timepoint of the study: baseline or endline
--   district: District of the cases
--   entry_days: Day of the case's clock on which it came under observation; null where no clock is known
--   days_open: Days from clock_start_date to clock_end_date; null where one is not known
--   is_disposed: Whether the cases were disposed of on that last day
--   is_read: Whether the daily statuses of all their sittings were read (A4e is known)
--   is_judged: Whether coders judged all their days in court (A4 is known)
--   is_asked: Whether coders coded the rulings of all their days in court and who had asked (A4b is known)
--   is_ruled: Whether coders coded the rulings of all their days in court (A4c is known)
--   cases: Cases of which all this holds
select
    study,
    timepoint,
    district,
    entry_days,
    days_open,
    status = 'disposed' as is_disposed,
    a4e_count is not null as is_read,
    a4_count is not null as is_judged,
    a4b_count is not null as is_asked,
    a4c_count is not null as is_ruled,
    count(*) as cases
from case_facts
group by
    study, timepoint, district, entry_days, days_open,
    status = 'disposed', a4e_count is not null, a4_count is not null, a4b_count is not null,
    a4c_count is not null
