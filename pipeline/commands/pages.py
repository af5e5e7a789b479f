"""Pages into the raw archive, and out of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.options import DataOption, StudyOption, TimepointOption, prepared


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command(name="import")(import_)
    app.command()(export)


def import_(
    study: StudyOption,
    timepoint: TimepointOption,
    source: Annotated[Path, typer.Option("--from", help="File or folder to import.")],
    kind: Annotated[
        str | None, typer.Option("--kind", help="html, app-json, har, warc, wacz or ddl-csv; else detected.")
    ] = None,
    data: DataOption = None,
) -> None:
    """Take saved pages, recordings (HAR, WARC, WACZ) or published case records into the raw archive.

    A bulk release (ddl-csv: the folder with its yearly case files, acts and keys) is registered, not copied.
    """
    from pipeline.importing import import_pages

    job = prepared(study, timepoint, data)
    import_pages(source, kind, job.places, job.reporter)


def export(
    study: StudyOption,
    timepoint: TimepointOption,
    warc: Annotated[Path, typer.Option("--warc", help="File to write, ending in .warc.gz.")],
    data: DataOption = None,
) -> None:
    """Write the raw archive to a WARC file, from which import restores it. It contains personal data."""
    from pipeline.exporting import export_archive

    export_archive(prepared(study, timepoint, data), warc)
