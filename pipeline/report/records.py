"""Sections that show a published table, or a definition, as it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from pipeline.data_package.as_packed import BRIEF_FIGURES
from pipeline.report.numbers import cell, count_of
from pipeline.report.parts import Flow, FlowStep, Section, TableView
from pipeline.report.published import Published
from transform.indicators.definitions import Indicator, load_indicators

FROM_A_RELEASE = "The cases come from a bulk release, whose rows are counted as they are: no page was read."


def flow(published: Published) -> Section:
    """From pages found to cases analysed, with those left out and why, as a diagram and as a table."""
    rows = [
        (
            cell(record, "what", "flow.csv"),
            record["timepoint"],
            count_of(record, "cases", "flow.csv"),
            count_of(record, "left_out", "flow.csv"),
            cell(record, "left_out_because", "flow.csv"),
        )
        for record in published.flow
    ]
    if not rows:
        return Section(
            "flow",
            ("The cases come from a bulk release, whose rows are counted as they are: no page was read.",),
        )
    columns = ("step", "timepoint", "cases", "left out", "because")
    drawn = dict.fromkeys(record["timepoint"] for record in published.flow)
    return Section(
        "flow",
        flows=[_diagram(published, timepoint) for timepoint in drawn],
        tables=(TableView("The same as a table: from pages found to cases analysed", columns, rows),),
    )


def _diagram(published: Published, timepoint: str) -> Flow:
    """One box a step; a step's first record counts its cases, the others those left out on the way to it."""
    source = "flow.csv"
    of_step: dict[str, list[dict[str, str]]] = {}
    for record in published.flow:
        if record["timepoint"] == timepoint:
            of_step.setdefault(record["step"], []).append(record)
    steps = []
    for records in of_step.values():
        left_out = [
            (count_of(one, "left_out", source), cell(one, "left_out_because", source))
            for one in records
            if one["left_out"]
        ]
        steps.append(FlowStep(records[0]["what"], count_of(records[0], "cases", source), left_out))
    return Flow(timepoint, steps)


def brief_figures(published: Published) -> Section:
    """The programme's published figures beside this study's, each with its state."""
    rows = [
        (
            cell(record, "figure", BRIEF_FIGURES),
            cell(record, "timepoint", BRIEF_FIGURES),
            _percent(record, "published"),
            _percent(record, "pipeline"),
            record["unit"],
            "reported, not computed here" if record["state"] == "reported" else record["state"],
            record["agrees"],
        )
        for record in published.brief
    ]
    if not rows:
        return Section("brief", ("This study names no figures published elsewhere.",))
    columns = ("figure", "of", "published", "here", "unit", "state", "agrees")
    return Section(
        "brief",
        (
            "Computed: counted from the registers. Coded: counted from what people coded. Reported: said by "
            "the programme alone, and not computed here, so there is nothing to compare it with.",
        ),
        tables=(TableView("Figures of the programme's brief", columns, rows),),
    )


def _percent(record: Mapping[str, str], column: str) -> Markup:
    """The cell, marked where it is per cent: on a telephone the column of units is out of sight."""
    shown = cell(record, column, BRIEF_FIGURES)
    return shown + " %" if shown and record["unit"] == "percent" else shown


def definitions(published: Published, indicator_ids: Sequence[str]) -> Section:
    """What each figure of the report means, in the words of its own definition."""
    indicators = load_indicators()
    rows = [_described(indicators[one]) for one in sorted(indicator_ids)]
    return Section(
        "definitions",
        tables=(TableView("Definitions", ("figure", "counts", "of", "caution"), rows, as_list=True),),
    )


def provenance(published: Published) -> Section:
    """Every choice that a figure depends on, and the programs that computed it."""
    names = [record["parameter"] for record in published.parameters[published.timepoints[0]]]
    rows = []
    for name in names:
        cells: list[Markup | str] = [name.replace("_", " ")]
        for timepoint in published.timepoints:
            record = next(each for each in published.parameters[timepoint] if each["parameter"] == name)
            cells.append(cell(record, "value", f"{timepoint}/parameters.csv"))
        rows.append(cells)
    return Section("provenance", tables=(TableView("Settings", ("setting", *published.timepoints), rows),))


def _described(indicator: Indicator) -> tuple[str, ...]:
    return (
        f"{indicator.indicator_id} {indicator.title}",
        indicator.numerator,
        indicator.denominator,
        indicator.caution,
    )
