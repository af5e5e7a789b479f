"""Pages into the raw archive, and out of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.adding import add
from pipeline.commands.completion import one_of
from pipeline.commands.options import DataOption, StudyOption, TimepointOption, prepared


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    add(
        app, import_,
        "import --study cse_maharashtra --timepoint baseline --from saved_pages/",
        "import --study cse_maharashtra --timepoint baseline --from recording.har --kind har",
        name="import",
    )  # fmt: skip
    add(app, export, "export --study cse_maharashtra --timepoint baseline --warc archive.warc.gz")


def import_(
    study: StudyOption,
    timepoint: TimepointOption,
    source: Annotated[Path, typer.Option("--from", metavar="PATH", help="File or folder to import.")],
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            autocompletion=one_of("html", "app-json", "har", "warc", "wacz", "ddl-csv"),
            help="html, app-json, har, warc, wacz or ddl-csv; detected if not given.",
        ),
    ] = None,
    data: DataOption = None,
) -> None:
    """Take saved pages or recordings into the raw archive.

    HTML pages saved in a browser, recordings (HAR, WARC, WACZ), or published case records (JSON).
    A bulk release (ddl-csv: the folder with its yearly case files, acts and keys) is registered, not copied.
    """
    from pipeline.raw_zone.importing import import_pages

    job = prepared(study, timepoint, data)
    is_made_up = job.study.portal == "standin"
    import_pages(source, kind, job.places, job.reporter, made_up_only=is_made_up)
    job.reporter.line(f"go on to tables and indicators with: {job.typed('run')}")


def export(
    study: StudyOption,
    timepoint: TimepointOption,
    warc: Annotated[Path, typer.Option("--warc", metavar="FILE", help="File to write, ending in .warc.gz.")],
    data: DataOption = None,
) -> None:
    """Write the raw archive to a WARC file.

    `import` restores the archive from it. It holds names: keep it as safe as the archive.
    """
    from pipeline.raw_zone.exporting import export_archive

    export_archive(prepared(study, timepoint, data), warc)
