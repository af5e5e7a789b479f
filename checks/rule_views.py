"""What several rules look at, under names of its own, so that it is joined and counted once."""

from __future__ import annotations

import duckdb

from transform.interpreting.frame import DATED_OUT

# Cases the figures may rest on: those in frame, and those that a date (which may be the mistyped one) or an
# earlier check keeps out of it. Bail cases, merged twins and cases of other offences are left alone.
CHECKED_CASES = f"""
select * from cases
where is_in_frame or frame_exclusion in {(*DATED_OUT, "quarantined")}
"""

CHECKED_HEARINGS = """
select
    study, timepoint, case_id, hearing_number, business_date, next_date, purpose_printed, is_terminal,
    is_within_as_of, filing_date, decision_date
from hearings
join checked_cases using (study, timepoint, case_id)
"""

# One row per case that has entries at all; what is counted up to the cut-off is null or 0 where none is.
CHECKED_HISTORIES = """
select
    study, timepoint, case_id,
    min(business_date) as first_entry_date,
    count(*) filter (where is_within_as_of) as entries_within_as_of,
    arg_max(is_terminal, hearing_number) filter (where is_within_as_of) as is_closed,
    max(business_date) filter (where is_within_as_of) as last_business_date,
    max(greatest(business_date, next_date)) filter (where is_within_as_of) as last_date
from checked_hearings
group by study, timepoint, case_id
"""

# Entries up to the cut-off, each with the one that follows it in the history.
CHECKED_CHAINS = """
select
    case_id, hearing_number, business_date, next_date, is_terminal,
    lead(hearing_number) over history as following_number,
    lead(business_date) over history as following_date
from checked_hearings
where is_within_as_of
window history as (partition by study, timepoint, case_id order by hearing_number)
"""

# Purposes of the frame's entries, counted.
FRAME_PURPOSES = """
select
    coalesce(purpose_printed, '(not stated)') as wording,
    purpose_code is null or purpose_code in ('unmapped', 'unknown') as is_unknown,
    count(*) as entries
from hearings
join cases using (study, timepoint, case_id)
where is_in_frame and is_within_as_of and not is_terminal
group by wording, is_unknown
"""

RULE_VIEWS = {
    "checked_cases": CHECKED_CASES,
    "checked_hearings": CHECKED_HEARINGS,
    "checked_histories": CHECKED_HISTORIES,
    "checked_chains": CHECKED_CHAINS,
    "frame_purposes": FRAME_PURPOSES,
}
OF_CHECKED_CASES = "checked_"
"""How the names begin of what is about single checked cases."""


def show_rule_views(connection: duckdb.DuckDBPyConnection, *, but: frozenset[str] = frozenset()) -> None:
    """Show them on a connection that shows the tables; those named in ``but`` it has already."""
    for name, query in RULE_VIEWS.items():
        if name not in but:
            connection.execute(f"create or replace temp view {name} as {query}")
