select
    case_id,
    outcome_code,
    outcomes.outcome_group,
    coalesce(outcomes.is_disposal, false) as is_disposal,
    coalesce(outcomes.is_merits, false) as is_merits,
    case when outcome_code = 'convicted' then offender < 0.2 end as is_plea,
    case when outcome_code = 'convicted' then offender > 0.9 end as is_probation,
    coalesce(outcomes.is_conviction_lower, false) as is_conviction_lower,
    coalesce(outcomes.is_conviction_upper, false) as is_conviction_upper,
    decision_date as outcome_date,
    decision_date - registration_date as days_to_outcome
from made_cases
left join made_outcomes as outcomes using (outcome_code)
