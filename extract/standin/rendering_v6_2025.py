"""The case page as the portal printed it from 2024 to mid 2025: tables of label and value, oldest row first.

The faults of the markup are the portal's own and deliberate: an empty first label, a class written twice,
header cells without a row, cells, rows and labels that are never closed or closed twice.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.standin.docket import DocketCase, DocketOrder, DocketParty
from extract.standin.page_change import PageDesign
from extract.standin.printed import (
    court_and_judge,
    detail_date,
    fir_rows,
    judge_of,
    numbered,
    numeric,
    order_file,
    ordered_hearings,
    registration_date,
    status_date,
    subordinate_rows,
    text,
    v6_business_link,
)
from extract.standin.rendering_v6_sections import applications, linked_cases, processes, transfers


def render(case: DocketCase, design: PageDesign, search_by: str) -> str:
    """The whole fragment."""
    return "".join(
        (
            f"<h2 class='h4 text-center  mb-1' tabindex='0' id='chHeading'>{text(case.court_name)}"
            "</h2>\n\t\t\t",
            case_details(case, design),
            case_status(case),
            parties("Petitioner", case.petitioners),
            parties("Respondent", case.respondents),
            acts(case),
            processes(case),
            label_value_section("FIR Details", "FIR_details_table", fir_rows(case)),
            label_value_section("Subordinate Court Information", "Lower_court_table", subordinate_rows(case)),
            linked_cases(case),
            applications(case),
            history(case, design, search_by),
            orders(case, "Interim Orders", [order for order in case.orders if not order.is_final]),
            orders(case, "Final Orders / Judgements", [order for order in case.orders if order.is_final]),
            transfers(case),
            "</table>",
        )
    )


def case_details(case: DocketCase, design: PageDesign) -> str:
    """Numbers and dates of the case; the CNR comes with its note and a link."""
    year = case.filing_date.year
    return f"""<h3 class='h2class fw-bold text-center'>Case Details</h3><table class="table case_details_table table-bordered">
	<tbody>
	<tr>
		<td><label class="fw-bold"> </label>Case Type</td>
		<td colspan='3'  class="fw-bold text-uppercase">{text(case.case_type_name)}</td>
	</tr>
	<tr>
		<td><label class="fw-bold"> Filing Number </label></td>
		<td class="fw-bold">{case.filing_number}/{year} &nbsp;</td>
		<td><label class="fw-bold">Filing Date</label></td>
		<td class="fw-bold">  {detail_date(case, case.filing_date)}  &nbsp;</td>
	</tr>
	<tr>
		<td><label class="fw-bold">Registration Number</label></td>
		<td><label style="font-weight:bold;">{case.registration_number}/{case.registration_date.year}</label></td>
		<td><label style="font-weight:bold;">Registration Date:</label></td>
		<td><label style="font-weight:bold;">{registration_date(case)}</label></td>
	</tr>{further_details(case, design)}<tr>
		<td><b><label style="font-weight:bold;">CNR Number</label></b></td>
		<td colspan='2'><span class="fw-bold text-uppercase fs-5 me-2 text-danger">{case.cnr}</span><em class="fw-bold text-dark"> (Note the CNR number for future reference)</em></td><td><a class="fw-bold text-success" href='#' onclick=display_case_acknowlegement('home/case_acknowlegement&cino={case.cnr}&state_code={case.state_code}&dist_code={case.district_code}&court_code={case.court_code}&national_court_code={case.establishment_code}') ><em style='text-decoration:underline;'>View QR Code / Cause Title</em></a></td></tr></tbody>
	</table>"""  # noqa: E501 - the portal's long lines


def further_details(case: DocketCase, design: PageDesign) -> str:
    """The e-filing row of a case that has one, and labels new to the page."""
    rows = [(label, value) for label, value in design.extra_details]
    if case.efiling_number:
        rows = [
            ("e-Filing Number", text(case.efiling_number)),
            ("e-Filing Date", numeric(case.efiling_date) or "-"),
            *rows,
        ]
    return "".join(
        f"<tr><td><label class=\"fw-bold\">{label}</label></td><td colspan='3'>{value}</td></tr>"
        for label, value in rows
    )


def case_status(case: DocketCase) -> str:
    """Pending: next date and stage. Disposed: decision date, status and nature of disposal."""
    rows = "".join(
        f"<tr><td><label><strong>{label}</strong></td><td colspan='3'><strong>{value}</strong></label>"
        "</td></tr>"
        for label, value in status_rows(case)
    )
    first = status_date(case, case.first_hearing_date)
    return (
        '<h3 class="h2class fw-bold text-center mt-2 text-danger">Case Status</h3>\n'
        '<table class="table case_status_table table-bordered">\n<tbody>\n<tr>\n'
        f"<td><label>First Hearing Date</label></td>\n<td colspan='3'>{first}</td>\n</tr>{rows}"
        "<tr><td><label><strong>Court Number and Judge</strong></label></td>"
        f"<td colspan='3'><label><strong> {court_and_judge(case)}</strong></label></td></tr></tbody></table>"
    )


def status_rows(case: DocketCase) -> list[tuple[str, str]]:
    """Label and value of what depends on whether the case is disposed."""
    if not case.is_disposed:
        return [
            ("Next Hearing Date", status_date(case, case.next_hearing_date)),
            ("Case Stage", text(case.stage)),
        ]
    return [
        ("Decision Date", status_date(case, case.decision_date)),
        ("Case Status", "Case disposed"),
        ("Nature of Disposal", text(case.nature_of_disposal)),
    ]


def parties(side: str, listed: Sequence[DocketParty]) -> str:
    """All parties of one side in a single cell; the respondents' cell is never closed."""
    lines = "<br>".join(
        f"{number}) {name}<br />"
        + "".join(f"&nbsp;&nbsp;&nbsp;Advocate- {advocate}<br />" for advocate in counsel)
        for number, name, counsel in numbered(listed)
    )
    cell_end = "</td>" if side == "Petitioner" else ""
    return (
        f"<h3 class='h2class fw-bold text-center mt-2 text-dark'>{side} and Advocate</h3>"
        "<table class='table table-bordered "
        f"{side}_Advocate_table'>\n<tbody>\n<tr>\t<td>{lines}{cell_end}</tr>\n"
        "</tbody>\n</table>"
    )


