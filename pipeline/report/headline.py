"""The funder's five minutes: the main figures, and what they can't say."""

from __future__ import annotations

from markupsafe import Markup

from pipeline.report.numbers import parameter_of, sentence, value_of
from pipeline.report.parts import Section, side_by_side
from pipeline.report.published import Published
from pipeline.report.section_lines import section_lines

UNEQUAL = (
    "A change between the two timepoints is descriptive. Other things changed too, the pandemic among them."
)
LIMITS = (
    "Cases disposed of are the quick ones. Their mean understates what a case goes through; the figures by "
    "the age of a case do not have this fault.",
    "An adjournment counted from the register (A1) is a next date given, not time wasted: some of these days "
    "heard a witness.",
    "A case that only says it was disposed of counts neither as conviction nor as acquittal.",
    "No figure ranks courts or judges, and none speaks of a single case.",
)
SENTENCES = {
    "cases analysed": "{} cases were analysed.",
    "of these disposed": "{} were disposed of.",
    "of these pending": "{} were still pending.",
    "adjournments before disposal, mean": "A case disposed of had been adjourned {} times on average.",
    "adjournments so far in pending cases, mean": "A pending case had been adjourned {} times so far.",
    "verdicts that convict, share": "Of the verdicts {} convicted.",
}
"""What is said of the lines of the section headline, by their words."""


def headline(published: Published) -> Section:
    """The main figures, said and set side by side."""
    said = [_said(published, timepoint) for timepoint in published.timepoints]
    note = (
        "An adjournment is every next date given (A1). An interval says how far chance alone may have moved "
        "a figure; a count of all cases in the frame has none."
    )
    table = side_by_side(published, "Main figures", section_lines("headline"))
    return Section("headline", said, tables=(table,), notes=(note,))


def _said(published: Published, timepoint: str) -> Markup:
    """One timepoint in a few sentences; those without a published number are named as missing at the end."""
    found = {line.words: line.row(published, timepoint) for line in section_lines("headline")}
    parts = [
        Markup(text).format(value_of(row))
        for words, text in SENTENCES.items()
        if (row := found[words]) is not None and row.has_value
    ]
    if len(parts) < len(SENTENCES):
        parts.append(Markup("What is not said here is withheld or not available, as the table shows."))
    return Markup("<strong>{}:</strong> {}").format(timepoint.capitalize(), Markup(" ").join(parts))


def limits(published: Published) -> Section:
    """What the figures can't say: of every study, and of this one's setting."""
    said: list[str | Markup] = []
    if published.is_synthetic:
        said.append("The cases are made up. Nothing in this report says anything about any court.")
    if len(published.timepoints) > 1:
        said.append(f"{UNEQUAL} It is not the effect of a programme unless comparison districts say so.")
    withheld = sentence(
        "Figures that could point to a person are withheld, and so are those that would give such a figure "
        "away: counts under {threshold}, for example.",
        threshold=parameter_of(published, "suppression_threshold"),
    )
    return Section("limits", notes=(*said, *LIMITS, withheld))
