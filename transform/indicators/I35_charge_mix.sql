-- id:          I35
-- title:       Charge mix
-- unit:        share of cases (0-1)
-- kind:        share
-- grain:       study, timepoint, district
-- numerator:   cases with at least one charge of the offence
-- denominator: all cases in frame
-- definition:  * = cases charged with the offence named, under the old or the new penal code
--              any_itpa = cases with any charge under the Immoral Traffic (Prevention) Act
-- interval:    wilson
-- disclosure:  cases
-- caution:     A case has several charges, so the shares do not add up to one. Procuration of a minor is mostly
--              elopement and kidnapping, not trafficking for sexual exploitation. Charges are those on the page
--              today; whether one was added later can not be seen.
with offences as (
    select offence_code
    from (
        values
            ('itpa_trafficking'), ('itpa_soliciting'), ('itpa_proceeding'), ('itpa_unspecified'), ('any_itpa'),
            ('procuration_of_minor'), ('importation_of_person'), ('trafficking'),
            ('exploitation_of_trafficked_person'), ('habitual_slave_dealing'), ('sale_of_minor'),
            ('purchase_of_minor'), ('rape'), ('pocso'), ('juvenile_justice')
    ) as listed (offence_code)
),
charged as (
    select distinct study, timepoint, case_id, offence_code
    from acts
    where offence_code is not null
    union all
    select distinct study, timepoint, case_id, 'any_itpa' as offence_code
    from acts
    where offence_code in ('itpa_trafficking', 'itpa_soliciting', 'itpa_proceeding', 'itpa_unspecified')
),
counted as (
    select
        frame_cases.study,
        frame_cases.timepoint,
        offences.offence_code,
        case when grouping(frame_cases.district) = 1 then 'all' else frame_cases.district end as place,
        count(*) as cases,
        count(charged.case_id) as charged_cases
    from frame_cases
    cross join offences
    left join charged
        on frame_cases.study = charged.study
        and frame_cases.timepoint = charged.timepoint
        and frame_cases.case_id = charged.case_id
        and offences.offence_code = charged.offence_code
    group by grouping sets (
        (frame_cases.study, frame_cases.timepoint, offences.offence_code, frame_cases.district),
        (frame_cases.study, frame_cases.timepoint, offences.offence_code)
    )
)
select
    study,
    timepoint,
    offence_code as definition_id,
    place as district,
    'all cases' as population,
    cast(charged_cases as double) / nullif(cases, 0) as value,
    charged_cases as numerator,
    cases as denominator,
    cases as n
from counted
