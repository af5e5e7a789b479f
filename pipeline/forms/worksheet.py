"""The worksheet as one HTML page: opens anywhere, without a network, and can be printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from extract.records import HearingRow
from pipeline.forms.case_to_code import CaseToCode, form_day

STYLE = """
body { margin: 0 auto; max-width: 75rem; padding: 1rem 2rem; font: 15px/1.45 system-ui, sans-serif; }
.restricted { padding: .5rem .8rem; border-left: 4px solid #b3261e; background: #fdf0ef; }
h2 { margin: 2rem 0 .3rem; font: 600 1.05rem ui-monospace, monospace; }
table { border-collapse: collapse; width: 100%; margin: .4rem 0; }
th { text-align: left; color: #5b6773; font-weight: 600; }
th, td { padding: .25rem .5rem; border-bottom: 1px solid #d5dbe1; vertical-align: top; }
td:first-child, td:nth-child(2) { white-space: nowrap; }
dt { float: left; clear: left; width: 14rem; color: #5b6773; }
dd { margin: 0 0 .1rem 14rem; }
@media print { h2 { break-after: avoid; } tr { break-inside: avoid; } }
"""
COLUMNS = ("Day in court", "Next date", "For", "Judge", "What was done", "Reason for adjournment")


def worksheet_html(title: str, cases: Sequence[CaseToCode]) -> str:
    """The whole page; every text is escaped."""
    return "\n".join(_page(title, cases)) + "\n"


def _page(title: str, cases: Sequence[CaseToCode]) -> Iterator[str]:
    yield '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    yield f"<title>Worksheet: {escape(title)}</title>"
    yield f"<style>{STYLE}</style></head><body><h1>Worksheet</h1><p>{escape(title)}: {len(cases)} cases</p>"
    yield (
        '<p class="restricted">Restricted: words and numbers of court records. It stays in its folder, is '
        "not sent, copied or printed for others. Write on the forms only what their guides ask for.</p>"
    )
    for case in cases:
        yield from _case(case)
    yield "</body></html>"


def _case(case: CaseToCode) -> Iterator[str]:
    record = case.record
    facts = {
        "CNR": record.cnr,
        "Court": record.court_name,
        "Case": f"{record.case_type or ''} {record.registration_number or ''}".strip(),
        "Registered": form_day(record.registration_date),
        "Status or stage": record.status or record.stage,
        "Decided": form_day(record.decision_date),
        "Nature of disposal": record.nature_of_disposal,
        "Acts": "; ".join(f"{act.act} {act.sections_text}" for act in record.acts),
        "Bail applications (app_ref)": ", ".join(case.applications),
    }
    yield f'<section><h2 id="{case.case_ref}">case_ref {case.case_ref}</h2><dl>'
    yield from (f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in facts.items() if text)
    yield "</dl><table><thead><tr>" + "".join(f"<th>{name}</th>" for name in COLUMNS) + "</tr></thead><tbody>"
    yield from (_row(case, hearing) for hearing in record.hearings)
    yield "</tbody></table></section>"


def _row(case: CaseToCode, hearing: HearingRow) -> str:
    status = case.status_of(hearing)
    cells = (
        form_day(hearing.business_date),
        form_day(hearing.hearing_date),
        hearing.purpose,
        hearing.judge,
        status.business if status else "(not read)",
        status.adjournment_reason if status else "",
    )
    return "<tr>" + "".join(f"<td>{escape(cell or '')}</td>" for cell in cells) + "</tr>"
