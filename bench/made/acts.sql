with charged as (
    select
        case_id,
        unnest(range(1, case when offender < 0.4 then 3 else 2 end)) as charge_number,
        charge
    from made_cases
),
coded as (
    select
        case_id,
        charge_number,
        case
            when charge_number = 2
                then case when charge < 0.1 then 'itpa_soliciting' when charge < 0.2 then 'sale_of_minor' else 'rape' end
            when charge < 0.25 then 'itpa_trafficking'
            when charge < 0.3 then 'trafficking'
            when charge < 0.45 then 'pocso'
            else 'procuration_of_minor'
        end as offence_code
    from charged
)
select
    case_id,
    charge_number,
    case
        when offence_code like 'itpa%' then 'Immoral Traffic Act' when offence_code = 'pocso' then 'POCSO Act' else 'IPC'
    end as act_printed,
    case when offence_code like 'itpa%' then 'itpa' when offence_code = 'pocso' then 'pocso' else 'ipc' end as act_code,
    '4' as section_printed,
    '4' as section_code,
    '4' as section_root,
    offence_code,
    false as is_act_doubtful
from coded
