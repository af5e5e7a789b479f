"""Queries that make the rows of a made-up release: each value is drawn from a hash of seed, year, number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from bench.ddl_keys import DISTRICTS, missing_disposition

if TYPE_CHECKING:
    from bench.ddl_release import Release

# How often each pathology occurs, of all rows (of decided ones where it is about the decision).
REPEATED_CNR, ODD_CNR, NO_CNR = 0.0015, 0.028, 0.00001
DECIDED_EARLY, DECIDED_IN_2116, NO_SUCH_DAY, FILED_IN_1910 = 0.006, 0.00002, 0.00002, 0.00001
DECIDED_WITHOUT_NATURE, NATURE_WITHOUT_DAY, TYPE_MISSING = 0.01, 0.002, 0.0005

DRAW = "create macro drawn(slots, uniform) as slots[1 + cast(floor(uniform * len(slots)) as int)]"
"""A member of a list; one that stands there often is drawn often."""

_CASES = """
with numbered as (
    select range as s, {uniforms} from range({count})
),
placed as (
    select *,
        {districts}[1 + cast(floor(u1 * {district_count}) as int)] as place,
        1 + cast(floor(u2 * 6) as int) as court,
        date '{year}-01-01' + cast(floor(u3 * 365) as int) as filed,
        u4 < 0.725 as is_decided,
        case when u5 < 0.09 then 0 else cast(floor(-ln(1 - u5) * 420) as int) end as days
    from numbered
),
dated as (
    select *,
        case when is_decided then
            case when u6 < {early} then filed - cast(1 + days % 300 as int)
                 else filed + cast(least(days, date '2020-09-10' - filed) as int) end
        end as decided,
        filed + 1 + cast(floor(u7 * 40) as int) as first_listed
    from placed
)
select
    {case_id} as ddl_case_id,
    {year} as year,
    place // 100 as state_code,
    place % 100 as dist_code,
    court as court_no,
    {cino} as cino,
    drawn(getvariable('judge_positions'), u8)
        as judge_position,
    ['0 male', '0 male', '1 female', '-9998 unclear', '-9999 missing name'][1 + s % 5] as female_defendant,
    ['0 nonfemale', '1 female', '-9998 unclear', '-9999 missing name'][1 + s % 4] as female_petitioner,
    [0, 0, 1, -9998, -9999][1 + s % 5] as female_adv_def,
    [0, -9999, 1, -9998][1 + s % 4] as female_adv_pet,
    case when u9 < {type_missing} then -9999
         else drawn(getvariable('type_name_{year}'), u10)
    end as type_name,
    case when u11 > 0.05 then cast(drawn(getvariable('purpose_name_{year}'), u12) as double) end
        as purpose_name,
    case when (is_decided and u13 > {no_nature}) or u13 > 1 - {no_day}
         then drawn(getvariable('disp_name_{year}'), u14)
         else {missing} end as disp_name,
    case when u15 < {old} then '1910-05-03' else cast(filed as varchar) end as date_of_filing,
    case when u16 < {far} then if(s % 2 = 0, '2116-03-01', '2101-11-20')
         when u16 > 1 - {no_such_day} then '2015-02-31'
         else cast(decided as varchar) end as date_of_decision,
    first_listed as date_first_list,
    greatest(first_listed, coalesce(decided, first_listed + cast(floor(u17 * 1200) as int)))
        as date_last_list,
    case when not is_decided then greatest(filed, date '2019-06-01') + cast(floor(u18 * 500) as int) end
        as date_next_list
