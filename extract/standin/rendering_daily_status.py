"""The daily status page behind a hearing's link: what happened on that day."""

from __future__ import annotations

from extract.standin.docket import DocketCase, DocketHearing
from extract.standin.printed import is_final_row, judge_of, numeric, text


def render(case: DocketCase, hearing: DocketHearing) -> str:
    """The fragment, with more closing tags than were opened."""
    number = f"{text(case.case_type)}/{case.registration_number:07}/{case.registration_date.year}"
    parties = f"{text(case.petitioners[0].name)} <b>&nbsp;Versus&nbsp;</b> {text(case.respondents[0].name)}"
    rows = "".join(
        f"<tr><td><b>{label}</b></td><td> : </td><td>{value}</td></td></tr>"
        for label, value in values(case, hearing)
    )
    return (
        f"<div id='mydiv'><center><b>{text(case.court_name)}</b></center>"
        f"<center><b>In The Court Of&nbsp;</b>:{judge_of(case, hearing)}</center>"
        f"<center><b>CNR Number&nbsp;</b>:{case.cnr}</center>"
        f"<center><b>Case Number&nbsp;</b>:{number}</center><center>{parties}</center>"
        f"<center><b>Date&nbsp;</b> : {numeric(hearing.business_date)}</center></b></span>"
        f"<table border='0' width='100%'><tbody>{rows}"
        f"<tr><td colspan='3' align='right'><b>{judge_of(case, hearing)}</b></td></tr></tbody></table>"
        "</center>"
        "<center><input type='button' value='Print' onclick='printBusiness()'></center></div></div>"
    )


def values(case: DocketCase, hearing: DocketHearing) -> list[tuple[str, str]]:
    """Label and value; the day of disposal names its nature instead of a next date."""
    rows = [("Business", text(hearing.business_text) or ",")]
    if hearing.adjournment_reason is not None:
        rows.append(("Reason for Adjournment", text(hearing.adjournment_reason)))
    if is_final_row(case, hearing):
        return [
            *rows,
            ("Nature of Disposal", text(case.nature_of_disposal)),
            ("Disposal Date", numeric(case.decision_date)),
        ]
    return [
        *rows,
        ("Next Purpose", text(hearing.purpose)),
        ("Next Hearing Date", numeric(hearing.next_date)),
    ]
