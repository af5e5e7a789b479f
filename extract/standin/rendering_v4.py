"""The case page of 2017 to about 2021: a span for each line, five history columns, a table for each order."""

from __future__ import annotations

from collections.abc import Sequence

from extract.standin.docket import DocketCase, DocketHearing, DocketParty
from extract.standin.page_change import PageDesign
from extract.standin.printed import (
    business_arguments,
    court_and_judge,
    detail_date,
    fir_rows,
    judge_of,
    numbered,
    numeric,
    order_file,
    ordered_hearings,
    quoted,
    registration_date,
    status_date,
    subordinate_rows,
    text,
)
from extract.standin.rendering_v4_sections import applications, linked_cases, processes, transfers

LABEL_STYLE = "box-sizing: border-box; width:225px;float:left;padding-left:5px;"
ASIDE_STYLE = "text-align:left;padding-left:100px;"


def render(case: DocketCase, design: PageDesign, search_by: str) -> str:
    """The whole fragment, with a closing tag too many. Links of that time didn't carry ``search_by``."""
    return "".join(
        (
            f'<h1 class="h1class"><span style="font-weight:bold;">{text(case.court_name)}</span></h1>\n',
            case_details(case, design),
            case_status(case),
            '<div style="width:700px;margin-top:10px;">',
            parties("Petitioner", case.petitioners),
            parties("Respondent", case.respondents),
            acts(case),
            "</div>",
            label_value_spans("FIR Details", "FIR_details_table", fir_rows(case)),
            label_value_spans("Subordinate Court Information", "Lower_court_table", subordinate_rows(case)),
            processes(case),
            linked_cases(case),
            applications(case),
            history(case, design),
            orders(case),
            transfers(case),
            "\n<br>\n<br>\n</div>\n</div>",
        )
    )


def case_details(case: DocketCase, design: PageDesign) -> str:
    """One span a line; the CNR is printed with hyphens."""
    year = case.filing_date.year
    registration = f"{case.registration_number}/{case.registration_date.year}"
    cnr = f"{case.cnr[:6]}-{case.cnr[6:12]}-{case.cnr[12:]}"
    extra = "".join(detail_line(label, f":&nbsp;{value}") for label, value in design.extra_details)
    return (
        '<div style=" height:80px; width:700px; "><span class="heading" style=" text-align:center;"><label>'
        '<h2 class="h2class" style="font-weight:bold;">Case Details</h2></label></span>'
        + detail_line("Case Type ", f":&nbsp;{text(case.case_type_name)}")
        + detail_line(
            "Filing Number",
            f':&nbsp;{case.filing_number}/{year}<span style="{ASIDE_STYLE}"><label>Filing Date</label>'
            f": {detail_date(case, case.filing_date)}</span>",
        )
        + detail_line(
            "Registration Number",
            f'<label>:&nbsp;{registration}</label><span style="{ASIDE_STYLE}"><label>Registration Date'
            "</label>"
            f"<label>:&nbsp;{registration_date(case)}</label></span>",
        )
        + extra
        + f'<b><span class="case_details_table"><span style="{LABEL_STYLE}"><label>CNR Number</label></span>'
        f":&nbsp;{cnr}</span></b></div><br>"
    )


def detail_line(label: str, value: str) -> str:
    """One line of the case details; ``value`` brings its own colon."""
    return (
        '<span class="case_details_table" style="float:left;width:100%;text-align:left;">'
        f'<span style="{LABEL_STYLE}"><label>{label}</label></span>{value}</span><br>'
    )


def case_status(case: DocketCase) -> str:
    """Label and value are both strong, the value starts with its colon."""
    rows = [("First Hearing Date ", status_date(case, case.first_hearing_date))]
    if case.is_disposed:
        rows += [
            ("Decision Date", status_date(case, case.decision_date)),
            ("Case Status", "CASE DISPOSED"),
            ("Nature of Disposal", text(case.nature_of_disposal)),
        ]
    else:
        rows += [
            ("Next Hearing Date", status_date(case, case.next_hearing_date)),
            ("Stage of Case", text(case.stage)),
        ]
    rows.append(("Court Number and Judge", court_and_judge(case)))
    lines = "".join(
        '<span>\n<label style="float:left; width:100%;"><strong style="float:left; width:225px;">'
        f'{label}</strong><strong style="float:left;">:&nbsp;{value}</strong></label></span><br '
        'style="clear:left;">'
        for label, value in rows
    )
    return (
        '<h2 class="h2class" style=" clear:both;color:red;font-weight:bold;display: block;">Case Status</h2>'
        f'<div style="width:700px;background-color:#FBF6D9;color:red;text-align:center;">{lines}</div>'
    )


