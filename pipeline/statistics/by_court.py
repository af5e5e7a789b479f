"""Intervals of adjournments by whole courts: what makes the cases of one court alike is part of them.

Cases of one court share its habits, so that drawing them one by one makes intervals too narrow. Where there
are enough courts, whole courts are drawn (METHODOLOGY section 2.9); with fewer, cases one by one.
A mean over cases is then the ratio of two sums over courts, like a rate.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

import duckdb
import numpy as np
import numpy.typing as npt

from pipeline.statistics.differences import COURTS_ENOUGH
from pipeline.statistics.interval import Interval
from pipeline.statistics.resampling import ratio_interval
from transform.indicators.values import IndicatorValue

COUNTED = """
    select
        facts.study, facts.timepoint, facts.definition_id, facts.district, facts.status,
        facts.adjournment_count as adjournments, 1 as cases,
        facts.adjournment_count_at_risk, facts.case_years,
        coalesce(cases.establishment_code, cases.district) as court
    from case_adjournments as facts
    inner join cases
        on facts.study = cases.study and facts.timepoint = cases.timepoint and facts.case_id = cases.case_id
    where facts.adjournment_count is not null
"""
SUMMED = f"""
    with counted as ({COUNTED}),
    listed as (
        select 'I12' as indicator_id, adjournments as amount, cases as size, *
        from counted
        where status = 'disposed'
        union all
        select 'I13', adjournments, cases, * from counted where status = 'pending'
        union all
        select 'I14', adjournment_count_at_risk, case_years, * from counted where case_years is not null
    )
    select
        study, timepoint, indicator_id, definition_id, if(grouping(district) = 1, 'all', district) as place,
        court, sum(amount)::double, sum(size)::double
    from listed
    group by grouping sets (
        (study, timepoint, indicator_id, definition_id, district, court),
        (study, timepoint, indicator_id, definition_id, court)
    )
    order by all
"""

Numbers = npt.NDArray[np.float64]
Key = tuple[str, str, str, str, str]
CourtSums = Mapping[Key, tuple[Numbers, Numbers]]
"""Numerators and denominators of each court, by study, timepoint, indicator, definition and district."""
NO_COURTS: CourtSums = {}


def court_sums(connection: duckdb.DuckDBPyConnection) -> CourtSums:
    """Of the means of I12 and I13 and the rates of I14, those over courts enough."""
    found: dict[Key, list[tuple[float, float]]] = defaultdict(list)
    for *key, _court, amount, size in connection.execute(SUMMED).fetchall():
        found[tuple(key)].append((amount, size))
    return {
        key: (np.array(courts)[:, 0], np.array(courts)[:, 1])
        for key, courts in found.items()
        if len(courts) >= COURTS_ENOUGH
    }


def interval_by_court(row: IndicatorValue, courts: CourtSums, seed: int) -> Interval | None:
    """BCa interval of the row's mean or rate over its courts; ``None`` where it is not drawn by court."""
    key = (row.study, row.timepoint, row.indicator_id, row.definition_id, row.district)
    if key not in courts:
        return None
    found = ratio_interval(*courts[key], seed)
    return replace(found, method=f"{found.method}_by_court") if found.low is not None else found
