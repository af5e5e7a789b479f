"""Daily statuses: saved fragments beside their expected reading, and labels nobody has seen before."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path

import pytest

from extract.errors import PageChangedError
from extract.parsers.daily_status import parse_daily_status
from extract.standin.reference_docket import baseline_docket
from extract.standin.rendering import render_daily_status

PAGES = Path(__file__).resolve().parents[1] / "pages" / "daily_status"
EXAMINED = (PAGES / "witness_examined.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.html")), ids=lambda page: page.stem)
def test_saved_days_read_as_expected(page: Path) -> None:
    expected = json.loads(page.with_name(f"{page.stem}.expected.json").read_text(encoding="utf-8"))
    if "page_changed" in expected:
        with pytest.raises(PageChangedError, match=re.escape(expected["page_changed"])):
            parse_daily_status(page.read_text(encoding="utf-8"))
    else:
        found = asdict(parse_daily_status(page.read_text(encoding="utf-8")))
        assert json.loads(json.dumps(found)) == expected


@pytest.mark.parametrize(
    ("printed", "changed"),
    [
        ("<b>Next Purpose</b>", "<b>Purpose</b>"),
        ("<b>Next Purpose</b>", "<b>Business</b>"),
        ("<b>Case Number&nbsp;</b>", "<b>Room&nbsp;</b>"),
        ("<td> : </td><td>Evidence", "<td>Evidence"),
        ("<td>Evidence Part Heard</td>", "<td>Evidence</td><td>Part Heard</td>"),
    ],
)
def test_a_changed_page_is_refused_or_read_the_same(printed: str, changed: str) -> None:
    assert printed in EXAMINED
    page = EXAMINED.replace(printed, changed)
    if changed == "<td>Evidence":  # label and value still stand side by side
        assert parse_daily_status(page) == parse_daily_status(EXAMINED)
    else:
        with pytest.raises(PageChangedError):
            parse_daily_status(page)


def test_a_day_cut_off_anywhere_is_never_read_short() -> None:
    complete = parse_daily_status(EXAMINED)
    for length in range(len(EXAMINED)):
        try:
            cut = parse_daily_status(EXAMINED[:length])
        except PageChangedError:
            continue
        assert cut == complete, f"cut at {length}"


def test_every_day_of_the_reference_portal_reads_back() -> None:
    cases = baseline_docket()[::20]
    for case in cases:
        for hearing in case.hearings:
            found = parse_daily_status(render_daily_status(case, hearing))
            assert found.cnr == case.cnr
            assert found.business_date == f"{hearing.business_date:%d-%m-%Y}"
            assert found.business == (hearing.business_text or ",")
            assert found.adjournment_reason == hearing.adjournment_reason
