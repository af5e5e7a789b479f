"""The plan of a pull as a table for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from pipeline.pulling.plan import Assumptions, ComplexPlan, Plan, by_district
from pipeline.reporter import Reporter

PLAIN_WIDTH = 120
OTHER_COLUMNS_WIDTH = 66
AT_LEAST = "\u2265"


def print_plan(plan: Plan, reporter: Reporter) -> None:
    """The table, what is left out and why, and what the figures rest on."""
    console = reporter.console if reporter.console.is_terminal else Console(width=PLAIN_WIDTH)
    console.print(_table(plan, name_width=max(console.width - OTHER_COLUMNS_WIDTH, 12)))
    for place, reason in plan.left_out:
        reporter.line(f"left out: {place.district}, {place.name} ({place.code}): {reason}")
    for line in _caveats(plan):
        reporter.line(line)


def plan_as_json(plan: Plan) -> str:
    """Everything the table is made from, each search by itself."""
    document = {
        "study": plan.study,
        "timepoint": plan.timepoint,
        "totals": _totals(plan.complexes, plan.assumed),
        "districts": {
            district: _totals(complexes, plan.assumed)
            for district, complexes in by_district(plan.complexes).items()
        },
        "complexes": [_complex_as_json(planned, plan.assumed) for planned in plan.complexes],
        "left_out": [
            {"district": place.district, "complex_code": place.code, "name": place.name, "reason": reason}
            for place, reason in plan.left_out
        ],
        "assumptions": {
            name: getattr(plan.assumed, name)
            for name in (
                "seconds_a_captcha",
                "seconds_a_search",
                "seconds_an_answer",
                "seconds_between_requests",
                "cases_a_list",
                "lists_had",
            )
        },
        "cautions": _caveats(plan),
    }
    return json.dumps(document, indent=2, ensure_ascii=False)


def _table(plan: Plan, name_width: int) -> Table:
    title = f"Pull of {plan.study}, {plan.timepoint} ({AT_LEAST} means at least)"
    table = Table(title=title, title_justify="left", box=box.SIMPLE, pad_edge=False)
    table.add_column("court complex", no_wrap=True, overflow="ellipsis", max_width=name_width)
    table.add_column("tier", no_wrap=True, min_width=10)
    for heading in ("lists", "done", "captchas", "cases left", "minutes"):
        table.add_column(heading, justify="right", no_wrap=True, min_width=len(heading))
    for district, complexes in by_district(plan.complexes).items():
        table.add_section()
        table.add_row(district, "", *_cells(complexes, plan.assumed), style="bold")
        for planned in complexes:
            name = f"  {planned.place.name} ({planned.place.code})"
            table.add_row(name, planned.place.tier, *_cells([planned], plan.assumed))
    table.add_section()
    table.add_row(
        f"all {len(plan.complexes)} complexes", "", *_cells(plan.complexes, plan.assumed), style="bold"
    )
    return table


def _cells(complexes: Sequence[ComplexPlan], assumed: Assumptions) -> tuple[str, ...]:
    totals = _totals(complexes, assumed)
    least = "" if totals["is_exact"] else AT_LEAST
    return (
        f"{least}{totals['searches']}",
        str(totals["searches_done"]),
        f"{least if totals['captchas'] else ''}{totals['captchas']}",
        str(totals["known_case_pages_left"]),
        f"{totals['minutes']:.0f}",
    )


def _totals(complexes: Sequence[ComplexPlan], assumed: Assumptions) -> dict[str, Any]:
    return {
        "complexes": len(complexes),
        "searches": sum(len(planned.searches) for planned in complexes),
        "searches_done": sum(planned.searches_done for planned in complexes),
        "captchas": sum(planned.captchas for planned in complexes),
        "known_case_pages_left": sum(planned.cases_left for planned in complexes),
        "minutes": round(sum(planned.minutes(assumed) for planned in complexes), 1),
        "is_exact": all(planned.is_exact for planned in complexes),
    }


def _complex_as_json(planned: ComplexPlan, assumed: Assumptions) -> dict[str, Any]:
    place = planned.place
    searches = [
        {
            "act": search.act,
            "section": search.section,
            "case_status": search.case_status,
            "establishment": search.establishment,
            "act_code": search.act_code,
            "act_label": search.act_label,
            "state": search.state.value,
            "captchas": search.captchas,
            "cases_left": search.cases_left,
        }
        for search in planned.searches
    ]
    return {
        "district": place.district,
        "district_code": place.district_code,
        "complex_code": place.code,
        "name": place.name,
        "tier": place.tier,
        **_totals([planned], assumed),
        "each_search": searches,
    }


def _caveats(plan: Plan) -> list[str]:
    assumed = plan.assumed
    said = [
        f"Minutes assume {assumed.seconds_a_captcha:.0f} s a captcha for a person, "
        f"{assumed.seconds_between_requests:g} s between requests (the study's pace and half its jitter), "
        f"{assumed.seconds_a_search:.0f} s of the portal's for a search and "
        f"{assumed.seconds_an_answer:.0f} s for any other answer; captchas typed wrongly and lost sessions "
        "come on top."
    ]
    if not all(planned.is_exact for planned in plan.complexes):
        said.append(
            "At least: a court may know an act under several codes, each a search of its own; its dropdown, "
            "which needs no captcha, tells them once it has been asked."
        )
    if not any(planned.captchas for planned in plan.complexes):
        return said
    if assumed.cases_a_list is None:
        each = assumed.seconds_between_requests + assumed.seconds_an_answer
        said.append(f"Case pages are not in the minutes before there is a list; each takes {each:g} s.")
    else:
        said.append(
            f"Lists not there yet are taken to hold {assumed.cases_a_list:.1f} cases, the mean of the "
            f"{assumed.lists_had} that are."
        )
    return said
