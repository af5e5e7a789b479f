"""The funder's five minutes: the main figures, and what their changes allow to be said."""

from __future__ import annotations

from markupsafe import Markup

from pipeline.report.conclusions import with_verdicts
from pipeline.report.numbers import value_of
from pipeline.report.parts import Section, side_by_side
from pipeline.report.published import Published
from pipeline.report.section_lines import section_lines

CHANGES = (
    "A change is a description, not an effect. Under a comparison named before the endline was read stands "
    "what its test says; what may be concluded from that stands in the next section."
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
    lines = section_lines("headline")
    table = side_by_side(published, "Main figures", lines)
    if not published.conclusions:
        return Section("headline", said, tables=(table,), notes=(note,))
    table = with_verdicts(published, table, lines)
    return Section("headline", said, tables=(table,), notes=(note, CHANGES))


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
