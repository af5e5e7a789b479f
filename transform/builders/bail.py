"""Table ``bail``: applications for bail, wherever a page shows one (METHODOLOGY 1.4).

Three places: a case of its own, an application inside a prosecution, or only a purpose of hearing that names
bail. Undecided (``pending``), decided without saying how (``disposed_unknown``), not stated and not in our
map are kept apart; none of them counts as rejected.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyarrow as pa

from transform.builders.table_rows import TableRows
from transform.interpreting.bail_applications import BailApplication
from transform.parameters import TableParameters
from transform.pseudonyms import pseudonym


def bail_table(
    applications: Iterable[BailApplication],
    exclusions: Mapping[str, str | None],
    parameters: TableParameters,
    key: bytes,
) -> pa.Table:
    """Rows of ``bail``; an application is in frame where its prosecution has no exclusion (by case id)."""
    rows = TableRows("bail", parameters)
    in_frame = {case_id for case_id, exclusion in exclusions.items() if exclusion is None}
    for application in applications:
        rows.add(
            application_id=pseudonym(key, "application", application.reference),
            source=application.source,
            bail_case_id=application.bail_case_id,
            main_case_id=application.main_case_id,
            link_basis=application.link_basis,
            kind=application.kind,
            filing_date=application.filing_date,
            decision_date=application.decision_date,
            outcome_printed=application.outcome_printed,
            outcome_code=application.outcome_code,
            district=application.case.district,
            is_in_frame=application.main_case_id in in_frame,
        )
    return rows.finish()
