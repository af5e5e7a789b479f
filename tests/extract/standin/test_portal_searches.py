"""The stand-in portal over real HTTP when all is well: cascade, tokens, captcha, searches, case pages."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PIL import Image
from portal_visitor import Visitor, links, options

from extract.errors import ExtractError
from extract.standin.places import KOLHAPUR
from extract.standin.reference_docket import baseline_docket
from extract.standin.server import StandIn

DOCKET = baseline_docket()
FIRST = DOCKET[0]


@pytest.fixture(scope="module")
def portal() -> Iterator[StandIn]:
    with StandIn(DOCKET) as running:
        yield running


@pytest.fixture
def visitor(portal: StandIn) -> Visitor:
    visitor = Visitor(portal)
    visitor.open_search_page()
    return visitor


def test_search_page_has_what_clients_look_for(portal: StandIn) -> None:
    page = Visitor(portal).open_search_page()
    assert re.search(r'id="app_token" value="[0-9a-f]{64}"', page)
    assert 'id="sess_state_code"' in page
    assert 'id="base_url"' in page


def test_cookies(visitor: Visitor) -> None:
    session, balancer = visitor.http.cookies["SERVICES_SESSID"], visitor.http.cookies["JSESSION"]
    assert re.fullmatch(r"\d{7,8}", balancer)
    visitor.call("casestatus/fillDistrict", state_code="1")
    assert visitor.http.cookies["SERVICES_SESSID"] == session
    assert visitor.http.cookies["JSESSION"] != balancer


def test_cascade(visitor: Visitor) -> None:
    districts = options(visitor.call("casestatus/fillDistrict", state_code="1")["dist_list"])
    assert districts["19"] == "Aurangabad"
    complexes = options(
        visitor.call("casestatus/fillcomplex", state_code="1", dist_code="19")["complex_list"]
    )
    assert complexes["1010217@3,4,5@N"] == "Aurangabad, District and Sessions"
    court = {"state_code": "1", "dist_code": "19", "court_complex_code": "1010217"}
    courts = options(visitor.call("casestatus/fillCourtEstablishment", **court)["establishment_list"])
    assert sorted(courts) == ["3", "4", "5"]
    chosen = visitor.call("casestatus/set_data", complex_code="1010217@3,4,5@N", selected_est_code="null")
    assert (chosen["status"], chosen["complex_code"]) == (1, "1010217@3,4,5@N")
    types = visitor.call("casestatus/fillCaseType", **court, est_code="4", search_type="c_no")[
        "casetype_list"
    ]
    assert options(types)["15^4"] == "Sessions Case"
    assert {value.split("^")[1] for value in options(types)} == {"4"}
    stations = options(visitor.call("casestatus/fillPoliceStation", **court)["police_station_list"])
    assert stations["1902-271902"] == "Kranti Chowk"


def test_a_complex_that_needs_an_establishment_says_so(visitor: Visitor) -> None:
    complexes = options(
        visitor.call("casestatus/fillcomplex", state_code="1", dist_code="38")["complex_list"]
    )
    assert list(complexes) == ["1010436@1,2@Y"]
    answer = visitor.search_act("38", "1010436", "2001", "Pending")
    assert answer["errormsg"] == "Court Establishment is required..!"


def test_acts_are_numbered_by_the_complex_and_misspelt(visitor: Visitor) -> None:
    found = {}
    for district, code in (
        ("19", "1010217"),
        ("26", "1010320"),
        ("34", "1010398"),
        ("20", "1010245"),
        ("30", "1010355"),
    ):
        answer = visitor.call(
            "casestatus/fillActType",
            state_code="1",
            dist_code=district,
            court_complex_code=code,
            search_act="immoral",
        )
        found[code] = options(answer["act_list"])
    assert found["1010398"] == {
        "88": "IMMORAL TRAFFIC (PREVENTION) ACT",
        "1452": "Immoral Trafic Prevention Act",
    }
    numbers = [number for acts in found.values() for number in acts]
    assert len(numbers) == len(set(numbers)) == 7
    every = visitor.call(
        "casestatus/fillActType", state_code="1", dist_code="34", court_complex_code="1010398", search_act=""
    )
    assert len(options(every["act_list"])) > 8


def test_a_missing_or_compound_code_is_answered_with_nothing(visitor: Visitor) -> None:
    for fields in (
        {"dist_code": "34", "court_complex_code": KOLHAPUR.value},
        {"dist_code": "34", "court_complex_code": ""},
        {"dist_code": "", "court_complex_code": "1010398"},
    ):
        response = visitor.post("casestatus/fillActType", state_code="1", **fields)
        assert (response.status_code, response.content) == (200, b"")
        search = visitor.post("casestatus/submitAct", actcode="88", state_code="1", **fields)
        assert (search.status_code, search.content) == (200, b"")
    assert visitor.call("casestatus/fillDistrict", state_code="1")["status"] == 1


def test_token_is_good_for_one_call(visitor: Visitor) -> None:
    used = visitor.token
    assert visitor.call("casestatus/fillDistrict", state_code="1")["app_token"] not in ("", used)
    visitor.token = used
    answer = visitor.call("casestatus/fillDistrict", state_code="1")
    assert "Invalid Request" in answer["errormsg"]
    assert answer["app_token"] == ""


def test_first_captcha_needs_no_token(portal: StandIn) -> None:
    stranger = Visitor(portal)
    assert "Invalid Request" in stranger.call("casestatus/fillDistrict", state_code="1")["errormsg"]
    answer = stranger.call("casestatus/getCaptcha")
    assert "securimage_show.php?" in answer["div_captcha"]
    assert stranger.call("casestatus/fillDistrict", state_code="1")["status"] == 1


def test_captcha_picture(visitor: Visitor) -> None:
    response = visitor.picture()
    assert response.headers["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(response.content)).size == (215, 80)
    assert re.fullmatch(r"[a-z0-9]{6}", response.headers["X-Standin-Captcha-Answer"])


def test_captcha_is_replaced_by_each_picture_and_used_up_by_one_search(visitor: Visitor) -> None:
    first, second = visitor.captcha(), visitor.captcha()
    refused = visitor.search_act("19", "1010217", "127", "Pending", act_captcha_code=first)
    assert "Invalid Captcha" in refused["errormsg"]
    assert refused["historytable"] == ""
    assert "securimage_show.php?" in refused["div_captcha"]
    used_up = visitor.search_act("19", "1010217", "127", "Pending", act_captcha_code=second)
    assert "act_data" not in used_up
    fresh = visitor.captcha()
    assert visitor.search_act("19", "1010217", "127", "Pending", act_captcha_code=fresh)["status"] == 1
    again = visitor.search_act("19", "1010217", "127", "Pending", act_captcha_code=fresh)
    assert again.get("status", 0) == 0
    assert "act_data" not in again


def test_another_searchs_captcha_field_is_not_read(visitor: Visitor) -> None:
    answer = visitor.search_act(
        "19", "1010217", "127", "Pending", act_captcha_code="", fcaptcha_code=visitor.captcha()
    )
    assert "act_data" not in answer


def test_act_sweeps_find_every_case(visitor: Visitor) -> None:
    searches = (
        ("19", "1010217", ("127",)),
        ("26", "1010320", ("43",)),
        ("34", "1010398", ("88", "1452")),
        ("20", "1010245", ("611",)),
        ("30", "1010355", ("12", "978")),
    )
    found: dict[str, list[str]] = {"Pending": [], "Disposed": []}
    for district, code, acts in searches:
        for act in acts:
            for status, listed in found.items():
                page = visitor.search_act(district, code, act, status)["act_data"]
                assert ("Record not found" in page) == (act == "978")
                listed += [link[1] for link in links(page, "viewHistory")]
    assert sorted(found["Pending"]) == sorted(case.cnr for case in DOCKET if not case.is_disposed)
    assert sorted(found["Disposed"]) == sorted(case.cnr for case in DOCKET if case.is_disposed)


def test_both_lists_too_few_disposed_cases(visitor: Visitor) -> None:
    page = visitor.search_act("20", "1010245", "611", "Both")["act_data"]
    assert len(links(page, "viewHistory")) == 18 + 4


def test_establishment_and_section_narrow_a_search(visitor: Visitor) -> None:
    page = visitor.search_act("20", "1010245", "611", "Pending", est_code="4")["act_data"]
    special = links(page, "viewHistory")
    assert len(special) == 6
    assert {link[2] for link in special} == {"4"}
    page = visitor.search_act("19", "1010217", "127", "Pending", under_sec="7")["act_data"]
    assert len(links(page, "viewHistory")) == sum(
        "7" in case.acts[0].sections and not case.is_disposed for case in DOCKET if case.district_code == "19"
    )


# Where each search's list stands in its answer, and what its links call it.
RESULTS = {
    "submitCaseNo": ("case_data", "CScaseNumber"),
    "submit_case_type": ("case_data", "CScaseType"),
    "submitFirNo": ("case_data", "CSFIRNumber"),
    "submitPartyName": ("party_data", "CSpartyName"),
}
COURT = {"state_code": "1", "dist_code": "19", "court_complex_code": "1010217", "est_code": ""}


@pytest.mark.parametrize(
    ("route", "captcha", "fields"),
    [
        ("submitCaseNo", "case_captcha_code", "case_type=15^4 case_no=1 rgyear=2018"),
        ("submit_case_type", "ct_captcha_code", "case_type_1=15^4 search_year=2018"),
        ("submit_case_type", "ct_captcha_code", "case_type_2=15^4 search_year=2018"),
        ("submitFirNo", "fir_captcha_code", "police_st_code=1902-271902 fir_no=301"),
        ("submitPartyName", "fcaptcha_code", "petres_name=party-001 rgyearP=2018"),
    ],
)
def test_other_searches(visitor: Visitor, route: str, captcha: str, fields: str) -> None:
    assert FIRST.registration_date.year == 2018
    own = dict(field.split("=") for field in fields.split())
    answer = visitor.call(f"casestatus/{route}", **own, **COURT, **{captcha: visitor.captcha()})
    key, search_by = RESULTS[route]
    found = {link[1]: link[8] for link in links(answer[key], "viewHistory")}
    assert found[FIRST.cnr] == search_by
    assert len(found) < 20


def test_search_without_a_needed_field(visitor: Visitor) -> None:
    answer = visitor.call("casestatus/submitCaseNo", case_type="15^4", **COURT)
    assert answer["errormsg"] == "Case Number is required..!"


def test_cnr_search_shows_the_case_page_and_opens_its_days(visitor: Visitor) -> None:
    answer = visitor.call("cnr_status/searchByCNR/", cino=FIRST.cnr, fcaptcha_code=visitor.captcha())
    assert answer["status"] == 1
    days = links(answer["casetype_list"], "viewBusiness")
    assert len(days) == len(FIRST.hearings)
    assert days[0][9] == "cnr"
    assert "Versus" in visitor.open_day(days[0])["data_list"]


def test_unknown_cnr_is_status_1(visitor: Visitor) -> None:
    answer = visitor.call("cnr_status/searchByCNR", cino="ZZAU019999992015", fcaptcha_code=visitor.captcha())
    assert answer["status"] == 1
    assert "This Case Code does not exists" in answer["casetype_list"]


def test_case_page_and_days_only_in_the_session_that_searched(portal: StandIn, visitor: Visitor) -> None:
    page = visitor.search_act("19", "1010217", "127", "Disposed")["act_data"]
    link = links(page, "viewHistory")[0]
    case_page = visitor.open_case(link)
    assert (case_page["status"], case_page["search_by"]) == (1, "CSact")
    days = links(case_page["data_list"], "viewBusiness")
    assert days
    for day in days:
        assert "Business" in visitor.open_day(day)["data_list"]
    stranger = Visitor(portal)
    stranger.open_search_page()
    for answer in (stranger.open_case(link), stranger.open_day(days[0])):
        assert answer["status"] == 1
        assert "Welcome User Search Page not Found here" in answer["data_list"]


def test_every_layout_comes_over_http(visitor: Visitor) -> None:
    pages = []
    for status in ("Pending", "Disposed"):
        listed = links(visitor.search_act("26", "1010320", "43", status)["act_data"], "viewHistory")
        pages += [visitor.open_case(link)["data_list"] for link in listed]
    assert len(pages) == 22
    assert all(
        any(mark in page for page in pages)
        for mark in ("h1class", "tabindex='0' id='chHeading'", "scope='row'")
    )


def test_unknown_route(visitor: Visitor) -> None:
    assert visitor.post("casestatus/submitNothing").status_code == 404


def test_requests_are_logged(portal: StandIn, visitor: Visitor) -> None:
    before = len(portal.requests)
    visitor.call("casestatus/fillDistrict", state_code="1")
    visitor.captcha()
    district, picture = portal.requests[before:]
    assert (district.method, district.route, district.fields["state_code"]) == (
        "POST",
        "casestatus/fillDistrict",
        "1",
    )
    assert picture.route == "vendor/securimage/securimage_show.php"
    assert district.at <= picture.at
    assert (picture.number, picture.session) == (district.number + 1, visitor.http.cookies["SERVICES_SESSID"])


def test_docket_in_a_court_the_portal_does_not_have() -> None:
    with pytest.raises(ExtractError, match="complex 77, which the stand-in portal doesn't have"):
        StandIn([replace(FIRST, complex_code="77")])
