"""What of a response may stay or come in when cases were forgotten: never their pages, never their CNR."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from extract.cnr import PLACEHOLDER, cnrs_in, mention_of, plain_cnr
from extract.errors import PageChangedError
from extract.intake import Admitted
from extract.page_content import page_bytes, page_text, wrapped
from extract.parsers.results_list import parse_results_list
from extract.reading import printed_cnr
from extract.results_list_writing import results_list_html, without_cases
from extract.stored_pages import PageKind


class ForgottenCases:
    """Keeps forgotten cases out of an archive (see ``intake.Intake``); ``met`` are those that were offered.

    ``is_marked`` tells a forgotten case by its CNR (capitals, no hyphens).
    """

    def __init__(self, is_marked: Callable[[str], bool]) -> None:
        self.met: set[str] = set()
        self._is_marked = is_marked
        self._known: dict[str, bool] = {}

    def holds(self, cnr: str | None) -> bool:
        """Whether a case was forgotten."""
        plain = plain_cnr(cnr or "")
        if plain not in self._known:
            self._known[plain] = bool(plain) and self._is_marked(plain)
        if self._known[plain]:
            self.met.add(plain)
        return self._known[plain]

    def admit(self, kind: PageKind, request_key: str, offered: Admitted) -> Admitted | None:
        """The answer without what is forgotten; ``None`` if it is about a forgotten case."""
        mentioned = cnrs_in(all_text(request_key, offered.content, offered.context))
        forgotten = {cnr for cnr in mentioned if self.holds(cnr)}
        return left_without(kind, request_key, offered, forgotten) if forgotten else offered


def left_without(
    kind: PageKind, request_key: str, offered: Admitted, cnrs: Collection[str]
) -> Admitted | None:
    """What is left of a response once some cases that it mentions are taken out; ``None`` if nothing.

    Their entries leave a results list. In another case's page a placeholder stands for the CNR. A page that
    is their own, or can't be told from it, goes.
    """
    if _is_about(kind, request_key, offered, cnrs):
        return None
    if kind is PageKind.RESULTS_LIST:
        content = _list_without(offered.content, cnrs)
        if content is None:
            return None
    else:
        content = _unmentioned(offered.content.decode("utf-8", errors="surrogateescape"), cnrs).encode(
            "utf-8", errors="surrogateescape"
        )
    context = {name: _unmentioned(value, cnrs) for name, value in offered.context.items()}
    return Admitted(content, page_bytes(kind, content), context)


def all_text(request_key: str, content: bytes, context: Mapping[str, str]) -> str:
    """Everything a journal row says, in which a CNR may stand."""
    return " ".join((content.decode("utf-8", errors="replace"), request_key, *context.values()))


def _is_about(kind: PageKind, request_key: str, offered: Admitted, cnrs: Collection[str]) -> bool:
    """Whether a page is of one of the cases, by what was asked or what it prints, or for all one can tell."""
    asked = cnrs_in(f"{request_key} {offered.context.get('cnr', '')}")
    if asked & set(cnrs):
        return True
    if kind in (PageKind.RESULTS_LIST, PageKind.OTHER):
        return False
    printed = printed_cnr(kind, offered.content)
    return plain_cnr(printed) in cnrs if printed else not asked


def _list_without(content: bytes, cnrs: Collection[str]) -> bytes | None:
    try:
        listed = parse_results_list(page_text(PageKind.RESULTS_LIST, content)[0])
        html = results_list_html(without_cases(listed, cnrs))
    except PageChangedError:
        return None
    return wrapped(PageKind.RESULTS_LIST, content, html)


def _unmentioned(text: str, cnrs: Collection[str]) -> str:
    for cnr in cnrs:
        text = mention_of(cnr).sub(PLACEHOLDER, text)
    return text
