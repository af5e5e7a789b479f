"""The bulk release of a timepoint: which files its tables are made from, read where they lie.

The files are public, large and never changed, so the raw zone holds no copy but a manifest: place, size, time
of change and SHA-256 of each. A file that is no longer what was registered is refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from extract.errors import ExtractError
from extract.whole_files import OWNER_ONLY, written_whole


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """``role``: ``cases``, ``acts_sections``, the name of a key, or ``ignored``.

    ``rows`` are the file's lines without the header. ``columns`` are the header's names in their order;
    an ignored file's are not read.
    """

    role: str
    path: Path
    bytes: int
    changed_ns: int
    sha256: str
    rows: int
    columns: tuple[str, ...]

    @property
    def page_id(self) -> str:
        """How tables name the file: the first 16 hex digits of its SHA-256."""
        return self.sha256[:16]


@dataclass(frozen=True, slots=True)
class BulkRelease:
    """The files registered, and the moment of it: no day in them can lie later."""

    registered_at: datetime
    files: tuple[ReleaseFile, ...]

    def of_role(self, role: str) -> tuple[ReleaseFile, ...]:
        """Files of one role in the order of their names."""
        return tuple(sorted((file for file in self.files if file.role == role), key=lambda file: file.path))


def write_manifest(path: Path, files: Iterable[ReleaseFile], now: datetime) -> bool:
    """Keep the manifest for its owner only; returns whether it changed. The same files change nothing."""
    listed = [{**asdict(file), "path": str(file.path)} for file in files]
    if path.exists() and json.loads(path.read_text(encoding="utf-8"))["files"] == json.loads(
        json.dumps(listed)
    ):
        return False
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = json.dumps({"registered_at": now.isoformat(timespec="seconds"), "files": listed}, indent=1)
    with written_whole(path, OWNER_ONLY) as unfinished:
        unfinished.write_text(content + "\n", encoding="utf-8")
    return True


def read_manifest(path: Path) -> BulkRelease:
    """The release registered; raises ``ExtractError`` where a file is gone or has changed since."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        files = tuple(
            ReleaseFile(**{**entry, "path": Path(entry["path"]), "columns": tuple(entry["columns"])})
            for entry in content["files"]
        )
        release = BulkRelease(datetime.fromisoformat(content["registered_at"]).astimezone(UTC), files)
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise ExtractError(f"{path}: can't be read ({fault}); import the files again") from None
    for file in release.files:
        _refuse_changed(file)
    return release


def _refuse_changed(file: ReleaseFile) -> None:
    try:
        found = file.path.stat()
    except OSError:
        raise ExtractError(
            f"{file.path} is gone: bring it back, or import the release from where it is now"
        ) from None
    if (found.st_size, found.st_mtime_ns) != (file.bytes, file.changed_ns):
        raise ExtractError(f"{file.path} has changed since it was registered: import the release again")
