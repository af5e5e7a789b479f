-- id:          I35
-- title:       Charge mix
-- unit:        share of cases (0-1)
-- kind:        share
-- grain:       study, timepoint, district
-- numerator:   cases with at least one charge of the offence
-- denominator: all cases in frame
-- definition:  * = cases charged with the offence named, under the old or the new penal code
--              any_itpa = cases with any charge under the Immoral Traffic (Prevention) Act, whatever its section;
--              not one whose section contradicts the Act
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
places as (
    select study, timepoint, case when grouping(district) = 1 then 'all' else district end as place, count(*) as cases
    from frame_cases
    group by grouping sets ((study, timepoint, district), (study, timepoint))
),
charged as (
    select
        study,
        timepoint,
        offence_code,
        case when grouping(district) = 1 then 'all' else district end as place,
        sum(cases) as cases
    from charged_cases
    group by grouping sets ((study, timepoint, offence_code, district), (study, timepoint, offence_code))
),
counted as (
    select
        places.study,
        places.timepoint,
        offences.offence_code,
        places.place,
        places.cases,
        coalesce(charged.cases, 0) as charged_cases
    from places
    cross join offences
    left join charged
        on places.study = charged.study
        and places.timepoint = charged.timepoint
        and places.place = charged.place
        and offences.offence_code = charged.offence_code
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
