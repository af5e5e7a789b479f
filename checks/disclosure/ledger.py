"""The ledger of releases: what was published, when, from what, so that no later release gives it away anew.

One line of JSON a release, appended and never changed. It holds published values only, and the names of the
figures they were; it lies beside the data, outlives ``make clean``, and is read before every further release.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from checks.errors import CheckError


@dataclass(frozen=True, slots=True)
class Release:
    """One publication. ``files`` has the SHA-256 of each file, ``values`` every quantity it gives away.

    ``exceptions`` are lines "figure: reason (approver, date)"; ``exposed`` counts cells they narrow.
    """

    study: str
    what: str
    released_at: str
    code_version: str
    definitions_sha256: str
    threshold: int
    files: Mapping[str, str]
    exceptions: tuple[str, ...]
    exposed: int
    values: Mapping[str, float]


def read_ledger(path: Path) -> tuple[Release, ...]:
    """Every release so far, oldest first; none if there is no ledger. A damaged one raises ``CheckError``."""
    if not path.is_file():
        return ()
    releases = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            entry = json.loads(line)
            releases.append(Release(**(entry | {"exceptions": tuple(entry["exceptions"])})))
        except (ValueError, TypeError, KeyError):
            raise CheckError(
                f"{path}, line {number}: not an entry of the release ledger; restore the file from a copy."
            ) from None
    return tuple(releases)


def released_values(releases: tuple[Release, ...], study: str) -> dict[str, float]:
    """The values last published of a study, by name."""
    values: dict[str, float] = {}
    for release in releases:
        if release.study == study:
            values |= release.values
    return values


def append_release(path: Path, release: Release) -> None:
    """Add one entry, all of it or none: to a copy that then takes the ledger's place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        unfinished.write_text(f"{before}{json.dumps(asdict(release), sort_keys=True)}\n", encoding="utf-8")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
