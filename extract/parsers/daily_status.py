"""The daily status: what the court noted on one day of one case, the page behind a hearing's link.

Centred lines (court, judge, CNR, case number, parties, day) stand above a table of label and value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extract.errors import PageChangedError
from extract.parsers.daily_status_lines import Line, lines_outside
from extract.parsers.text import clean
from extract.records import DailyStatus

_WHERE = "daily status"
_HEADINGS = {
    "in the court of": "judge",
    "cnr number": "cnr",
    "case number": "case_number",
    "date": "business_date",
}
_LABELS = {
    "business": "business",
    "next purpose": "next_purpose",
    "next hearing date": "next_hearing_date",
    "reason for adjournment": "adjournment_reason",
    "nature of disposal": "nature_of_disposal",
    "disposal date": "disposal_date",
}
UNINTERPRETED_LABELS = ("Short Order", "Presentee", "Exhibits")
"""Labels of the table that are known and kept word for word in ``DailyStatus.others``."""

_UNINTERPRETED = {label.lower(): label for label in UNINTERPRETED_LABELS}
_VERSUS = re.compile(r"\bversus\b", re.IGNORECASE)
_PRINT_BUTTONS = ("print", "back", "close")


@dataclass
class _Reading:
    """What was read so far; a label that comes twice is a fault."""

    fields: dict[str, str] = field(default_factory=dict)
    others: list[tuple[str, str]] = field(default_factory=list)

    def keep(self, name: str, value: str) -> None:
        if name in self.fields:
            raise PageChangedError(_WHERE, f"one {name.replace('_', ' ')}", "two")
        self.fields[name] = value


def parse_daily_status(fragment: str, *, is_whole: bool = False) -> DailyStatus:
    """One day's entry, district and High Court form, pending or disposal.

    ``is_whole``: the envelope the page came in proves that nothing is cut off (a JSON answer that could be
    read to its end). Otherwise its table must be closed behind the last row.
    Raises ``PageChangedError`` for a label that isn't known and for a page without any entry (an error text,
    a lost session).
    """
    page = LexborHTMLParser(fragment)
    _check_nothing_lost(fragment, page, is_whole)
    rows = [row for row in page.css("tr") if row.css_first("table") is None]
    reading = _Reading()
    for line in lines_outside(page):
        _read_heading(line, reading)
    for row in rows:
        _read_row(row, reading)
    if not any(name in reading.fields for name in _LABELS.values()):
        raise PageChangedError(_WHERE, "a table with the row Business", f"{len(rows)} rows without")
    return _record(reading.fields, reading.others)


def _record(fields: dict[str, str], others: list[tuple[str, str]]) -> DailyStatus:
    return DailyStatus(
        cnr=fields.get("cnr"),
        business_date=fields.get("business_date"),
        business=fields.get("business"),
        next_purpose=fields.get("next_purpose"),
        next_hearing_date=fields.get("next_hearing_date"),
        adjournment_reason=fields.get("adjournment_reason"),
        nature_of_disposal=fields.get("nature_of_disposal"),
        disposal_date=fields.get("disposal_date"),
        judge=fields.get("judge"),
        court_name=fields.get("court_name"),
        case_number=fields.get("case_number"),
        parties=fields.get("parties"),
        others=tuple(others),
    )


def _check_nothing_lost(fragment: str, page: LexborHTMLParser, is_whole: bool) -> None:
    for tag in ("tr", "td"):
        written, kept = len(re.findall(rf"<{tag}\b", fragment, re.IGNORECASE)), len(page.css(tag))
        if kept < written:
            raise PageChangedError(_WHERE, f"{written} <{tag}> as written", f"{kept} in the tree")
    last_cell = fragment.lower().rfind("<td")
    is_closed = "</table" in fragment[last_cell:].lower() and not re.search(r"<[^>]*\Z", fragment)
    if not is_whole and last_cell >= 0 and not is_closed:
        raise PageChangedError(_WHERE, "the end of the table behind its last row", "none: it is cut off")


def _read_heading(line: Line, reading: _Reading) -> None:
    text, bold = clean(line.text), clean(line.bold)
    label = bold.rstrip(" :").lower()
    if label in ("versus", "vs") or (not bold and _VERSUS.search(text)):
        reading.keep("parties", text)
    elif label in _HEADINGS:
        value = text.removeprefix(bold)
        reading.keep(_HEADINGS[label], clean(value.strip().removeprefix(":")))
    elif text.lower() in _PRINT_BUTTONS:
        return
    elif bold and bold != text:
        raise PageChangedError(_WHERE, f"one of the lines {', '.join(_HEADINGS)}", f"{bold[:40]!r}")
    elif "court_name" not in reading.fields:
        reading.keep("court_name", text)
    else:
        reading.others.append(("line without label", text))


def _read_row(row: LexborNode, reading: _Reading) -> None:
    """``label | : | value``; the last row holds the judge's designation alone."""
    texts = [clean(cell.text(separator=" ")) for cell in row.iter() if cell.tag in ("td", "th")]
    filled = [text for text in texts if text]
    if not filled or (len(filled) == 1 and filled[0].lower() in _PRINT_BUTTONS):
        return
    label = texts[0].rstrip(" :")
    is_alone = len(texts) == 1 or row.css_first("b, strong") is None
    if len(filled) == 1 and is_alone and label.lower() not in _LABELS:
        _read_signature(filled[0], reading)
        return
    if len(texts) == 3 and texts[1] == ":":
        del texts[1]
    if len(texts) != 2:
        raise PageChangedError(_WHERE, "label, colon and value in a row", f"{len(texts)} cells")
    value = clean(texts[1].removeprefix(":"))
    if label.lower() in _LABELS:
        reading.keep(_LABELS[label.lower()], value)
    elif label.lower() in _UNINTERPRETED:
        reading.others.append((_UNINTERPRETED[label.lower()], value))
    else:
        raise PageChangedError(_WHERE, f"one of the labels {', '.join(_LABELS)}", f"{label[:40]!r}")


def _read_signature(designation: str, reading: _Reading) -> None:
    if "judge" not in reading.fields:
        reading.keep("judge", designation)
    elif reading.fields["judge"] != designation:
        reading.others.append(("signed", designation))
