"""The one door out: files for publication are prepared apart, examined, and only then take their place.

Nothing reaches ``DATA/indicators`` in another way. A publication that may not leave (no sign-off, something
found in a file) leaves the earlier one as it was.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from extract.whole_files import STAGE, remove_left_behind, unfinished_name
from pipeline.data_package import pack
from pipeline.publishing.examining import refuse_what_may_not_leave
from pipeline.publishing.releasing import Cleared, record, require_sign_off
from pipeline.run import Run


@dataclass(slots=True)
class Stage:
    """A folder whose files will be published at the same place under ``DATA/indicators/STUDY``."""

    folder: Path
    releases: list[tuple[str, Cleared, tuple[Path, ...]]] = field(default_factory=list)

    def enter(self, what: str, cleared: Cleared, *files: Path) -> None:
        """Have the release of ``what`` entered in the ledger, with these staged files."""
        self.releases.append((what, cleared, files))


@contextmanager
def staged(run: Run) -> Iterator[Stage]:
    """A fresh stage; when the block ends well, its files are examined and published.

    A timepoint's folder on the stage replaces the published one whole; other files are added to those
    published, and the package that describes all of them is renewed. Raises ``RunError`` without sign-off
    or where something may not leave.
    """
    require_sign_off(run)
    published = run.places.study_indicators
    remove_left_behind(published)  # staged by a run that was killed, and not examined
    stage = Stage(unfinished_name(published, STAGE))
    stage.folder.mkdir(parents=True)
    try:
        yield stage
        pack(run, stage.folder, published)
        refuse_what_may_not_leave(run, stage.folder)
        _enter_releases(run, stage)
        _take_place(stage.folder, published)
    finally:
        shutil.rmtree(stage.folder, ignore_errors=True)


def _enter_releases(run: Run, stage: Stage) -> None:
    """Before the files take their place: an entry too many withholds too much, one too few gives away."""
    for what, cleared, files in stage.releases:
        digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(files)}
        record(run, what, digests, cleared)


def _take_place(folder: Path, published: Path) -> None:
    """Rename every file into place, those that did not change left alone; stale ones are removed."""
    for path in sorted(folder.rglob("*")):
        target = published / path.relative_to(folder)
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
            for stale in {one.name for one in target.iterdir()} - {one.name for one in path.iterdir()}:
                (target / stale).unlink()
        elif not target.is_file() or target.read_bytes() != path.read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