from dated
"""

_CINO = """case
        when u19 < {no_cnr} then null
        when u19 > 1 - {odd} then
            case cast(s % 4 as int)
                when 0 then printf('ZZ22%02d%06d%04d', s // 1000000, s % 1000000, {year})
                when 1 then printf('ZZAA%02d-%06d-%04d', s // 1000000, s % 1000000, {year})
                when 2 then printf('zzaa%02d%06d%04d', s // 1000000, s % 1000000, {year})
                else printf('ZZA%02d%06d%04d', s // 1000000, s % 1000000, {year}) end
        else printf('ZZAA%02d%06d%04d', s // 1000000,
            case when u20 < {repeated} and s > 0 then (s - 1) % 1000000 else s % 1000000 end, {year})
    end"""

_ACTS = """
with cases as ({cases}),
charged as (
    select case_id, s, year,
        {charge_uniforms},
        unnest(range(case when c1 < 0.08 then 0 when c1 < 0.7 then 1 when c1 < 0.9 then 2 else 3 end)) as nth
    from (select *, {first_uniform} from cases)
),
chosen as (
    select case_id, s, year, nth, c2,
        case when nth = 0 and c2 < {field_share}
             then drawn(getvariable('field_charges'), c3)
             else drawn(getvariable('other_charges'), {nth_uniform})
        end as charge
    from charged
)
select
    case when c2 > 1 - {orphans} then '99' || substr(case_id, 3) else case_id end as ddl_case_id,
    cast(charge // 1000000 as double) as act,
    cast(charge % 1000000 as double) as section,
    case when charge // 1000000 = 17353 then if(s % 3 = 0, 'bailable', 'non-bailable') end as bailable_ipc,
    case when charge // 1000000 = 17353 then 1.0 end as number_sections_ipc,
    cast(charge // 1000000 = 17353 as int) as criminal
from chosen
"""


def cases_query(year: int, count: int, release: Release) -> str:
    """Rows of ``cases_YYYY.csv``."""
    trouble = release.trouble
    return _CASES.format(
        uniforms=_uniforms(range(1, 21), f"{release.seed}, {year}, range"),
        count=count,
        year=year,
        districts=[state * 100 + district for state, district in DISTRICTS],
        district_count=len(DISTRICTS),
        case_id=_case_id(year),
        cino=_CINO.format(year=year, no_cnr=NO_CNR * trouble, odd=ODD_CNR, repeated=REPEATED_CNR * trouble),
        early=DECIDED_EARLY * trouble,
        far=DECIDED_IN_2116 * trouble,
        no_such_day=NO_SUCH_DAY * trouble,
        old=FILED_IN_1910 * trouble,
        type_missing=TYPE_MISSING * trouble,
        no_nature=DECIDED_WITHOUT_NATURE,
        no_day=NATURE_WITHOUT_DAY,
        missing=missing_disposition(year),
    )


def acts_query(counts: Mapping[int, int], release: Release) -> str:
    """Rows of ``acts_sections.csv``, for all years; some belong to no case."""
    return _ACTS.format(
        cases=" union all ".join(_identities(year, count, release) for year, count in counts.items()),
        first_uniform=_uniform("c1", f"{release.seed}, year, s, 101"),
        charge_uniforms=", ".join(
            _uniform(name, f"{release.seed}, year, s, {key}") for name, key in (("c2", 102), ("c3", 103))
        ),
        nth_uniform=_uniform("", f"{release.seed}, year, s, 104 + nth"),
        field_share=release.field_share,
        orphans=0.0001 * release.trouble,
    )


def _identities(year: int, count: int, release: Release) -> str:
    uniforms = _uniforms((1, 2), f"{release.seed}, {year}, range")
    districts = [state * 100 + district for state, district in DISTRICTS]
    return f"""
        select {_case_id(year)} as case_id, s, {year} as year
        from (
            select s, {districts}[1 + cast(floor(u1 * {len(DISTRICTS)}) as int)] as place,
                1 + cast(floor(u2 * 6) as int) as court
            from (select range as s, {uniforms} from range({count}))
        )"""


def _case_id(year: int) -> str:
    return f"printf('%02d-%02d-%02d-2%02d%08d%04d', place // 100, place % 100, court, court, s, {year})"


def _uniforms(numbers: range | tuple[int, ...], of: str) -> str:
    return ", ".join(_uniform(f"u{number}", f"{of}, {number}") for number in numbers)


def _uniform(name: str, of: str) -> str:
    """A number in [0, 1) from the hash of one integer that seed, year, row and draw make.

    Hashed one by one and combined, numbers that differ little would give draws that differ little.
    """
    seed, year, row, draw = of.split(", ")
    key = f"((cast({seed} % 1000 as bigint) * 3000 + {year}) << 38) + {row} * 1024 + {draw}"
    drawn = f"cast(hash(cast({key} as ubigint)) >> 11 as double) / 9007199254740992.0"
    return f"{drawn} as {name}" if name else f"({drawn})"
