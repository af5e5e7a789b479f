"""Labels of a case page and the fields they name, whichever layout prints them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from extract.cnr import PLAIN_CNR
from extract.errors import PageChangedError
from extract.parsers.headed_rows import plain_name
from extract.parsers.tables import Cell, Table
from extract.records import FirDetails, SubordinateCourt

Fields = dict[str, str]
DETAIL_LABELS = {
    "casetype": "case_type",
    "filingnumber": "filing_number",
    "filingdate": "filing_date",
    "registrationnumber": "registration_number",
    "registrationdate": "registration_date",
    "efilingnumber": "efiling_number",
    "efilingdate": "efiling_date",
    "cnrnumber": "cnr",
}
STATUS_LABELS = {
    "firsthearingdate": "first_hearing_date",
    "nexthearingdate": "next_hearing_date",
    "decisiondate": "decision_date",
    "casestage": "stage",
    "stageofcase": "stage",
    "casestatus": "status",
    "natureofdisposal": "nature_of_disposal",
    "courtnumberandjudge": "court_number_and_judge",
}
FIR_LABELS = {
    "policestation": "police_station",
    "firnumber": "number",
    "year": "year",
    "state": "state",
    "district": "district",
}
SUBORDINATE_LABELS = {
    "courtnumberandname": "court",
    "casenumberandyear": "case_number",
    "casedecisiondate": "decision_date",
}
CNR_LINK_TEXT = "View QR Code / Cause Title"
_PLAIN_CNR_LINK = plain_name(CNR_LINK_TEXT)
_CNR_AND_NOTE = re.compile(r"(\S+)\s*(\(Note the CNR number for future reference\))?")


def label_table_pairs(table: Table) -> list[tuple[str, str]]:
    """Label and value of each pair of cells; a row may hold two pairs, or the link beside the CNR."""
    pairs = []
    for row in table.rows:
        cells = [cell for cell in row if not (cell.links and is_cnr_link(cell))]
        if len(cells) % 2:
            raise PageChangedError("labelled rows", "a value for each label", f"{len(cells)} cells in a row")
        pairs += [(label.text, value.text) for label, value in zip(cells[::2], cells[1::2], strict=True)]
    return [pair for pair in pairs if any(pair)]


def labelled_fields(where: str, pairs: Iterable[tuple[str, str]], labels: Mapping[str, str]) -> Fields:
    """Field -> value; raises for an unknown label and for one that comes twice."""
    fields: Fields = {}
    for label, value in pairs:
        field = labels.get(plain_name(label))
        if field is None:
            raise PageChangedError(where, "a known label", f"{label[:40]!r}")
        if field in fields:
            raise PageChangedError(where, "each label once", f"{label[:40]!r} twice")
        fields[field] = value
    return fields


def split_cnr_note(fields: Fields) -> tuple[str, str | None]:
    """The CNR without hyphens, and the note printed beside it; raises when it has not the shape of a CNR."""
    printed = _CNR_AND_NOTE.fullmatch(fields.get("cnr", ""))
    cnr = printed[1].replace("-", "").upper() if printed else ""
    if not printed or not PLAIN_CNR.fullmatch(cnr):
        raise PageChangedError("case details", "a CNR: 4 letters, 12 digits", "another text, or none")
    return cnr, printed[2]


def fir_details(pairs: Iterable[tuple[str, str]]) -> FirDetails:
    """First information report from its labels."""
    fields = labelled_fields("FIR details", pairs, FIR_LABELS)
    return FirDetails(
        police_station=fields.get("police_station"),
        number=fields.get("number"),
        year=fields.get("year"),
        state=fields.get("state"),
        district=fields.get("district"),
    )


def subordinate_court(pairs: Iterable[tuple[str, str]]) -> SubordinateCourt:
    """The court below from its labels."""
    fields = labelled_fields("subordinate court", pairs, SUBORDINATE_LABELS)
    return SubordinateCourt(
        court=fields.get("court"),
        case_number=fields.get("case_number"),
        decision_date=fields.get("decision_date"),
    )


def is_cnr_link(cell: Cell) -> bool:
    """Whether the cell is the link beside the CNR."""
    return bool(cell.links) and plain_name(cell.text) == _PLAIN_CNR_LINK
