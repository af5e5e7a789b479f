"""The portal behind the HTTP layer: given a session, a route and its fields, what is the answer?"""

from __future__ import annotations

from collections.abc import Sequence

from extract.records import Layout
from extract.standin.answers import (
    Answer,
    captcha_block,
    field_required,
    search_page_lost,
    wrong_captcha,
)
from extract.standin.cascade import CASCADE
from extract.standin.docket import DocketCase, DocketHearing
from extract.standin.dropdowns import Dropdowns
from extract.standin.faults import FaultKind
from extract.standin.page_change import PageChange
from extract.standin.places import COMPLEXES, Complex
from extract.standin.printed import is_final_row, numeric
from extract.standin.rendering import (
    render_case_page,
    render_daily_status,
    render_results_list,
    render_unknown_cnr,
)
from extract.standin.searches import SEARCHES, Fields, Search, chosen_establishment, find_cases
from extract.standin.sessions import PortalSession

CAPTCHA_ROUTE = "casestatus/getCaptcha"
CNR_ROUTE = "cnr_status/searchByCNR"
ROUTES_NEEDING_THE_SEARCH = ("home/viewHistory", "home/viewBusiness", "home/viewIABusiness")
ROUTES = frozenset({CAPTCHA_ROUTE, CNR_ROUTE, *CASCADE, *SEARCHES, *ROUTES_NEEDING_THE_SEARCH})
BASE_PATH = "/ecourtindia_v6/"
# Share of a list that still comes through when the portal cuts it.
TRUNCATED_SHARE = 0.6