def parties(side: str, listed: Sequence[DocketParty]) -> str:
    """All parties of one side in a span; a line of blanks stands where an advocate would."""
    lines = "".join(
        f"{number}) {name}<br>&nbsp;&nbsp;&nbsp;&nbsp;"
        + "<br>&nbsp;&nbsp;&nbsp;&nbsp;".join(
            f"Advocate{' ' * (number > 1)}- {advocate}" for advocate in counsel
        )
        + "<br><br>"
        for number, name, counsel in numbered(listed)
    )
    return (
        f'<h2 class="h2class" style="font-weight:bold;">{side} and Advocate</h2>'
        f'<span class="{side}_Advocate_table" style="float:left;border:1px solid #000;">{lines}</span><br>'
    )


def acts(case: DocketCase) -> str:
    """The class has a capital here that the later layouts dropped."""
    rows = "".join(
        f'<tr><td width="50%" align="left">{text(act.name)}</td>'
        f'<td width="50%" align="center">{text(act.sections) or ","}</td></tr>'
        for act in case.acts
    )
    return (
        '<h2 class="h2class" style="font-weight:bold;">Acts</h2><table id="act_table" class="Acts_table" '
        'width="100%" '
        'border="1"><tbody><tr><th><b>Under Act(s)</b></th><th><b>Under Section(s)</b></th></tr>'
        f"{rows}</tbody></table>"
    )


def label_value_spans(heading: str, span_class: str, rows: list[tuple[str, str]]) -> str:
    """A heading and a span of label and value lines, or nothing."""
    if not rows:
        return ""
    lines = "<br>".join(
        f'<span style="width:150px;display:inline-block;">{label}</span><label style="text-align:left">'
        f":&nbsp;{value}</label>"
        for label, value in rows
    )
    return (
        f'<div style=" width:700px;"><h2 class="h2class" style="font-weight:bold;">{heading}</h2>'
        f'<span class="{span_class}" style="float:left;border:1px solid #000;">{lines}</span></div>'
    )


def history(case: DocketCase, design: PageDesign) -> str:
    """The case history, oldest row first, with the registration number in front."""
    registration = f"{case.registration_number}/{case.registration_date.year}"
    rows = "".join(
        f'<tr><td style="" align="left">{registration}</td><td style="" '
        f'align="left">{judge_of(case, hearing)}</td>'
        f'<td style="" align="left">{business_link(case, hearing)}</td><td>{numeric(hearing.next_date)}</td>'
        f'<td style=""> {text(hearing.purpose)}</td></tr>'
        for hearing in ordered_hearings(case, is_newest_first=False)
    )
    header = "".join(
        f'<th scope="col">{name}</th>'
        for name in ("Registration Number", "Judge", "Business On Date", "Hearing Date", "Purpose of hearing")
    )
    return (
        '<table id="historyheading"><tbody><tr><td><h2 class="h2class" style="clear:both;">History of '
        "Case Hearing"
        f'</h2></td></tr></tbody></table><table class="{design.history_class}" width="700px" border="1">'
        f"<tbody><tr>{header}</tr>{rows}</tbody></table>"
    )


def business_link(case: DocketCase, hearing: DocketHearing) -> str:
    """Eight arguments, on some rows an empty ninth."""
    arguments = business_arguments(case, hearing) + [""] * (hearing.serial % 3 == 0)
    return f'<a href="#" onclick="viewBusiness({quoted(arguments)})">{numeric(hearing.business_date)}</a>'


def orders(case: DocketCase) -> str:
    """A table that is only a header, then one table an order, each linked twice."""
    if not case.orders:
        return ""
    header = "".join(
        f'<td> <font size="2"><strong> &nbsp;&nbsp;{name}</strong></font></td>'
        for name in ("Order Number", "Order Date ", "Order Details ")
    )
    tables = []
    for order in case.orders:
        link = (
            f'<a target="_blank" href="display_pdf.php?filename={order_file(case, order.number)}&amp;caseno='
            f'{text(case.case_number)}&amp;cCode={case.court_code}&amp;appFlag=&amp;normal_v=1">'
        )
        tables.append(
            '<table class="order_table" border="1"><tbody><tr>'
            f'<td align="left"><font size="2">&nbsp;&nbsp;{order.number} </font></td>'
            f'<td align="left"><font size="2">&nbsp;&nbsp;{numeric(order.on)}</font></td><td colspan="3" '
            'align="left">'
            f'<font size="2">\t{link}</a></font>{link} <font size="2" color="green"> &nbsp;&nbsp;'
            f"{text(order.details)} <span></span></font></a></td></tr></tbody></table>"
        )
    return (
        '<table id="orderheading"><tbody><tr><td><br><h2 class="h2class">Orders </h2></td></tr></tbody>'
        "</table>"
        f'<table class="order_table" border="1"><tbody><tr>{header}</tr></tbody></table>' + "".join(tables)
    )
