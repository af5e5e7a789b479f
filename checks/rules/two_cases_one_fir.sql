-- title: Several cases in frame from one FIR
-- severity: warn
-- explains: One police report usually leads to one trial. Several in frame may be a committal twin that
--   was not recognised, or accused tried apart.
-- what to do: Read both pages; if they are one case, exclude one of them in the study file with a reason.
with in_frame as (
    select case_id, fir_id, fir_year, filing_date
    from cases
    where is_in_frame or frame_exclusion = 'quarantined'
)
select case_id, fir_id, fir_year, filing_date
from in_frame
qualify count(fir_id) over (partition by fir_id) > 1
order by fir_id, case_id