class Portal:
    """Serves one docket in courts of ``places``; ``layout`` is for pages whose case doesn't fix its own."""

    def __init__(
        self,
        docket: Sequence[DocketCase],
        *,
        layout: Layout,
        page_change: PageChange | None,
        places: Sequence[Complex] = COMPLEXES,
    ) -> None:
        self._docket = docket
        self._places = places
        self._by_cnr = {case.cnr: case for case in docket}
        self._dropdowns = Dropdowns(docket, places)
        self._layout = layout
        self._page_change = page_change
        self._wrong_captchas = 0

    def answer(
        self, session: PortalSession, route: str, fields: Fields, fault: FaultKind | None
    ) -> Answer | None:
        """The answer, without its token; ``None`` is the empty body the portal gives to some wrong requests.

        ``route`` is one of ``ROUTES``.
        """
        if route == CAPTCHA_ROUTE:
            return {"status": 1, "div_captcha": captcha_block(BASE_PATH)}
        if route in CASCADE:
            fill, needed = CASCADE[route]
            if not all(fields.get(field) for field in needed) or "@" in fields.get("court_complex_code", ""):
                return None
            return fill(self._dropdowns, fields)
        if route == CNR_ROUTE:
            return self._search_by_cnr(session, fields, fault)
        if route in SEARCHES:
            return self._search(session, SEARCHES[route], fields, fault)
        if fault is FaultKind.NO_SUCH_CNR:
            return {"status": 1, "data_list": render_unknown_cnr()}
        if fault is FaultKind.WRONG_CAPTCHA:
            return wrong_captcha(captcha_block(BASE_PATH), is_terse=False)
        return {
            "home/viewHistory": self._case_page,
            "home/viewBusiness": self._daily_status,
            "home/viewIABusiness": self._application_status,
        }[route](session, fields)

    def _search(
        self, session: PortalSession, search: Search, fields: Fields, fault: FaultKind | None
    ) -> Answer | None:
        complex_code = fields.get("court_complex_code", "")
        if not fields.get("dist_code") or not complex_code or "@" in complex_code:
            return None
        for field, meaning in search.required:
            if not fields.get(field):
                return field_required(meaning)
        if self._must_choose_establishment(complex_code) and not chosen_establishment(fields):
            return field_required("Court Establishment")
        if not self._is_solved(session, fields.get(search.captcha_field, ""), fault):
            return self._wrong_captcha()
        found = [] if fault is FaultKind.NO_RECORDS else find_cases(search, self._docket, fields)
        session.shown |= {case.cnr: search.name for case in found}
        page = render_results_list(found, self._layout, search_by=search.name)
        if fault is FaultKind.TRUNCATED_LIST:
            page = page[: int(len(page) * TRUNCATED_SHARE)]
        return {"status": 1, search.answer_key: page, "div_captcha": captcha_block(BASE_PATH)}

    def _must_choose_establishment(self, complex_code: str) -> bool:
        """Whether the complex's value ends in Y."""
        return any(place.must_choose_establishment for place in self._places if place.code == complex_code)

    def _search_by_cnr(self, session: PortalSession, fields: Fields, fault: FaultKind | None) -> Answer:
        if not self._is_solved(session, fields.get("fcaptcha_code", ""), fault):
            return self._wrong_captcha()
        case = None if fault is FaultKind.NO_SUCH_CNR else self._by_cnr.get(fields.get("cino", ""))
        page = render_unknown_cnr()
        if case is not None:
            session.shown[case.cnr] = "cnr"
            page = self._render(case, "cnr")
        return {"status": 1, "casetype_list": page, "div_captcha": captcha_block(BASE_PATH)}

    def _case_page(self, session: PortalSession, fields: Fields) -> Answer:
        case = self._shown_case(session, fields.get("cino"))
        if case is None or fields.get("case_no") != case.case_no:
            return search_page_lost()
        search_by = session.shown[case.cnr]
        return {"status": 1, "data_list": self._render(case, search_by), "search_by": search_by}

    def _daily_status(self, session: PortalSession, fields: Fields) -> Answer:
        case = self._shown_case(session, fields.get("case_number1"))
        if case is None:
            return search_page_lost()
        hearing = hearing_of(case, fields)
        page = "<center>Record not found</center>" if hearing is None else render_daily_status(case, hearing)
        return {"status": 1, "data_list": page}

    def _application_status(self, session: PortalSession, fields: Fields) -> Answer:
        case = self._shown_case(session, fields.get("cinoia"))
        if case is None:
            return search_page_lost()
        lines = "".join(
            f"<center><b>IA Number</b> : IA/{application.number}/{application.year} <b>Status</b> : "
            f"{application.status}</center>"
            for application in case.applications
            if f"3{application.number:07}{application.year}" == fields.get("ia_no")
        )
        return {"status": 1, "data_list": lines or "<center>Record not found</center>"}

    def _shown_case(self, session: PortalSession, cnr: str | None) -> DocketCase | None:
        return self._by_cnr.get(cnr or "") if cnr in session.shown else None

    def _is_solved(self, session: PortalSession, typed: str, fault: FaultKind | None) -> bool:
        return session.solves_captcha(typed) and fault is not FaultKind.WRONG_CAPTCHA

    def _wrong_captcha(self) -> Answer:
        self._wrong_captchas += 1
        return wrong_captcha(captcha_block(BASE_PATH), is_terse=self._wrong_captchas % 3 == 0)

    def _render(self, case: DocketCase, search_by: str) -> str:
        layout = case.layout or self._layout
        return render_case_page(case, layout, search_by=search_by, change=self._page_change)


def hearing_of(case: DocketCase, fields: Fields) -> DocketHearing | None:
    """The day in court a viewBusiness link stands for: business date, next date and serial number tell it."""
    for hearing in case.hearings:
        next_day = f"{hearing.next_date:%Y%m%d}" if hearing.next_date else ""
        serial = "0" if is_final_row(case, hearing) else str(hearing.serial)
        if (numeric(hearing.business_date), next_day) == (
            fields.get("businessDate"),
            fields.get("nextdate1"),
        ) and fields.get("srno", serial) in ("", serial):
            return hearing
    return None
