"""Each line of the failure catalogue, and what must not be mistaken for it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.portal.classifying import classify
from extract.portal.states import Asked, TransportState

THROTTLE_PAGE = (
    b"<base href=\"/\" /> <script>var _event_transid='1';</script> "
    b"<center><strong>Welcome User Search Page not Found here</strong></center>"
)
GATE = {
    "errormsg": "<strong>Oops!</strong>There is something wrong.....!!!, Invalid Request...!Try once again",
    "app_token": "",
}
CAPTCHA_BLOCK = "<div><img src='/vendor/securimage/securimage_show.php?1'></div>"
CASE_HTML = "<h3>Case Details</h3><table class='case_details_table'><tr><td>x</td></tr></table>"
LIST_HTML = "<table id='dispTable'><tr><td><a onClick=\"viewHistory(1,'ZZAU010000012017')\">View</a></table>"
NO_SUCH_CASE = "<span style='color:red'>This Case Code does not exists</span>"
START_PAGE = b"<input type='hidden' id='app_token' value='ab'><select id='sess_state_code'></select>"


def as_json(**answer: object) -> bytes:
    return json.dumps(answer).encode()


CATALOGUE = [
    # what was asked, HTTP status, body, what it is
    (Asked.SEARCH, 200, as_json(errormsg="Invalid Captcha... ", div_captcha=CAPTCHA_BLOCK), "wrong_captcha"),
    (Asked.SEARCH, 200, as_json(status=0, errormsg="Invalid  Captcha", act_data=""), "wrong_captcha"),
    (Asked.SEARCH, 200, as_json(status=1, errormsg="InvalidCaptcha", act_data=LIST_HTML), "wrong_captcha"),
    (Asked.SEARCH, 200, as_json(status=0, div_captcha=CAPTCHA_BLOCK), "wrong_captcha"),
    (Asked.CNR_SEARCH, 200, as_json(status="0", div_captcha=CAPTCHA_BLOCK), "wrong_captcha"),
    (Asked.OPTIONS, 200, as_json(**GATE), "invalid_request"),
    (Asked.CASE_PAGE, 200, as_json(errormsg="INVALID\nREQUEST", status=1), "invalid_request"),
    (Asked.SEARCH, 200, b"Oops, Invalid Request!#####0a1b", "invalid_request"),
    (Asked.CASE_PAGE, 200, as_json(status=1, data_list=THROTTLE_PAGE.decode()), "session_lost"),
    (Asked.DAILY_STATUS, 200, as_json(status=1, data_list=THROTTLE_PAGE.decode()), "session_lost"),
    (Asked.CASE_PAGE, 200, as_json(status=0, errormsg="Session expired"), "session_lost"),
    (Asked.SEARCH, 200, b"Your session has\n expired, please log in#####", "session_lost"),
    (Asked.CASE_PAGE, 200, b"", "session_lost"),
    (Asked.DAILY_STATUS, 200, b" \n", "session_lost"),
    (Asked.SEARCH, 200, b"", "empty_body"),
    (Asked.OPTIONS, 200, b"", "empty_body"),
    (Asked.START_PAGE, 200, b"", "empty_body"),
    (Asked.CASE_PAGE, 200, as_json(status=1, data_list=""), "empty_body"),
    (Asked.CNR_SEARCH, 200, as_json(status=1, casetype_list=NO_SUCH_CASE), "not_found"),
    (Asked.CASE_PAGE, 200, as_json(status=1, data_list=NO_SUCH_CASE), "not_found"),
    (Asked.SEARCH, 200, as_json(status=1, act_data="<span>Record not found</span>"), "empty"),
    (Asked.SEARCH, 200, as_json(status=1, case_data="No Record"), "empty"),
    (Asked.SEARCH, 200, as_json(status=1, party_data="Records not found"), "empty"),
    (Asked.SEARCH, 200, as_json(status=1, act_data=""), "empty"),
    (Asked.SEARCH, 200, as_json(status=0, errormsg="Case Number is required..!"), "field_missing"),
    (Asked.OPTIONS, 200, as_json(errormsg="Court Name is required..!"), "field_missing"),
    (Asked.CASE_PAGE, 200, b"THERE IS AN SQL ERROR", "server_error"),
    (Asked.CASE_PAGE, 200, b"THERE IS AN ERROR", "server_error"),
    (Asked.START_PAGE, 405, THROTTLE_PAGE, "throttled"),
    (Asked.CASE_PAGE, 405, b"", "throttled"),
    (Asked.CAPTCHA_PICTURE, 405, THROTTLE_PAGE, "throttled"),
    (Asked.CASE_PAGE, 200, THROTTLE_PAGE, "throttled"),
    (Asked.ORDER_FILE, 200, THROTTLE_PAGE, "throttled"),
    (Asked.START_PAGE, 200, THROTTLE_PAGE, "throttled"),
    (Asked.SEARCH, 502, b"<h1>Bad Gateway</h1>", "server_error"),
    (Asked.CASE_PAGE, 500, as_json(status=1, data_list=CASE_HTML), "server_error"),
    (Asked.SEARCH, None, b"", "connection_cut"),
    (Asked.SEARCH, None, as_json(status=1, act_data=LIST_HTML), "connection_cut"),
    (Asked.SEARCH, 200, as_json(status=1, act_data=LIST_HTML)[:-40], "connection_cut"),
    (Asked.ORDER_FILE, 404, b"", "order_not_ready"),
    (Asked.ORDER_FILE, 200, b"order is not uploaded for - case no- 7", "order_not_ready"),
    (Asked.ORDER_FILE, 200, b"Invalid Input4", "order_not_ready"),
    (Asked.START_PAGE, 200, b"<h2>The services are under maintenance</h2>", "maintenance"),
    (Asked.START_PAGE, 200, b"<input id='app_token' value='ab'>", "maintenance"),
    (Asked.SEARCH, 200, b"<h2>The services are under maintenance</h2>", "maintenance"),
    # what is fine
    (Asked.START_PAGE, 200, START_PAGE, "ok"),
    (Asked.CAPTCHA_PICTURE, 200, b"\x89PNG\r\n\x1a\n...", "ok"),
    (Asked.ORDER_FILE, 200, b"%PDF-1.4", "ok"),
    (Asked.SELECTION, 200, as_json(status=1, complex_code="1@1@N"), "ok"),
    (Asked.OPTIONS, 200, as_json(act_list="<option value='8'>Some Act</option>"), "ok"),
    (Asked.OPTIONS, 200, as_json(unheard_of_key="<option value='8'>Some Act</option>"), "ok"),
    (Asked.OPTIONS, 200, as_json(status=1, act_list=""), "empty"),
    (Asked.SEARCH, 200, as_json(status=1, act_data=LIST_HTML), "ok"),
    (Asked.CASE_PAGE, 200, as_json(status=1, data_list=CASE_HTML), "ok"),
    (Asked.CASE_PAGE, 200, b"\xef\xbb\xbf" + as_json(status=1, data_list=CASE_HTML), "ok"),
    # neither fine nor known
    (Asked.SELECTION, 200, as_json(status=0), "unrecognised"),
    (Asked.SELECTION, 200, as_json(complex_code=""), "unrecognised"),
    (Asked.SEARCH, 200, as_json(status=1), "unrecognised"),
    (Asked.SEARCH, 200, as_json(act_data=""), "unrecognised"),
    (Asked.SEARCH, 200, as_json(status=1, act_data="<p>Something else</p>"), "unrecognised"),
    (Asked.SEARCH, 200, as_json(status=0, errormsg="ERR 17"), "unrecognised"),
    (Asked.CASE_PAGE, 200, as_json(status=0), "unrecognised"),
    (Asked.CASE_PAGE, 200, as_json(status=1, data_list="<p>Something else</p>"), "unrecognised"),
    (Asked.OPTIONS, 200, as_json(act_list="no acts today"), "unrecognised"),
    (Asked.CAPTCHA_PICTURE, 200, b"<html>no picture</html>", "unrecognised"),
    (Asked.CASE_PAGE, 403, b"Forbidden", "unrecognised"),
    (Asked.SEARCH, 200, b"[]", "unrecognised"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "http_status", "body", "expected"), CATALOGUE)
def test_an_answer_is_what_the_catalogue_says(
    asked: Asked, http_status: int | None, body: bytes, expected: str
) -> None:
    assert classify(asked, http_status, body) == TransportState(expected)


@pytest.mark.parametrize(
    "clerks_words",
    [
        "Sessions case. Accused no. 2 expired.",
        "Invalid request of the accused rejected",
        "Record not found in the registry, called for",
        "Witness does not exist at the address",
        "Server under maintenance, adjourned",
        "Copy of the order is required",
    ],
)
@pytest.mark.parametrize("asked", [Asked.CASE_PAGE, Asked.DAILY_STATUS])
def test_clerks_words_on_a_page_are_no_fault(asked: Asked, clerks_words: str) -> None:
    page = f"<table><tr><td>Business</td><td>:</td><td>{clerks_words}</td></tr></table>"
    assert classify(asked, 200, as_json(status=1, data_list=page)) is TransportState.OK


@given(
    asked=st.sampled_from([Asked.START_PAGE, Asked.SEARCH, Asked.CNR_SEARCH, Asked.CASE_PAGE, Asked.OPTIONS]),
    status=st.sampled_from([200, 302, 418]),
    body=st.binary(max_size=60),
)
def test_rubbish_is_never_a_final_answer(asked: Asked, status: int, body: bytes) -> None:
    assert not classify(asked, status, body).is_final


@given(
    asked=st.sampled_from([Asked.SEARCH, Asked.CASE_PAGE, Asked.DAILY_STATUS, Asked.OPTIONS]),
    status=st.sampled_from([1, "1", True, None]),
    message=st.sampled_from(["Invalid Captcha", "Invalid Request", "Session expired", "A is required", "?"]),
)
def test_status_one_with_a_message_is_no_success(asked: Asked, status: object, message: str) -> None:
    answer = as_json(status=status, errormsg=message, data_list=CASE_HTML, act_data=LIST_HTML)
    assert not classify(asked, 200, answer).is_final
