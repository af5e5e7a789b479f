"""The stand-in portal when something is wrong: failures on demand, the gate, sessions that expire."""

from __future__ import annotations

import re
import time

import pytest
import requests
from portal_visitor import Visitor, links

from extract.errors import ExtractError
from extract.records import Layout
from extract.standin.faults import Fault, FaultKind, FaultScript, parse_faults
from extract.standin.page_change import PageChange
from extract.standin.reference_docket import baseline_docket
from extract.standin.server import StandIn

DOCKET = baseline_docket()
SEARCH = "casestatus/submitAct"
AURANGABAD = ("19", "1010217", "127")


def fault_on_search(kind: FaultKind) -> list[Fault]:
    return [Fault(1, kind, route=SEARCH)]


def test_fault_counts_all_requests() -> None:
    with StandIn(DOCKET, faults=[Fault(on_request=3, kind=FaultKind.THROTTLE_405)]) as portal:
        visitor = Visitor(portal)
        visitor.open_search_page()
        visitor.captcha()
        assert visitor.post("casestatus/fillDistrict", state_code="1").status_code == 405
        assert visitor.call("casestatus/fillDistrict", state_code="1")["status"] == 1
        assert [served.fault for served in portal.requests] == [None, None, FaultKind.THROTTLE_405, None]


@pytest.mark.parametrize(("kind", "status"), [(FaultKind.THROTTLE_405, 405), (FaultKind.THROTTLE_200, 200)])
def test_throttle(kind: FaultKind, status: int) -> None:
    with StandIn(DOCKET, faults=[Fault(1, kind, times=2)]) as portal:
        visitor = Visitor(portal)
        for response in (
            visitor.http.get(f"{visitor.base_url}?p=casestatus/index", timeout=5),
            visitor.picture(),
        ):
            assert response.status_code == status
            assert "Welcome User Search Page not Found here" in response.text
            assert len(response.content) < 300
        assert visitor.open_search_page()
        assert visitor.token


def test_wrong_captcha_on_demand() -> None:
    with StandIn(DOCKET, faults=fault_on_search(FaultKind.WRONG_CAPTCHA)) as portal:
        visitor = Visitor(portal)
        visitor.open_search_page()
        assert "Invalid Captcha" in visitor.search_act(*AURANGABAD, "Pending")["errormsg"]
        assert "act_data" in visitor.search_act(*AURANGABAD, "Pending")


def test_gate_on_demand_spoils_the_token() -> None:
    with StandIn(DOCKET, faults=fault_on_search(FaultKind.GATE)) as portal:
        visitor = Visitor(portal)
        visitor.open_search_page()
        answer = visitor.search_act(*AURANGABAD, "Pending")
        assert re.search(r"invalid\s+request", answer["errormsg"], re.I)
        assert answer["app_token"] == ""
        visitor.open_search_page()
        assert "act_data" in visitor.search_act(*AURANGABAD, "Pending")


def test_lost_session() -> None:
    with StandIn(DOCKET, faults=[Fault(2, FaultKind.SESSION_LOST, route="home/viewHistory")]) as portal:
        visitor = Visitor(portal)
        visitor.open_search_page()
        link, another = links(visitor.search_act(*AURANGABAD, "Pending")["act_data"], "viewHistory")[:2]
        assert "viewBusiness" in visitor.open_case(link)["data_list"]
        lost = visitor.open_case(another)
        assert (lost["status"], "Welcome User Search Page" in lost["data_list"]) == (1, True)
        assert "Session expired" in visitor.call("casestatus/fillDistrict", state_code="1")["errormsg"]
        visitor.open_search_page()
        assert "Welcome User" in visitor.open_case(another)["data_list"]
        visitor.search_act(*AURANGABAD, "Pending")
        assert "viewBusiness" in visitor.open_case(another)["data_list"]


def test_empty_body() -> None:
    with StandIn(DOCKET, faults=fault_on_search(FaultKind.EMPTY_BODY)) as portal:
        visitor = Visitor(portal)
        visitor.open_search_page()
        response = visitor.post(SEARCH, actcode="127")
        assert (response.status_code, response.content) == (200, b"")


def test_no_such_cnr_and_no_records_on_demand() -> None:
    faults = parse_faults("cnr_status/searchByCNR#1:no_such_cnr, casestatus/submitAct#1:no_records")
    with StandIn(DOCKET, faults=faults) as portal:
        visitor = Visitor(portal)
        visitor.open_search_page()
        answer = visitor.call("cnr_status/searchByCNR", cino=DOCKET[0].cnr, fcaptcha_code=visitor.captcha())
        assert "This Case Code does not exists" in answer["casetype_list"]
        answer = visitor.search_act(*AURANGABAD, "Pending")
        assert (answer["status"], "Record not found" in answer["act_data"]) == (1, True)
        assert links(visitor.search_act(*AURANGABAD, "Pending")["act_data"], "viewHistory")


