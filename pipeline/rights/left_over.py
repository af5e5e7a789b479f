"""The last look of a forgetting: does any file of the study under the data folder still mention the case?"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from checks.scanner.contents import pieces_of
from extract.cnr import mention_of
from pipeline.rights.forget_job import job_file
from pipeline.rights.study_data import StudyData

ZONES = ("raw", "tables", "checks", "stamps", "indicators", "vocabulary")
PACKED = (".parquet", ".duckdb")
ARCHIVE = "archive.sqlite"
"""Raw archives hold packed contents; what of the case was in them is looked for where they are erased."""


def files_that_mention(job: StudyData, cnr: str, identifiers: Collection[str]) -> list[Path]:
    """Files, archives aside, in whose name, bytes or packed values the CNR or a pseudonym stands."""
    mention = mention_of(cnr)
    sought = [identifier.encode() for identifier in identifiers]
    found = []
    for path in _files(job):
        content = path.read_bytes() + path.name.encode()
        if path.suffix in PACKED:
            content += "\n".join(text for _, text in pieces_of(path) or ()).encode("utf-8", "surrogateescape")
        if mention.search(content.decode("utf-8", errors="replace")) or any(one in content for one in sought):
            found.append(path)
    return found


def _files(job: StudyData) -> Iterator[Path]:
    folders = [job.data / zone / job.study.name for zone in ZONES]
    for path in (
        job.places.ledger,
        job.places.warehouse,
        *(one for folder in folders for one in folder.rglob("*")),
    ):
        if path.is_file() and not path.name.startswith(ARCHIVE) and path != job_file(job):
            yield path
