-- What of the histories counts as an adjournment (METHODOLOGY 1.2); days of a made-up case are all different.
with met as (
    select
        *,
        unnest(
            list_filter(
                [
                    'A0',
                    case when is_a1 then 'A1' end,
                    case when is_a2 then 'A2' end,
                    case when is_a2 and not takes_evidence then 'A2x' end,
                    case when is_a3 then 'A3' end,
                    case when adjournment_reason_code <> 'none_stated' then 'A4e' end
                ],
                lambda met: met is not null
            )
        ) as definition_id
    from made_hearings
)
select
    case_id,
    hearing_number,
    definition_id,
    business_date,
    next_date,
    purpose_code,
    case definition_id when 'A3' then label_reason when 'A4e' then adjournment_reason_code end as reason_code,
    case definition_id when 'A3' then label_side when 'A4e' then reason_side end as side
from met
