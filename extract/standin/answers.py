"""What the portal says when something is wrong, word for word where clients depend on it."""

from __future__ import annotations

import secrets

Answer = dict[str, object]

CAPTCHA_PATH = "vendor/securimage/securimage_show.php"

THROTTLE_PAGE = (
    "<base href=\"/\" />\n<script>var _event_transid='{}';</script>\n"
    "<center><strong>Welcome User Search Page not Found here</strong></center>"
)
MAINTENANCE_PAGE = (
    "<!DOCTYPE html><html><head><title>eCourts Services</title></head><body><center>"
    "<h2>The services are under maintenance. Please visit after some time.</h2></center></body></html>"
)
BAD_GATEWAY_PAGE = (
    "<html><head><title>502 Bad Gateway</title></head>"
    "<body><center><h1>502 Bad Gateway</h1></center></body></html>"
)
SEARCH_PAGE_LOST = "<center><strong>Welcome User Search Page not Found here</strong></center>"


def throttle_page() -> str:
    """The short page that answers every URL while the visitor is throttled."""
    return THROTTLE_PAGE.format(secrets.randbits(62))


def captcha_block(base_path: str) -> str:
    """The HTML around a fresh captcha picture."""
    return (
        "<div id='div_captcha' class='row'><img id='captcha_image' class='captcha_image' "
        f"src='{base_path}{CAPTCHA_PATH}?{secrets.token_hex(16)}' alt='CAPTCHA Image' width='215' "
        "height='80'> <a href='#' class='refresh-btn' title='Refresh Image' "
        "onclick=\"byId('captcha_image').src="
        f"'{base_path}{CAPTCHA_PATH}?'+Math.random()\">New picture</a></div>"
    )


def invalid_request() -> Answer:
    """A call without the gate's header, or with a stale token."""
    return {
        "errormsg": "<strong>Oops!</strong>There is something wrong.....!!!, Invalid Request...!Try once "
        "again "
        "<br/><a href='/ecourtindia_v6'>Click here to go Home Page</a>",
        "app_token": "",
    }


def session_expired() -> Answer:
    """A call in a session the portal has forgotten."""
    return {"status": 0, "errormsg": "Session expired. Please search again.", "app_token": ""}


def search_page_lost() -> Answer:
    """A case page asked for outside the session that searched: status 1 all the same."""
    return {"status": 1, "data_list": SEARCH_PAGE_LOST}


def field_required(what: str) -> Answer:
    """A search without a field it needs."""
    return {"status": 0, "errormsg": f"{what} is required..!"}


def wrong_captcha(block: str, *, is_terse: bool) -> Answer:
    """The two ways the portal says that the captcha was not solved."""
    if is_terse:
        return {"status": 0, "div_captcha": block}
    return {"errormsg": "Invalid Captcha... ", "div_captcha": block, "historytable": ""}
