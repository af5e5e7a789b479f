select
    lpad(printf('%x', hash(n, 'bail')), 16, '0') as application_id,
    'purpose' as source,
    cast(null as varchar) as bail_case_id,
    case_id as main_case_id,
    'same_case' as link_basis,
    case when bail_chance < 0.03 then 'regular' else 'anticipatory' end as kind,
    first_day as filing_date,
    first_day + cast(1 + n % 20 as integer) as decision_date,
    'Bail' as outcome_printed,
    case when bail_chance < 0.01 then 'allowed' when bail_chance < 0.02 then 'rejected'
        when bail_chance < 0.03 then 'disposed_unknown' else 'allowed' end as outcome_code,
    district,
    not is_out_of_window as is_in_frame
from made_cases
where bail_chance < 0.04 and first_day + 21 <= as_of
