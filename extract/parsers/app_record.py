"""Case records of the portal's app, as it sent them (raw) or as a study published them (parsed)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from extract.cnr import PLAIN_CNR
from extract.errors import PageChangedError
from extract.parsers.app_fragments import read_parties, read_raw_parts
from extract.parsers.app_keys import IGNORED_KEYS, PARSED_KEYS, RAW_KEYS, READ_KEYS
from extract.parsers.app_lists import read_parsed_parts
from extract.parsers.app_values import printed
from extract.records import CaseRecord, Layout, PartyRow

_WHERE = "app record"
_HISTORY_KEYS = ("historyOfCaseHearing", "history")
_NEEDED_KEYS = ("cino", "type_name", "date_of_filing", "petNameAdd", "resNameAdd")
_ONLY_WHILE_PENDING = ("date_next_list", "purpose_name")
"""In a decided case these repeat its last listing; the portal's own page doesn't print them there."""


def parse_app_record(text: str) -> CaseRecord:
    """One case from its JSON text, raw or parsed.

    Both forms of one case give the same record, except for ``layout``, ``ignored`` and what only one of them
    holds: the raw form the hearings' links and the orders' wording and kind, the parsed form the daily
    statuses (one for each hearing, in the same order) and the court a case left for another establishment.
    ``status`` stays ``None``: no form prints it. Raises ``PageChangedError`` for a key that isn't known.
    """
    record = _json_object(text)
    layout = _layout(record)
    cnr = printed(record.get("cino")) or ""
    if PLAIN_CNR.fullmatch(cnr) is None:
        raise PageChangedError(_WHERE, "a CNR in cino", "another text, or none")
    _check_keys(record, layout)
    is_decided = bool(printed(record.get("date_of_decision")))
    parts = read_raw_parts(record) if layout is Layout.APP_RAW else read_parsed_parts(record, cnr)
    return CaseRecord(
        layout=layout,
        cnr=cnr,
        status=None,
        **_scalars(record, is_decided),
        parties=_parties(record),
        **parts,
        ignored=_ignored(record, is_decided),
    )


def is_app_record(value: Any) -> bool:
    """Whether a JSON value looks like a case record of either form."""
    return isinstance(value, dict) and "cino" in value and not value.keys().isdisjoint(_HISTORY_KEYS)


def _json_object(text: str) -> Mapping[str, Any]:
    try:
        record = json.loads(text.lstrip("\ufeff"))
    except ValueError as error:
        raise PageChangedError(_WHERE, "JSON", str(error)) from error
    if not is_app_record(record):
        found = ", ".join(list(record)[:5]) if isinstance(record, dict) else type(record).__name__
        raise PageChangedError(_WHERE, "an object with cino and a history", found or "an empty object")
    checked: Mapping[str, Any] = record
    return checked


def _layout(record: Mapping[str, Any]) -> Layout:
    return Layout.APP_RAW if "historyOfCaseHearing" in record else Layout.APP_PARSED


def _check_keys(record: Mapping[str, Any], layout: Layout) -> None:
    own = RAW_KEYS if layout is Layout.APP_RAW else PARSED_KEYS
    unknown = [key for key in record if key not in READ_KEYS | own | IGNORED_KEYS]
    if unknown:
        raise PageChangedError(_WHERE, "only known keys", ", ".join(key[:40] for key in unknown))
    needed = (*_NEEDED_KEYS, "act" if layout is Layout.APP_RAW else "acts")
    missing = [key for key in needed if key not in record]
    if missing:
        raise PageChangedError(_WHERE, f"the keys {', '.join(needed)}", f"none named {', '.join(missing)}")


def _scalars(record: Mapping[str, Any], is_decided: bool) -> dict[str, Any]:
    texts = {key: printed(value) for key, value in record.items() if not isinstance(value, (list, dict))}
    return {
        "court_name": texts.get("court_name"),
        "case_type": texts.get("type_name"),
        "filing_number": _joined(texts, "fil_no", "/", "fil_year"),
        "filing_date": texts.get("date_of_filing"),
        "registration_number": _joined(texts, "reg_no", "/", "reg_year"),
        "registration_date": texts.get("dt_regis"),
        "first_hearing_date": texts.get("date_first_list"),
        "next_hearing_date": None if is_decided else texts.get("date_next_list"),
        "decision_date": texts.get("date_of_decision"),
        "stage": None if is_decided else texts.get("purpose_name"),
        "nature_of_disposal": texts.get("disp_name"),
        "court_number_and_judge": _joined(texts, "court_no", "-", "desgname"),
        "state_code": texts.get("state_code"),
        "district_code": texts.get("district_code"),
        "district_name": texts.get("district_name"),
        "establishment_code": texts.get("est_code"),
        "court_complex_code": texts.get("complex_code"),
    }


def _joined(texts: Mapping[str, str | None], first: str, link: str, second: str) -> str | None:
    """Two keys as the portal's page prints them in one place; ``None`` when both are absent."""
    if texts.get(first) is None and texts.get(second) is None:
        return None
    return f"{texts.get(first) or ''}{link}{texts.get(second) or ''}"


def _parties(record: Mapping[str, Any]) -> tuple[PartyRow, ...]:
    """First parties stand in ...NameAdd; despite their names, str_error and str_error1 hold the others."""
    return tuple(
        party
        for side, first, further in (
            ("petitioner", "petNameAdd", "str_error"),
            ("respondent", "resNameAdd", "str_error1"),
        )
        for party in read_parties(f"{record.get(first) or ''}<br>{record.get(further) or ''}", side)
    )


def _ignored(record: Mapping[str, Any], is_decided: bool) -> tuple[tuple[str, str], ...]:
    """Keys not read, with their values; None, blanks, 0 and empty lists are how a record says nothing."""
    keys = IGNORED_KEYS | set(_ONLY_WHILE_PENDING) if is_decided else IGNORED_KEYS
    texts = ((key, printed(record[key])) for key in sorted(keys) if record.get(key) not in (None, 0, [], {}))
    return tuple((key, text) for key, text in texts if text)
