"""Docket in, portal pages out: every fragment the stand-in portal answers with, faults of markup included."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from extract.records import Layout
from extract.standin import (
    rendering_daily_status,
    rendering_results,
    rendering_v4,
    rendering_v6_2025,
    rendering_v6_2026,
)
from extract.standin.docket import DocketCase, DocketHearing
from extract.standin.page_change import PageChange, PageDesign, design_after

PageRenderer = Callable[[DocketCase, PageDesign, str], str]

RENDERERS: Mapping[Layout, PageRenderer] = {
    Layout.V4: rendering_v4.render,
    Layout.V6_2025: rendering_v6_2025.render,
    Layout.V6_2026: rendering_v6_2026.render,
}


def render_case_page(
    case: DocketCase, layout: Layout, *, search_by: str = "CSact", change: PageChange | None = None
) -> str:
    """The case page as one HTML fragment.

    ``layout`` is one of the portal's three (another raises ``KeyError``). ``search_by`` is the search that
    led here, as the links repeat it: ``CSact``, ``CScaseType``, ``cnr``. ``change`` alters the page's design.
    """
    return RENDERERS[layout](case, design_after(change), search_by)


def render_daily_status(case: DocketCase, hearing: DocketHearing) -> str:
    """The daily status of one hearing of ``case``, the same in all layouts."""
    return rendering_daily_status.render(case, hearing)


def render_results_list(
    cases: Iterable[DocketCase], layout: Layout = Layout.V6_2026, *, search_by: str = "CSact"
) -> str:
    """The list of ``cases``; without any, the portal's "Record not found"."""
    return rendering_results.render(cases, layout, search_by)


def render_unknown_cnr() -> str:
    """What a search for a CNR that doesn't exist answers in place of a case page."""
    return "<div id='history_cnr'><span style='color:red'>This Case Code does not exists</span></div>"
