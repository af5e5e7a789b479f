"""Step brief: the published figures beside ours, as ``brief_figures.csv`` and on the screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.brief.figures import NOT_AVAILABLE, BriefFigure, brief_figures, shown
from pipeline.brief.published import read_published
from pipeline.brief.release import released
from pipeline.brief.screen import figures_table
from pipeline.brief.sources import TIMEPOINTS, read_sources, source_files
from pipeline.data_package.as_packed import BRIEF_FIGURES
from pipeline.freshness import code_fingerprint
from pipeline.publishing.csv_writing import csv_document
from pipeline.publishing.staging import staged
from pipeline.run import Run, StepResult
from pipeline.writing import write_text

COLUMNS = ("id", "figure", "published", "pipeline", "unit", "timepoint", "state", "agrees", "note")


def inputs(run: Run) -> Iterator[str | Path]:
    """The list of published figures, what they are read from, what was published, and the code."""
    yield from (run.study_file, code_fingerprint())
    if (path := _list_file(run)) is not None:
        yield path
    yield from source_files(run.places)
    for timepoint in TIMEPOINTS:
        yield from sorted((run.places.study_indicators / timepoint).glob("*.csv"))


def write_brief_figures(run: Run) -> StepResult:
    """Write ``brief_figures.csv`` of the study, from whichever of its timepoints were computed."""
    figures = figures_of(run)
    if not figures:
        return StepResult("the study names no published figures")
    path = run.places.study_indicators / BRIEF_FIGURES
    passed = released(
        figures,
        run.places.study_indicators,
        run.study.suppression_threshold,
        is_synthetic=run.study.portal == "standin",
    )
    with staged(run) as stage:
        write_text(stage.folder / BRIEF_FIGURES, csv_text(passed))
    missing = sum(figure.state == NOT_AVAILABLE for figure in figures)
    return StepResult(f"{len(figures)} published figures, {missing} not available: {path}", (path,))


def print_brief_figures(run: Run, timepoint: str | None = None) -> None:
    """Print the published figures beside ours: all, or those measured at one timepoint."""
    figures = [
        figure for figure in figures_of(run) if timepoint is None or figure.published.measured_at == timepoint
    ]
    if not figures:
        return
    run.reporter.console.print(figures_table(figures))
    for figure in figures:
        if figure.published.assumed:
            run.reporter.line(f"{figure.published.id}: assumed: {figure.published.assumed}")
    run.reporter.line(f"all published figures, with notes  {run.places.study_indicators / BRIEF_FIGURES}")


def figures_of(run: Run) -> list[BriefFigure]:
    """The study's published figures with what the pipeline says, in full; none if the study names no list."""
    path = _list_file(run)
    if path is None:
        return []
    return brief_figures(
        read_published(path), read_sources(run.places), is_synthetic=run.study.portal == "standin"
    )


def csv_text(figures: Iterable[BriefFigure]) -> str:
    """One CSV of the contract's columns; a value not computed here or withheld is an empty cell."""
    return csv_document(COLUMNS, map(_row, figures))


def _row(figure: BriefFigure) -> tuple[str, ...]:
    published = figure.published
    labels = (published.id, published.figure, published.published, shown(figure))
    return (*labels, published.unit, published.timepoint, figure.state, figure.agrees, figure.note)


def _list_file(run: Run) -> Path | None:
    return None if run.study.brief_figures is None else run.study_file.parent / run.study.brief_figures
