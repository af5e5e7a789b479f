"""Table ``acts`` of a bulk release: acts and sections coded pair by pair, then joined to their cases.

A pair may hold several sections ("504,506"), which become rows of their own. The file has no order within a
case, so charges are numbered by the release's codes of act and section.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb

from extract.bulk_release import BulkRelease
from extract.importers.ddl_csv import ACTS
from extract.parsers.sections import split_sections
from transform.bulk.candidates import csv_source
from transform.bulk.key_files import code_number, key_rows
from transform.bulk.session import literal
from transform.bulk.small_tables import LISTED, make_table
from transform.bulk.writing import COPY_OPTIONS
from transform.interpreting.charges import code_charge
from transform.interpreting.printed import stated
from transform.parameters import TableParameters

NO_CODE = -9999
_PARTS = dict.fromkeys(("part", "act", "section"), "int") | {
    "act_printed": LISTED, "act_code": "act_code", "section_printed": LISTED, "section_code": LISTED,
    "section_root": LISTED, "offence_code": "offence_code", "is_act_doubtful": "boolean",
    "is_in_frame": "boolean",
}  # fmt: skip

_CHARGED = """
create table charged as
select
    owners.candidate,
    owners.ddl_case_id is not null as is_known,
    case when act is null or act in (-9998, {none}) then {none} when act % 1 = 0 then cast(act as int) else -1
    end as act,
    case when section is null or section in (-9998, {none}) then {none}
         when section % 1 = 0 then cast(section as int) else -1
    end as section
from {source} as listed
left join owners using (ddl_case_id)
"""

_NUMBERED = """
select candidate, part,
    row_number() over (partition by candidate order by part) as charge_number
from charged
inner join charge_parts using (act, section)
where candidate is not null
"""

_ACTS = """
select
    cast(getvariable('study') as study) as study, cast(getvariable('timepoint') as timepoint) as timepoint,
    case_id, charge_number,
    act_printed, act_code, section_printed, section_code, section_root, offence_code, is_act_doubtful
from ({numbered}) as numbered
inner join charge_parts using (part)
inner join candidates on candidates.rowid = numbered.candidate
"""


def write_charges(
    connection: duckdb.DuckDBPyConnection, release: BulkRelease, parameters: TableParameters, folder: Path
) -> None:
    """Part files of ``acts`` in ``folder``; tables ``charged``, ``charge_parts``, ``cases_with_offence``."""
    (file,) = release.of_role(ACTS)
    # DuckDB takes a file that it has not read for one of a few rows, and would hold its rows instead of ours.
    connection.execute("set disabled_optimizers = 'build_side_probe_side'")
    connection.execute(_CHARGED.format(none=NO_CODE, source=csv_source((file,))))
    connection.execute("set disabled_optimizers = ''")
    pairs = connection.execute(
        "select distinct act, section from charged where candidate is not null order by all"
    ).fetchall()
    make_table(connection, "charge_parts", _PARTS, _parts(pairs, release, parameters))
    connection.execute(
        "create table cases_with_offence as select distinct candidate from charged "
        "inner join (select distinct act, section from charge_parts where is_in_frame) using (act, section) "
        "where candidate is not null"
    )
    target = literal(str(folder / "all_years.parquet"))
    connection.execute(f"copy ({_ACTS.format(numbered=_NUMBERED)}) to {target} ({COPY_OPTIONS})")


def _parts(
    pairs: list[tuple[int, int]], release: BulkRelease, parameters: TableParameters
) -> Iterator[dict[str, Any]]:
    """Every section of every pair, coded. A pair without an act, or with a code in no key, yields none."""
    acts, sections = _texts(release, "act"), _texts(release, "section")
    part = 0
    for act, section in pairs:
        act_printed = acts.get(act)
        if act_printed is None or section not in sections:
            continue
        for text in split_sections(sections[section] or "") or (None,):
            part += 1
            charge = code_charge(act_printed, text)
            yield {
                "part": part, "act": act, "section": section, "act_printed": act_printed,
                "act_code": charge.act_code, "section_printed": text, "section_code": charge.section_code,
                "section_root": charge.section_root, "offence_code": charge.offence_code,
                "is_act_doubtful": charge.is_act_doubtful,
                "is_in_frame": charge.offence_code in parameters.offences,
            }  # fmt: skip


def _texts(release: BulkRelease, name: str) -> Mapping[int, str | None]:
    """Wording of every code; null where the wording states nothing. No section at all is one of them."""
    role = f"{name}_key"
    texts = {code_number(row[name], role): stated(row[f"{name}_s"]) for row in key_rows(release, role)}
    return {NO_CODE: None, **texts}
