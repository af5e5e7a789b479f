"""The portal's own codes for a case, as the links of its page carry them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs

from extract.parsers.case_labels import is_cnr_link
from extract.parsers.tables import Table
from extract.parsers.text import link_arguments
from extract.records import HearingRow


@dataclass(frozen=True, slots=True)
class PortalCodes:
    """``establishment`` is the national code (first six of the CNR); ``None`` where no link states a code."""

    state: str | None
    district: str | None
    establishment: str | None
    court_complex: str | None


def portal_codes(acknowledgement: str | None, hearings: Sequence[HearingRow]) -> PortalCodes:
    """Codes from the link beside the CNR; what it lacks, from the hearings' links if they all agree.

    A viewBusiness link holds court, district, next date, CNR, state, flag, business date and court number; in
    v6 also the national court code, the search and the serial number.
    """
    stated = _acknowledgement_codes(acknowledgement)
    return PortalCodes(
        state=stated.get("state_code") or _agreed(hearings, lambda link: link[4]),
        district=stated.get("dist_code") or _agreed(hearings, lambda link: link[1]),
        establishment=stated.get("national_court_code")
        or _agreed(hearings, lambda link: link[8] if len(link) >= 11 else ""),
        court_complex=stated.get("court_complex_code") or None,
    )


def acknowledgement_link(details: Sequence[Table]) -> str | None:
    """The script of the link beside the CNR, ``None`` on pages without it."""
    linked = [cell for table in details for row in table.rows for cell in row if cell.links]
    return next((link for cell in linked if is_cnr_link(cell) for link in cell.links), None)


def _acknowledgement_codes(link: str | None) -> dict[str, str]:
    arguments = link_arguments(link, "display_case_acknowlegement") if link else None
    if not arguments:
        return {}
    query = arguments[0].partition("&")[2]
    if "%" in query or "+" in query:
        return {name: values[0] for name, values in parse_qs(query).items()}
    pairs = [part.partition("=") for part in query.split("&")]
    return {name: value for name, _, value in reversed(pairs) if value}


def _agreed(hearings: Sequence[HearingRow], code: Callable[[tuple[str, ...]], str]) -> str | None:
    codes = {code(hearing.link) for hearing in hearings if hearing.link}
    return codes.pop() or None if len(codes) == 1 else None
