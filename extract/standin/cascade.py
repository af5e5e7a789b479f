"""Routes of the dropdown cascade: no captcha, one list of options each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from extract.standin.answers import Answer
from extract.standin.dropdowns import Dropdowns, option_list
from extract.standin.searches import Fields, chosen_establishment

Cascade = Callable[[Dropdowns, Fields], Answer]


def fill_district(dropdowns: Dropdowns, fields: Fields) -> Answer:
    """Districts of a state."""
    return {
        "status": 1,
        "dist_list": option_list("Select District", dropdowns.districts(fields["state_code"])),
    }


def fill_complex(dropdowns: Dropdowns, fields: Fields) -> Answer:
    """Court complexes of a district."""
    choices = dropdowns.complexes(fields["state_code"], fields["dist_code"])
    return {"status": 1, "complex_list": option_list("Select Court Complex", choices)}


def fill_establishment(dropdowns: Dropdowns, fields: Fields) -> Answer:
    """Establishments of a complex."""
    choices = dropdowns.establishments(*court_of(fields))
    return {"status": 1, "establishment_list": option_list("Select Court Establishment", choices)}


def set_data(dropdowns: Dropdowns, fields: Fields) -> Answer:
    """The choice of court, echoed; both sets of field names in use are understood."""
    return {
        "status": 1,
        "complex_code": fields.get("complex_code") or fields.get("court_complex_code", ""),
        "est_code": fields.get("selected_est_code") or fields.get("est_code", ""),
    }


def fill_case_type(dropdowns: Dropdowns, fields: Fields) -> Answer:
    """Case types of a complex."""
    choices = dropdowns.case_types(*court_of(fields), chosen_establishment(fields))
    return {"status": 1, "casetype_list": option_list("Select Case Type", choices)}


def fill_act_type(dropdowns: Dropdowns, fields: Fields) -> Answer:
    """Acts of a complex whose names contain the search text."""
    choices = dropdowns.acts(*court_of(fields), fields.get("search_act", "").strip())
    return {"status": 1, "act_list": option_list("Select Act Type", choices)}


def fill_police_station(dropdowns: Dropdowns, fields: Fields) -> Answer:
    """Police stations of a complex."""
    _, district, code = court_of(fields)
    choices = dropdowns.police_stations(district, code)
    return {"status": 1, "police_station_list": option_list("Select Police Station", choices)}


def court_of(fields: Fields) -> tuple[str, str, str]:
    """State, district and complex."""
    return fields["state_code"], fields["dist_code"], fields["court_complex_code"]


# Each route with the fields it can't do without: lacking one, the portal answers nothing at all.
CASCADE: Mapping[str, tuple[Cascade, tuple[str, ...]]] = {
    "casestatus/fillDistrict": (fill_district, ("state_code",)),
    "casestatus/fillcomplex": (fill_complex, ("state_code", "dist_code")),
    "casestatus/fillCourtEstablishment": (
        fill_establishment,
        ("state_code", "dist_code", "court_complex_code"),
    ),
    "casestatus/set_data": (set_data, ()),
    "casestatus/fillCaseType": (fill_case_type, ("state_code", "dist_code", "court_complex_code")),
    "casestatus/fillActType": (fill_act_type, ("state_code", "dist_code", "court_complex_code")),
    "casestatus/fillPoliceStation": (fill_police_station, ("state_code", "dist_code", "court_complex_code")),
}
