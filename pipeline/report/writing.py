"""Command report: the study's page, made from what is published, through the same door as everything else."""

from __future__ import annotations

from pathlib import Path

from pipeline.data_package.as_packed import refuse_mixture
from pipeline.provenance import versions
from pipeline.publishing.staging import staged
from pipeline.report.page import report_page
from pipeline.report.published import Published, published_timepoints
from pipeline.run import Run, RunError
from pipeline.writing import write_text

FILE = "report.html"


def write_report(run: Run) -> Path:
    """Write ``report.html`` beside the published tables; returns its path.

    Raises ``RunError`` when nothing is published yet, what is published is no whole, or the study may not be.
    """
    published = run.places.study_indicators
    if not published_timepoints(published):
        raise RunError(f"nothing is published in {published} yet; do it first: {run.typed('run')}")
    refuse_mixture(run, {path.relative_to(published).as_posix(): path for path in published.glob("**/*.csv")})
    page = report_page(Published(published), run.study.title, versions()[0])
    with staged(run) as stage:
        write_text(stage.folder / FILE, page)
    return published / FILE