def test_bad_gateway_and_maintenance() -> None:
    with StandIn(DOCKET, faults=parse_faults("1:bad_gateway,2:maintenance")) as portal:
        visitor = Visitor(portal)
        assert visitor.http.get(visitor.base_url, timeout=5).status_code == 502
        page = visitor.open_search_page()
        assert "maintenance" in page
        assert "app_token" not in page
        assert "sess_state_code" not in page


@pytest.mark.parametrize("kind", [FaultKind.CONNECTION_CUT, FaultKind.CUT_MIDWAY])
def test_cut_connection(kind: FaultKind) -> None:
    with StandIn(DOCKET, faults=[Fault(2, kind)]) as portal:
        visitor = Visitor(portal)
        visitor.open_search_page()
        with pytest.raises(requests.exceptions.RequestException):
            visitor.post("casestatus/fillDistrict", state_code="1")
        visitor.open_search_page()
        assert visitor.call("casestatus/fillDistrict", state_code="1")["status"] == 1


def test_truncated_list_states_more_than_it_lists() -> None:
    with StandIn(DOCKET, faults=fault_on_search(FaultKind.TRUNCATED_LIST)) as portal:
        visitor = Visitor(portal)
        visitor.open_search_page()
        page = visitor.search_act(*AURANGABAD, "Pending")["act_data"]
        assert "Total number of cases : 14" in page
        assert 0 < len(links(page, "viewHistory")) < 14
        assert not page.endswith("</table>")


def test_every_fault_kind_can_be_written_as_text() -> None:
    text = ",".join(f"{number}:{kind}" for number, kind in enumerate(FaultKind, start=1))
    assert [fault.kind for fault in parse_faults(text)] == list(FaultKind)
    assert parse_faults("home/viewHistory#3x2:empty_body") == (
        Fault(on_request=3, kind=FaultKind.EMPTY_BODY, route="home/viewHistory", times=2),
    )
    assert parse_faults("") == ()


@pytest.mark.parametrize("text", ["7", "throttle_405", "7:flood", "x:gate", "7:gate;8:gate"])
def test_unreadable_fault_script(text: str) -> None:
    with pytest.raises(ExtractError, match="fault script"):
        parse_faults(text)


def test_fault_of_a_route_counts_that_route_only() -> None:
    script = FaultScript([Fault(2, FaultKind.GATE, route="a", times=2)])
    assert [script.next_fault(route) for route in "aababa"] == [
        None,
        FaultKind.GATE,
        None,
        FaultKind.GATE,
        None,
        None,
    ]


def test_gate_refuses_calls_without_its_header_and_lets_others_pass() -> None:
    with StandIn(DOCKET, is_gated=True) as portal:
        visitor = Visitor(portal)
        visitor.open_search_page()
        for route in ("casestatus/getCaptcha", "casestatus/fillDistrict"):
            answer = visitor.call(route, state_code="1")
            assert re.search(r"invalid\s+request", answer["errormsg"], re.I)
        script = visitor.http.get(f"{visitor.base_url}js/components.js", timeout=5).text
        found = re.search(r'headers\["([\w-]+)"\] = "(\w+)"\.split', script)
        assert found is not None
        # The value in the script is written backwards: only running it gives the header.
        visitor.http.headers[found[1]] = found[2]
        visitor.open_search_page()
        assert "errormsg" in visitor.call("casestatus/fillDistrict", state_code="1")
        visitor.http.headers[found[1]] = found[2][::-1]
        visitor.open_search_page()
        assert visitor.call("casestatus/fillDistrict", state_code="1")["status"] == 1


def test_session_expires_when_unused() -> None:
    with StandIn(DOCKET, session_lifetime_seconds=0.3) as portal:
        visitor = Visitor(portal)
        visitor.open_search_page()
        link = links(visitor.search_act(*AURANGABAD, "Pending")["act_data"], "viewHistory")[0]
        assert "viewBusiness" in visitor.open_case(link)["data_list"]
        time.sleep(0.4)
        assert "Welcome User Search Page not Found here" in visitor.open_case(link)["data_list"]


@pytest.mark.parametrize("change", list(PageChange))
def test_page_change_reaches_the_served_pages(change: PageChange) -> None:
    with StandIn(DOCKET, page_change=change, layout=Layout.V6_2025) as portal:
        visitor = Visitor(portal)
        visitor.open_search_page()
        listed = visitor.search_act(*AURANGABAD, "Pending")["act_data"]
        page = visitor.open_case(links(listed, "viewHistory")[0])["data_list"]
        is_renamed = change is PageChange.RENAMED_HISTORY_TABLE
        assert ("hearing_log_table" in page, "Priority Category" in page) == (is_renamed, not is_renamed)


def test_a_hundred_case_pages_take_little_time() -> None:
    with StandIn(DOCKET) as portal:
        visitor = Visitor(portal)
        visitor.open_search_page()
        listed = links(visitor.search_act("20", "1010245", "611", "Pending")["act_data"], "viewHistory")
        started = time.monotonic()
        for link in (listed * 6)[:100]:
            assert "viewBusiness" in visitor.open_case(link)["data_list"]
        assert time.monotonic() - started < 5
