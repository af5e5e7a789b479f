-- The histories of the cases made: an unbroken chain of days, purposes that climb the ladder, labels in between.
with listed as (
    select made_cases.*, unnest(range(1, entries + 1)) as hearing_number
    from made_cases
    where entries > 0
),
coded as (
    select
        *,
        made_day(n, hearing_number, first_day, gap_days) as business_date,
        hearing_number = entries and decision_date is not null as is_terminal,
        made_purpose(n, hearing_number, entries, status) as purpose_code,
        case
            when hearing_number < entries then made_purpose(n, hearing_number + 1, entries, status)
        end as following_purpose_code
    from listed
)
select
    coded.case_id,
    coded.hearing_number,
    coded.business_date,
    case
        when is_terminal then null
        when hearing_number = entries then as_of + 1 + cast(n % 50 as integer)
        else made_day(n, hearing_number + 1, first_day, gap_days)
    end as next_date,
    purposes.printed as purpose_printed,
    coded.purpose_code,
    purposes.stage_group,
    'District Judge-' || cast(1 + (district_number + n) % 3 + (hearing_number // 8) % 4 as varchar)
        as judge_designation,
    is_terminal,
    true as is_within_as_of,
    has_daily_status,
    reasons.printed as adjournment_reason_printed,
    reasons.code as adjournment_reason_code,
    reasons.side as reason_side,
    purposes.label_reason,
    purposes.label_side,
    coalesce(purposes.takes_evidence, false) as takes_evidence,
    not is_terminal as is_a1,
    coalesce(
        not is_terminal and hearing_number < entries and coded.purpose_code not in ('unmapped', 'unknown')
        and coded.purpose_code = following_purpose_code,
        false
    ) as is_a2,
    coalesce(not is_terminal and purposes.is_label, false) as is_a3
from coded
left join made_purposes as purposes on coded.purpose_code = purposes.code
left join made_reasons as reasons
    on case
        when coded.has_daily_status and not coded.is_terminal then coded.n * 7 + coded.hearing_number * 13
    end % 100 = reasons.place
