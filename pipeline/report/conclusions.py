"""What can and what can't be concluded: the sentences of ``conclusions.csv``, and limits of every study."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from pipeline.comparison.cautions import NOT_COMPARABLE
from pipeline.comparison.change_conclusions import CONCLUSIONS, NO_VERDICT
from pipeline.report.numbers import cell, parameter_of, sentence
from pipeline.report.parts import Line, Section, TableView
from pipeline.report.published import DIFFERENCE, Published, PublishedRow

NOT_COMPARED = (
    "Both timepoints are published, but not yet compared: whether anything changed is not known from them "
    "alone."
)
LIMITS = (
    "Cases disposed of are the quick ones. Their mean understates what a case goes through; the figures by "
    "the age of a case do not have this fault.",
    "An adjournment counted from the register (A1) is a next date given, not time wasted: some of these days "
    "heard a witness.",
    "A case that only says it was disposed of counts neither as conviction nor as acquittal.",
    "No figure ranks courts or judges, and none speaks of a single case.",
)


def conclusions(published: Published) -> Section:
    """What the changes allow to be said: primary estimands, all others, and what was too small to be seen."""
    said = _said(published, "registration", "primary", "secondary", "power")
    return Section("conclusions", notes=said or (NOT_COMPARED,))


def limits(published: Published) -> Section:
    """What the figures can't say: of every study, and of this one's setting."""
    said: list[str | Markup] = [*_said(published, "design")]
    if published.is_synthetic and not said:
        said.append("The cases are made up. Nothing in this report says anything about any court.")
    withheld = sentence(
        "Figures that could point to a person are withheld, and so are those that would give such a figure "
        "away: counts under {threshold}, for example.",
        threshold=parameter_of(published, "suppression_threshold"),
    )
    return Section("limits", notes=(*said, *LIMITS, withheld))


def with_verdicts(published: Published, table: TableView, lines: Sequence[Line]) -> TableView:
    """The table of these lines, with a word under their changes on how they may be read."""
    verdicts = {
        (row["indicator_id"], row["definition_id"], row["population"]): row["verdict"]
        for row in published.conclusions
        if row["about"] == "primary"
    }
    rows = []
    for line, (*cells, change, interval) in zip(lines, table.rows, strict=True):
        verdict = verdicts.get((line.indicator, line.definition, line.population))
        rows.append((*cells, change + _verdict(line.row(published, DIFFERENCE), verdict), interval))
    return replace(table, rows=rows)


def _verdict(change: PublishedRow | None, of_primary: str | None) -> Markup:
    """Empty for a change that is withheld, or was not tested as a primary estimand."""
    if change is None or not change.has_value:
        return Markup("")
    said = None if of_primary == NO_VERDICT else of_primary
    if NOT_COMPARABLE in change.cells["note"]:
        said = "not comparable: the frames differ"
    return Markup('<span class="said">{}</span>').format(said) if said else Markup("")


def _said(published: Published, *about: str) -> list[Markup]:
    return [cell(row, "conclusion", CONCLUSIONS) for row in published.conclusions if row["about"] in about]
