"""What the answers of a recording say of the requests that come after them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from extract.errors import PageChangedError
from extract.importers.exchange import Exchange
from extract.page_content import read_case_page, read_options, read_results_list
from extract.parsers.options import parse_complex_value
from extract.portal.routes import VIEW_BUSINESS_FIELDS, WHOLE_COMPLEX, ActQuery, Court
from extract.portal.states import Asked
from extract.pulling import questions
from extract.pulling.questions import Question
from extract.records import HearingRow, ResultRow
from extract.stored_pages import PageKind

CAPTCHA_FIELD = re.compile(r"captcha", re.IGNORECASE)
_NOT_OF_THE_QUESTION = ("ajax_req", "app_token", "state_code", "dist_code", "court_complex_code", "est_code")


@dataclass(frozen=True, slots=True)
class RecordedQuestion:
    """``key`` and ``context`` as in the archive; ``cnr`` is the case asked for, where one was."""

    asked: Asked
    kind: PageKind
    key: str
    context: Mapping[str, str]
    cnr: str = ""


@dataclass(slots=True)
class Trail:
    """What answers already taken say of later requests: forms send codes, not the words beside them."""

    case_content: Callable[[str], bytes | None]
    complex_values: dict[tuple[str, str, str], str] = field(default_factory=dict)
    act_labels: dict[tuple[Court, str], str] = field(default_factory=dict)
    listed: dict[str, tuple[ResultRow, Question]] = field(default_factory=dict)
    _hearings: dict[str, tuple[HearingRow, ...]] = field(default_factory=dict)

    def court(self, exchange: Exchange) -> Court:
        """The court a form names; its whole dropdown value only if the recording shows it."""
        place = tuple(exchange.field(name) for name in ("state_code", "dist_code", "court_complex_code"))
        state, district, code = place
        establishment = exchange.field("est_code")
        is_whole = establishment in ("", "0", "null", "undefined")
        value = self.complex_values.get((state, district, code), "")
        return Court(state, district, code, value, WHOLE_COMPLEX if is_whole else establishment)

    def hearing_of(self, cnr: str, exchange: Exchange) -> HearingRow | None:
        """The hearing whose link sent this form, from the case's page."""
        if cnr not in self._hearings and (content := self.case_content(cnr)) is not None:
            self._hearings[cnr] = _hearings(content)
        return next((row for row in self._hearings.get(cnr, ()) if _is_sent_by(row.link, exchange)), None)

    def note(self, exchange: Exchange, question: RecordedQuestion, content: bytes) -> None:
        """Remember what a taken answer says. One that can't be read says nothing here; it is judged later."""
        try:
            if question.kind is PageKind.RESULTS_LIST:
                search = search_question(exchange, self)
                self.listed |= {row.cnr: (row, search) for row in read_results_list(content).rows}
            elif question.kind is PageKind.CASE_PAGE:
                self._hearings.pop(question.cnr, None)
            elif exchange.route.lower() == "casestatus/fillcomplex":
                self._note_complexes(exchange, content)
            elif exchange.route == "casestatus/fillActType":
                court = self.court(exchange)
                self.act_labels |= {(court, option.value): option.label for option in read_options(content)}
        except PageChangedError:
            return

    def _note_complexes(self, exchange: Exchange, content: bytes) -> None:
        state, district = exchange.field("state_code"), exchange.field("dist_code")
        for option in read_options(content):
            self.complex_values[state, district, parse_complex_value(option.value).code] = option.value


def search_question(exchange: Exchange, trail: Trail) -> Question:
    """The search that a form made, with the words of its act where the trail knows them."""
    court = trail.court(exchange)
    act = exchange.field("actcode")
    query = ActQuery(
        act, exchange.field("under_sec"), exchange.field("case_status"), exchange.field("search_act")
    )
    by_act = questions.act_search(court, query, trail.act_labels.get((court, act), ""))
    if exchange.route == "casestatus/submitAct":
        return by_act
    own = [pair for pair in exchange.fields or () if _is_of_question(pair[0])]
    digest = hashlib.sha256(repr(sorted(own)).encode()).hexdigest()[:16]
    name = exchange.route.rpartition("/")[2]
    place = f"{court.state_code}/{court.district_code}/{court.complex_code}/{court.establishment}"
    context = {key: by_act.context[key] for key in by_act.context if not key.startswith("act_")}
    return Question(
        what=f"cases of complex {court.complex_code} ({name})",
        kind=PageKind.RESULTS_LIST,
        key=f"results_list/{place}/{name}/{digest}",
        context={**context, "search": name},
        send=by_act.send,
        court=court,
    )


def _is_of_question(field_name: str) -> bool:
    return field_name not in _NOT_OF_THE_QUESTION and not CAPTCHA_FIELD.search(field_name)


def _hearings(case_content: bytes) -> tuple[HearingRow, ...]:
    try:
        return read_case_page(case_content).hearings
    except PageChangedError:
        return ()


def _is_sent_by(link: tuple[str, ...] | None, exchange: Exchange) -> bool:
    """All but the district, which the portal's page takes from its own dropdown, not from the link."""
    if link is None:
        return False
    sent = zip(VIEW_BUSINESS_FIELDS, link, strict=False)
    return all(exchange.field(name) == value for name, value in sent if name != "dist_code")
