"""The request behind a stored page, as far as its key and context tell: route and form fields."""

from __future__ import annotations

from dataclasses import dataclass

from extract.portal.routes import VIEW_BUSINESS_FIELDS
from extract.stored_pages import PageKind, StoredPage

_CONTEXT_OF_FIELD = {
    "state_code": "state_code",
    "dist_code": "district_code",
    "court_complex_code": "complex_code",
    "est_code": "establishment",
    "actcode": "act_code",
    "under_sec": "section",
    "case_status": "case_status",
    "search_act": "search_text",
    "case_no": "case_no",
    "cino": "cnr",
    "court_code": "court_code",
}
_FIELDS_OF_ROUTE = {
    "casestatus/submitAct": (
        "actcode", "under_sec", "case_status", "state_code", "dist_code", "court_complex_code", "est_code",
    ),
    "cnr_status/searchByCNR": ("cino",),
    "home/viewHistory": ("court_code", "state_code", "dist_code", "court_complex_code", "case_no", "cino"),
    "casestatus/fillcomplex": ("state_code", "dist_code"),
    "casestatus/fillActType": ("state_code", "dist_code", "court_complex_code", "est_code", "search_act"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoredRequest:
    """A POST to the portal; fields that the archive does not keep (captcha, token, ...) are left out."""

    route: str
    fields: tuple[tuple[str, str], ...]

    def url(self, base_url: str) -> str:
        """Address of the request at a portal."""
        return f"{base_url}?p={self.route}"


def request_of(page: StoredPage) -> StoredRequest | None:
    """``None`` for a page whose request is not known: saved by hand, or found by a search of another kind."""
    if page.kind is PageKind.DAILY_STATUS and page.request_key.startswith("daily_status/"):
        return _daily_status(page)
    route = _route(page)
    if route is None:
        return None
    names = ((name, _CONTEXT_OF_FIELD[name]) for name in _FIELDS_OF_ROUTE[route])
    return StoredRequest(
        route, tuple((name, page.context[key]) for name, key in names if key in page.context)
    )


def _route(page: StoredPage) -> str | None:
    if page.kind is PageKind.RESULTS_LIST and "act_code" in page.context:
        return "casestatus/submitAct"
    if page.kind is PageKind.CASE_PAGE and page.request_key.startswith("case_page/"):
        return "cnr_status/searchByCNR" if b'"casetype_list"' in page.content else "home/viewHistory"
    if page.request_key.startswith("complexes/"):
        return "casestatus/fillcomplex"
    if page.request_key.startswith("act_types/"):
        return "casestatus/fillActType"
    return None


def _daily_status(page: StoredPage) -> StoredRequest:
    """The key holds the link's arguments; the form's order is that of the portal's page."""
    given = dict(zip(VIEW_BUSINESS_FIELDS, page.request_key.split("/")[2:], strict=False))
    if page.context.get("complex_code"):
        given["court_complex_code"] = page.context["complex_code"]
    return StoredRequest("home/viewBusiness", tuple(given.items()))
