"""The reporting appendix: what STROBE and its extension for routine data, RECORD, ask for, answered.

The items are named by their numbers and described in our own words. Every answer is made from the study
file, the tables, the rules' results and the code; what only a person can say is listed as such.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.comparison.appendix_facts import AppendixFacts, TimepointFacts
from pipeline.comparison.appendix_items import record_items
from pipeline.comparison.appendix_strobe import strobe_items
from pipeline.provenance import footer
from pipeline.publishing.flow import STEPS, Flow, published_counts, published_losses


def appendix(facts: AppendixFacts) -> str:
    """The whole appendix as Markdown."""
    return "\n".join(_lines(facts)) + "\n"


def _lines(facts: AppendixFacts) -> Iterator[str]:
    yield f"# Reporting appendix: {facts.study.title}"
    yield ""
    if facts.is_synthetic:
        yield "**Synthetic cases.** Nothing here says anything about any court."
        yield ""
    yield "Made by the command `compare`; the numbers of items are those of STROBE and RECORD."
    yield ""
    yield "## RECORD: what routinely collected data ask for in addition"
    yield from _table(record_items(facts))
    yield "## STROBE: main items"
    yield from _table(strobe_items(facts))
    yield "## Flow of cases (RECORD 13.1)"
    yield from _flow_table([part.flow for part in facts.timepoints], facts.threshold)
    for part in facts.timepoints:
        yield f"## Coverage and rules: {part.name}"
        yield from _coverage_lines(part, facts.threshold)
    yield "## To be answered by a person"
    yield "- Why the study was made, and what was known before (STROBE 2)."
    yield "- Funding, and the role of the funders (STROBE 22)."
    yield "- Who approved the study and on what legal basis, if the study file does not say (RECORD 12.1)."
    yield "- What the findings mean in the light of other evidence (STROBE 20, 21)."
    yield ""
    yield f"_{footer()}_"


def _table(items: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    yield ""
    yield "| item | asks for | this study |"
    yield "|---|---|---|"
    for number, asks, answer in items:
        yield f"| {number} | {asks} | {_cell(answer)} |"
    yield ""


def _flow_table(flows: Sequence[Flow], threshold: int) -> Iterator[str]:
    yield ""
    yield "| timepoint | step | cases | left out |"
    yield "|---|---|---|---|"
    for flow in flows:
        counts = published_counts(flow, threshold)
        for step in flow.steps:
            losses = "; ".join(f"{reason}: {count}" for reason, count in published_losses(step, threshold))
            yield f"| {flow.timepoint} | {STEPS[step.name]} | {counts[step.name]} | {_cell(losses)} |"
    yield ""


def _coverage_lines(part: TimepointFacts, threshold: int) -> Iterator[str]:
    yield ""
    yield "| step of the build | every row accounted for |"
    yield "|---|---|"
    for step, unexplained in part.coverage:
        yield f"| {_cell(step)} | {'yes' if unexplained == 0 else f'no: {unexplained} rows'} |"
    yield ""
    yield "| vocabulary | wordings met that it does not know |"
    yield "|---|---|"
    for name, share in part.unmapped_shares:
        yield f"| {name} | {share:.1%} of occurrences |"
    yield ""
    yield "| rule | severity | offenders |"
    yield "|---|---|---|"
    for title, severity, offenders in part.rules:
        shown = f"<{threshold}" if 0 < offenders < threshold else str(offenders)
        yield f"| {_cell(title)} | {severity} | {shown} |"
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "/").replace("\n", " ") or "-"
