"""The raw archive out as a web archive file: for safe keeping, never for publication."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from extract.archive import Archive
from extract.warc_export import CAUTION, export_warc, open_to_others
from pipeline.pulling.doors import ECOURTS_URL
from pipeline.run import Run, RunError

STANDIN_URL = "http://standin.invalid/ecourtindia_v6/"
"""Address written for made-up cases: none that a court could have."""


def export_archive(run: Run, path: Path) -> None:
    """Write the study's raw archive to ``path``; warns when others can look into its folder.

    Raises ``RunError`` when there is no archive, the name does not end in .warc.gz or its folder is missing.
    """
    if not path.name.endswith(".warc.gz"):
        raise RunError(f"{path}: the file is a packed WARC; give it a name ending in .warc.gz.")
    if not path.parent.is_dir():
        raise RunError(f"{path.parent}: no such folder; make it first (mkdir -m 700).")
    if not run.places.archive.is_file():
        raise RunError(
            f"nothing to export: no pages of {run.study.name} at {run.timepoint} under "
            f"{run.places.archive.parent}; pull some first: {run.typed('pull')}"
        )
    if open_to_others(path.parent):
        run.reporter.warn(
            f"{path.parent} is open to other users; the file itself will be yours alone (mode 0600), but "
            f"better choose a folder of mode 0700"
        )
    address = STANDIN_URL if run.study.portal == "standin" else ECOURTS_URL
    software = f"ecourts-indicators/{version('ecourts-indicators')}"
    with Archive.open_reader(run.places.archive) as archive, run.reporter.working("writing the archive"):
        count = export_warc(archive, path, address, software)
    run.reporter.line(f"{count} responses of {run.study.name} at {run.timepoint} written to {path}")
    run.reporter.warn(f"{path.name} {CAUTION}")
