"""Which cases of the docket a search finds, by the fields the portal's forms send."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from extract.standin.docket import DocketCase

Fields = Mapping[str, str]
Match = Callable[[DocketCase, Fields], bool]


@dataclass(frozen=True, slots=True)
class Search:
    """One kind of search: its captcha field, the key of its answer, the fields it can't do without."""

    name: str
    captcha_field: str
    answer_key: str
    required: tuple[tuple[str, str], ...]
    matches: Match


def find_cases(search: Search, docket: Sequence[DocketCase], fields: Fields) -> list[DocketCase]:
    """The cases of the complex (and the establishment, if one is named) that match, of the status asked."""
    found = [case for case in docket if is_in_court(case, fields) and search.matches(case, fields)]
    return of_status(found, fields.get("case_status", ""))


def of_status(cases: list[DocketCase], status: str) -> list[DocketCase]:
    """Pending or disposed ones; "Both" leaves out every third disposed case, a fault of the portal's own."""
    pending = [case for case in cases if not case.is_disposed]
    disposed = [case for case in cases if case.is_disposed]
    match status:
        case "Pending":
            return pending
        case "Disposed":
            return disposed
        case "Both":
            return [*pending, *(case for number, case in enumerate(disposed, start=1) if number % 3)]
        case _:
            return cases


def is_in_court(case: DocketCase, fields: Fields) -> bool:
    """Whether the case is in the district, complex and (if chosen) establishment."""
    wanted = (fields.get("state_code"), fields.get("dist_code"), fields.get("court_complex_code"))
    establishment = chosen_establishment(fields)
    return (case.state_code, case.district_code, case.complex_code) == wanted and (
        not establishment or case.court_code == establishment
    )


def chosen_establishment(fields: Fields) -> str:
    """The establishment's number, or nothing; scripts send "null" or "undefined" for nothing."""
    code = fields.get("est_code", "")
    return "" if code in ("null", "undefined", "0") else code


def has_act(case: DocketCase, fields: Fields) -> bool:
    """The act's local number, and the section if one is given."""
    section = fields.get("under_sec", "").strip().lower()
    return any(
        act.code == fields["actcode"] and (not section or section in re.findall(r"\w+", act.sections.lower()))
        for act in case.acts
    )


def is_of_type(case: DocketCase, fields: Fields) -> bool:
    """``type^establishment`` and year of registration."""
    kind = fields.get("case_type_2") or fields.get("case_type_1", "")
    return same_type(case, kind) and str(case.registration_date.year) == fields["search_year"]


def has_number(case: DocketCase, fields: Fields) -> bool:
    """Case type, number and year of registration."""
    return (
        same_type(case, fields["case_type"])
        and str(case.registration_number) == fields["case_no"].lstrip("0")
        and str(case.registration_date.year) == fields["rgyear"]
    )


def same_type(case: DocketCase, kind: str) -> bool:
    """Whether ``type^establishment`` is the case's."""
    return kind == f"{case.case_type_code}^{case.court_code}"


def has_fir(case: DocketCase, fields: Fields) -> bool:
    """Police station, and number and year if given."""
    station, number, year = (
        fields["police_st_code"].split("-")[0],
        fields.get("fir_no"),
        fields.get("firyear"),
    )
    return (
        case.fir is not None
        and case.fir.station_code == station
        and number in (None, "", str(case.fir.number))
        and year in (None, "", str(case.fir.year))
    )


def has_party(case: DocketCase, fields: Fields) -> bool:
    """Part of a party's name, and the year of registration."""
    wanted = fields["petres_name"].casefold()
    is_named = any(wanted in party.name.casefold() for party in (*case.petitioners, *case.respondents))
    return is_named and str(case.registration_date.year) == fields["rgyearP"]


SEARCHES: Mapping[str, Search] = {
    "casestatus/submitAct": Search(
        "CSact", "act_captcha_code", "act_data", (("actcode", "Act Type"),), has_act
    ),
    "casestatus/submit_case_type": Search(
        "CScaseType", "ct_captcha_code", "case_data", (("search_year", "Year"),), is_of_type
    ),
    "casestatus/submitCaseNo": Search(
        "CScaseNumber",
        "case_captcha_code",
        "case_data",
        (("case_type", "Case Type"), ("case_no", "Case Number"), ("rgyear", "Year")),
        has_number,
    ),
    "casestatus/submitFirNo": Search(
        "CSFIRNumber", "fir_captcha_code", "case_data", (("police_st_code", "Police Station"),), has_fir
    ),
    "casestatus/submitPartyName": Search(
        "CSpartyName",
        "fcaptcha_code",
        "party_data",
        (("petres_name", "Petitioner/Respondent Name"), ("rgyearP", "Year")),
        has_party,
    ),
}
