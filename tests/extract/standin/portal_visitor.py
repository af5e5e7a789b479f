"""A visitor of the stand-in portal: keeps cookies and token, types what the header of the picture tells."""

from __future__ import annotations

import re
from typing import Any

import requests

from extract.standin.server import StandIn

CAPTCHA_HEADER = "X-Standin-Captcha-Answer"


class Visitor:
    """One session over real HTTP."""

    def __init__(self, portal: StandIn) -> None:
        self.http = requests.Session()
        self.base_url = portal.base_url
        self.token = ""

    def open_search_page(self) -> str:
        page = self.http.get(f"{self.base_url}?p=casestatus/index", timeout=10).text
        found = re.search(r'id="app_token" value="(\w{64})"', page)
        self.token = found[1] if found else ""
        return page

    def post(self, route: str, **fields: str) -> requests.Response:
        body = {**fields, "ajax_req": "true", "app_token": self.token}
        return self.http.post(f"{self.base_url}?p={route}", data=body, timeout=10)

    def call(self, route: str, **fields: str) -> dict[str, Any]:
        answer: dict[str, Any] = self.post(route, **fields).json()
        self.token = answer.get("app_token", "")
        return answer

    def picture(self) -> requests.Response:
        return self.http.get(f"{self.base_url}vendor/securimage/securimage_show.php?0.5", timeout=10)

    def captcha(self) -> str:
        return self.picture().headers[CAPTCHA_HEADER]

    def search_act(
        self, district: str, complex_code: str, act: str, status: str, **more: str
    ) -> dict[str, Any]:
        fields = {
            "search_act": "",
            "actcode": act,
            "under_sec": "",
            "case_status": status,
            "state_code": "1",
            "dist_code": district,
            "court_complex_code": complex_code,
            "est_code": "null",
            **more,
        }
        if "act_captcha_code" not in fields:
            fields["act_captcha_code"] = self.captcha()
        return self.call("casestatus/submitAct", **fields)

    def open_case(self, link: list[str]) -> dict[str, Any]:
        names = (
            "case_no",
            "cino",
            "court_code",
            "hideparty",
            "search_flag",
            "state_code",
            "dist_code",
            "court_complex_code",
            "search_by",
        )
        return self.call("home/viewHistory", **dict(zip(names, link, strict=True)))

    def open_day(self, link: list[str]) -> dict[str, Any]:
        names = (
            "court_code",
            "dist_code",
            "nextdate1",
            "case_number1",
            "state_code",
            "disposal_flag",
            "businessDate",
            "court_no",
            "national_court_code",
            "search_by",
            "srno",
        )
        return self.call("home/viewBusiness", **dict(zip(names, link, strict=False)))


def options(markup: str) -> dict[str, str]:
    """Value to label of the options after the prompt."""
    found = re.findall(r"<option value='([^']*)' ?>([^<]*)</option>", markup)
    return {value: label for value, label in found if value}


def links(markup: str, function: str) -> list[list[str]]:
    """Arguments of every link that calls ``function``."""
    calls = re.findall(rf"{function}\(([^)]*)\)", markup)
    return [[argument.strip("'") for argument in call.split(",")] for call in calls]
