"""The release's keys, coded once with the vocabularies: a few thousand wordings, not millions of rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import duckdb

from extract.bulk_release import BulkRelease
from transform.bulk.key_files import by_year, code_number, key_rows
from transform.bulk.small_tables import LISTED, Row, keep_listed, make_table
from transform.disposals import is_plea, is_probation, split_disposal
from transform.interpreting.court_levels import worded_level
from transform.interpreting.printed import HONORIFIC, read_designation, stated
from transform.parameters import TableParameters
from transform.vocabulary import vocabulary

MISSING_DISPOSITION = "disposition var missing"
"""How the release writes that a case has no disposition: pending, or left blank."""

FLAGS = ("is_disposal", "is_merits", "is_conviction_lower", "is_conviction_upper")


def load_keys(
    connection: duckdb.DuckDBPyConnection, release: BulkRelease, parameters: TableParameters
) -> None:
    """A table for each: ``type_key``, ``purpose_key``, ``disposal_key``, ``court_key``, ``district_key``,
    ``outcome_facts``."""
    make_table(connection, "type_key", TYPE_KEY, map(_case_type, by_year(release, "type_name")))
    make_table(connection, "purpose_key", PURPOSE_KEY, map(_purpose, by_year(release, "purpose_name")))
    make_table(connection, "disposal_key", DISPOSAL_KEY, map(_disposal, by_year(release, "disp_name")))
    make_table(connection, "court_key", COURT_KEY, _courts(release))
    make_table(connection, "district_key", DISTRICT_KEY, _districts(release, parameters))
    make_table(connection, "outcome_facts", OUTCOME_FACTS, _outcomes())


_PLACES = """
create temp table places as
select
    state_code as state, dist_code as district,
    cast(state_code as text) as state_printed, cast(dist_code as text) as district_printed,
    coalesce(districts.name, 'not stated') as name,
    coalesce(districts.is_in_study, list_contains(getvariable('whole_states'), cast(state_code as text)))
        as is_in_study
from (select distinct state_code, dist_code from candidates)
left join district_key as districts on districts.state = state_code and districts.district = dist_code
"""


def load_places(connection: duckdb.DuckDBPyConnection) -> None:
    """Table ``place_key``: every state and district that the rows of the cases name, in the key or not."""
    connection.execute(_PLACES)
    keep_listed(connection, "place_key", PLACE_KEY, "places")
    connection.execute("drop table places")


def load_positions(connection: duckdb.DuckDBPyConnection, positions: Iterable[str]) -> list[str]:
    """Table ``position_key`` from what stands as judge's position; returns those that may hold a name."""
    texts = list(positions)
    rows = [
        {"position": text, "designation": read_designation(text), "level": _level(text)} for text in texts
    ]
    make_table(connection, "position_key", POSITION_KEY, rows)
    return [text for text in texts if HONORIFIC.search(text)]


_YEAR_AND_CODE = {"year": "int", "code": "int"}
TYPE_KEY = _YEAR_AND_CODE | {
    "printed": LISTED, "type_code": "case_type_code", "kind": "case_kind", "level": "court_level",
}  # fmt: skip
PURPOSE_KEY = _YEAR_AND_CODE | {"printed": LISTED, "stage_code": "stage_code"}
DISPOSAL_KEY = _YEAR_AND_CODE | {
    "printed": LISTED, "outcome_code": "outcome_code", "is_contested": "boolean", "is_plea": "boolean",
    "is_probation": "boolean",
}  # fmt: skip
COURT_KEY = {"year": "int", "state": "int", "district": "int", "court": "int", "level": "court_level"}
PLACE_KEY = {
    "state": "int", "district": "int", "state_printed": LISTED, "district_printed": LISTED, "name": LISTED,
    "is_in_study": "boolean",
}  # fmt: skip
DISTRICT_KEY = {"state": "int", "district": "int", "name": "text", "is_in_study": "boolean"}
OUTCOME_FACTS = {"code": "outcome_code", "outcome_group": "outcome_group"} | dict.fromkeys(FLAGS, "boolean")
POSITION_KEY = {"position": "text", "designation": LISTED, "level": "court_level"}


def _case_type(entry: tuple[int, int, str | None]) -> Row:
    year, code, printed = entry
    type_code = vocabulary("case_types").code(printed)
    facts: Mapping[str, str] = {} if type_code is None else vocabulary("case_types").codes[type_code]
    return {
        "year": year, "code": code, "printed": printed, "type_code": type_code,
        "kind": facts.get("case_kind", "unmapped"), "level": facts.get("court_level") or None,
    }  # fmt: skip


def _purpose(entry: tuple[int, int, str | None]) -> Row:
    year, code, printed = entry
    return {
        "year": year,
        "code": code,
        "printed": printed,
        "stage_code": vocabulary("purposes").code(printed),
    }


def _disposal(entry: tuple[int, int, str | None]) -> Row:
    year, code, printed = entry
    if printed is not None and printed.strip().casefold() == MISSING_DISPOSITION:
        printed = None
    outcome = vocabulary("disposals").code(printed)
    return {
        "year": year, "code": code, "printed": printed, "outcome_code": outcome,
        "is_contested": split_disposal(printed)[0],
        "is_plea": is_plea(printed) if outcome == "convicted" else None,
        "is_probation": is_probation(printed) if outcome == "convicted" else None,
    }  # fmt: skip


def _courts(release: BulkRelease) -> Iterator[Row]:
    """A court named in two ways that tell two levels tells none."""
    role = "cases_court_key"
    names = ("year", "state_code", "dist_code", "court_no")
    levels: dict[tuple[int, ...], set[str | None]] = {}
    for row in key_rows(release, role):
        place = tuple(code_number(row[name], role) for name in names)
        levels.setdefault(place, set()).add(_level(row["court_name"]))
    for (year, state, district, court), found in levels.items():
        level = next(iter(found)) if len(found) == 1 else None
        yield {"year": year, "state": state, "district": district, "court": court, "level": level}


def _districts(release: BulkRelease, parameters: TableParameters) -> Iterator[Row]:
    """The study's names first; a district written in several ways in several years keeps its last name."""
    role = "cases_district_key"
    names: dict[tuple[int, int], str | None] = {}
    for row in key_rows(release, role):
        place = code_number(row["state_code"], role), code_number(row["dist_code"], role)
        names[place] = stated(row["district_name"])
    own = {(int(state), int(district)): name for (state, district), name in parameters.districts.items()}
    for state, district in sorted(names.keys() | own.keys()):
        name = own.get((state, district)) or names.get((state, district)) or "not stated"
        is_in_study = (state, district) in own or str(state) in parameters.whole_states
        yield {"state": state, "district": district, "name": name, "is_in_study": is_in_study}


def _outcomes() -> Iterator[Row]:
    for code, row in vocabulary("outcomes").codes.items():
        yield {
            "code": code,
            "outcome_group": row["outcome_group"],
            **{flag: row[flag] == "true" for flag in FLAGS},
        }


def _level(text: str | None) -> str | None:
    return worded_level(text) or None