def acts(case: DocketCase) -> str:
    """Acts with their sections; one without sections prints a lone comma."""
    rows = "".join(
        f"<tr><td width='50%' align='left' >{text(act.name)}</td>"
        f"<td width='50%' align='left' >{text(act.sections) or ','}</td></tr>"
        for act in case.acts
    )
    return (
        "<br/><h3 class='h2class fw-bold text-center mt-2 text-dark' >Acts</h3>"
        '<table class="table acts_table table-bordered " border="1" id=\'act_table\' >'
        "<tr><th  class='fw-bold'>Under Act(s)</th>\n<th class='fw-bold'>Under Section(s)</th></tr>"
        f"{rows}</table><br/>"
    )


def label_value_section(heading: str, table_class: str, rows: list[tuple[str, str]]) -> str:
    """A heading and a table of label and value, or nothing."""
    if not rows:
        return ""
    body = "".join(f"<tr><td><label>{label}</label></td><td>&nbsp;{value}</td></tr>" for label, value in rows)
    return (
        f"<h3 class='h2class fw-bold text-center mt-2 text-dark'>{heading}</h3>"
        f"<table class='table table-bordered {table_class}'><tbody>{body}</tbody></table>"
    )


def history(case: DocketCase, design: PageDesign, search_by: str) -> str:
    """The case history, oldest row first."""
    rows = "".join(
        f"<tr><td align='left'>{judge_of(case, hearing)}</td>"
        f"<td align='left'>{v6_business_link(case, hearing, search_by)}</td>"
        f"<td>{numeric(hearing.next_date)}</td><td> {text(hearing.purpose)}</td></tr>"
        for hearing in ordered_hearings(case, is_newest_first=False)
    )
    return (
        "<table id='historyheading' width='100%' style='text-align:center'><tr><td>"
        "<h2 class='h2class' style='clear:both;font-weight:bold;text-align:center;'>Case History</h2>"
        f'</td></tr></table><table width="100%" class="{design.history_class} table " align="center" '
        'border="1" '
        f'class="{design.history_class}"><thead><td scope="col">Judge</td>'
        '<td scope="col" style=\'\'>Business on Date</td><td scope="col">Hearing Date</td>'
        f'<td scope="col">Purpose of Hearing</td></thead><tbody>{rows}</tbody></table>'
    )


def orders(case: DocketCase, heading: str, listed: list[DocketOrder]) -> str:
    """One list of orders with clear-text links, or nothing."""
    if not listed:
        return ""
    rows = "".join(
        f"<tr><td>&nbsp;&nbsp;{order.number}</td><td>&nbsp;&nbsp;{numeric(order.on)}</td>"
        f"<td>&nbsp;&nbsp;<a href='#' onclick=\"displayPdf('home/display_pdf&filename="
        f"{order_file(case, order.number)}&caseno={text(case.case_number)}&court_code={case.court_code}"
        f"&appFlag=&normal_v=1')\">{text(order.details)}</a></td></tr>"
        for order in listed
    )
    return (
        f"<table id='orderheading' width='100%'><tr><td><h2 class='h2class'>{heading}</h2></td></tr></table>"
        "<table class='table order_table' border='1'><tr><td><strong>&nbsp;&nbsp;Order Number</strong></td>"
        "<td><strong>&nbsp;&nbsp;Order Date</strong></td><td><strong>&nbsp;&nbsp;Order Details</strong>"
        "</td></tr>"
        f"{rows}</table>"
    )
