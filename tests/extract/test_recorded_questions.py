"""What a recorded request asked, where the page it was sent from is not as a pull knows it."""

from __future__ import annotations

import re

import pytest

from extract.importers.exchange import Exchange
from extract.importers.recorded_questions import recorded_question
from extract.importers.recording_trail import Trail
from extract.page_content import read_case_page
from extract.portal.routes import VIEW_BUSINESS_FIELDS
from extract.portal.states import Asked
from extract.records import Layout
from extract.standin.reference_docket import baseline_docket
from extract.standin.rendering import render_case_page

CASE = next(case for case in baseline_docket() if len(case.hearings) > 2)
PAGE = render_case_page(CASE, Layout.V6_2025)


def shortened(page: str, arguments: int) -> bytes:
    """The page with so many arguments in the link to each day's record."""
    link = re.compile(r"viewBusiness\(([^)]*)\)")
    return link.sub(
        lambda call: f"viewBusiness({','.join(call.group(1).split(',')[:arguments])})", page
    ).encode()


@pytest.mark.parametrize("arguments", [9, 10, 11])
def test_a_day_recorded_from_a_link_that_no_pull_follows_is_told_by_what_was_sent(arguments: int) -> None:
    page = shortened(PAGE, arguments)
    link = next(row.link for row in read_case_page(page).hearings if row.link)
    assert len(link) == arguments
    sent = tuple(zip(VIEW_BUSINESS_FIELDS, link, strict=False))
    asked = recorded_question(
        Exchange(
            "entry 1", "POST", "https://services.ecourts.gov.in/ecourtindia_v6/?p=home/viewBusiness", sent,
            200, "application/json", None, b"{}",
        ),
        Trail(lambda cnr: page),
    )  # fmt: skip
    assert asked is not None
    assert (asked.asked, asked.cnr) == (Asked.DAILY_STATUS, CASE.cnr)
    assert asked.context["cnr"] == CASE.cnr
    assert asked.key.startswith(f"daily_status/{CASE.cnr}/")
