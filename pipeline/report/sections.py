"""The report's sections in their order, each made from the published tables."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.report.conclusions import conclusions, limits
from pipeline.report.districts import districts
from pipeline.report.headline import headline
from pipeline.report.parts import Section
from pipeline.report.published import Published
from pipeline.report.records import brief_figures, definitions, flow, provenance
from pipeline.report.section_lines import all_lines, section_lines
from pipeline.report.subjects import adjournments, bail, duration, outcomes, quality, stages


def sections(published: Published) -> Iterator[Section]:
    """All sections, the funder's five minutes first."""
    yield headline(published)
    if len(published.timepoints) > 1:
        yield conclusions(published)
    yield limits(published)
    yield flow(published)
    yield adjournments(published)
    yield duration(published)
    yield stages(published)
    yield bail(published)
    yield outcomes(published)
    yield districts(published, section_lines("districts"))
    yield quality(published)
    yield brief_figures(published)
    yield definitions(published, tuple(dict.fromkeys(line.indicator for _, line in all_lines())))
    yield provenance(published)
