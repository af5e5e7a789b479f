"""What in the raw archive still names the parties of a case now masked, and what must become of it.

A case page that names them gives way to the masked one. A results list or daily status is about more than the
names, so it is written anew with them masked; one that can't be written anew is destroyed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from extract.archive import Archive
from extract.archive_rows import USABLE_STATES
from extract.cnr import cnrs_in, plain_cnr
from extract.erasing import IsWanted, JournalRow, journal
from extract.errors import PageChangedError
from extract.name_text import holds_name, masked_names
from extract.page_content import page_text
from extract.parsers.results_list import parse_results_list
from extract.reading import read_page
from extract.results_list_writing import MASK, results_list_html, with_parties
from extract.stored_pages import PageKind, StoredPage


@dataclass(frozen=True, slots=True)
class MaskedCase:
    """A case whose latest page masks a party.

    ``stale`` are the ids of pages that name whom it hides, ``page`` is what takes their place (``None`` if
    there are none), ``hidden`` those names in small letters; ``is_hidden`` tells of a name as printed whether
    the masked page hides it.
    """

    page: StoredPage | None
    stale: frozenset[str]
    hidden: frozenset[str]
    is_hidden: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Change:
    """What must become of a response that is about the case ``cnr``: ``html`` in its place, or gone."""

    row: JournalRow
    cnr: str
    outcome: str
    html: str | None = None


def changes_needed(archive: Archive, cases: Mapping[str, MaskedCase]) -> list[Change]:
    """Everything in an archive that still names people of masked cases (by CNR). Nothing is written."""
    if not cases:
        return []
    stale = {page_id: cnr for cnr, case in cases.items() for page_id in case.stale}
    found = (_change(row, cases, stale) for row in journal(archive, is_wanted=_may_concern(cases)))
    return [change for change in found if change is not None]


def _may_concern(cases: Mapping[str, MaskedCase]) -> IsWanted:
    """Whether a row must be looked at: not if it is the usable answer to a question about another case."""
    return lambda _, state, cnr: cnr is None or state not in USABLE_STATES or plain_cnr(cnr) in cases


def _change(row: JournalRow, cases: Mapping[str, MaskedCase], stale: Mapping[str, str]) -> Change | None:
    """What must become of a row; ``None`` if it stays as it is."""
    page = row.page
    if page.page_id in stale:
        return Change(row, stale[page.page_id], "replaced")
    text = page.content.decode("utf-8", errors="replace")
    about = cnrs_in(f"{text} {page.request_key}") & cases.keys()
    if not about:
        return None
    if page.state not in USABLE_STATES:
        return _change_of_evidence(row, text, about, cases)
    if page.kind is PageKind.RESULTS_LIST:
        return _change_of_list(row, text, about, cases)
    if page.kind is PageKind.DAILY_STATUS:
        return _change_of_daily_status(row, text, about, cases)
    return _change_of_evidence(row, text, about, cases) if read_page(page).error else None


def _change_of_evidence(
    row: JournalRow, text: str, about: Collection[str], cases: Mapping[str, MaskedCase]
) -> Change | None:
    """What failed or can't be read is kept only as evidence; not where it names whom the court hides."""
    named = next((cnr for cnr in about if holds_name(text, cases[cnr].hidden)), None)
    return None if named is None else Change(row, named, "destroyed")


def _change_of_list(
    row: JournalRow, text: str, about: Collection[str], cases: Mapping[str, MaskedCase]
) -> Change | None:
    try:
        listed = parse_results_list(page_text(row.page.kind, row.page.content)[0])
        masked = with_parties(
            listed,
            {
                entry.cnr: (_masked(case, entry.petitioner), _masked(case, entry.respondent))
                for entry in listed.rows
                if (case := cases.get(entry.cnr))
            },
        )
        if masked == listed:
            return None
        return Change(row, next(iter(about)), "written_anew", results_list_html(masked))
    except PageChangedError:
        return _change_of_evidence(row, text, about, cases)


def _change_of_daily_status(
    row: JournalRow, text: str, about: Collection[str], cases: Mapping[str, MaskedCase]
) -> Change | None:
    status = read_page(row.page).daily_status
    if status is None:
        return _change_of_evidence(row, text, about, cases)
    cnr = plain_cnr(status.cnr or row.page.context.get("cnr", ""))
    if cnr not in cases:
        return None
    names = cases[cnr].hidden | {side for side in sides_of(status.parties) if cases[cnr].is_hidden(side)}
    html = page_text(row.page.kind, row.page.content)[0]
    if not holds_name(html, names):
        return None
    masked = masked_names(html, names)
    if holds_name(masked, names):
        return Change(row, cnr, "destroyed")
    return Change(row, cnr, "written_anew", masked)


def sides_of(parties: str | None) -> tuple[str, ...]:
    """Both sides of a daily status's "A versus B"."""
    plain = (
        (parties or "")
        .replace(" VS ", " versus ")
        .replace(" Vs ", " versus ")
        .replace(" Versus ", " versus ")
    )
    return tuple(side.strip() for side in plain.split(" versus ") if side.strip())


def _masked(case: MaskedCase, name: str) -> str:
    return MASK if case.is_hidden(name) else name
