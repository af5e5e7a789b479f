"""The ledger of releases: what was published, when, from what, so that no later release gives it away anew.

One line of JSON a release, appended and never changed. It holds published values only, and the names of the
figures they were; it lies beside the data, outlives ``make clean``, and is read before every further release.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from checks.errors import CheckError
from extract.whole_files import written_whole


@dataclass(frozen=True, slots=True)
class Release:
    """One publication of ``what``, a timepoint or the comparison.

    ``files`` has the SHA-256 of each file, ``values`` every quantity it gives away. ``exceptions`` are lines
    "figure: reason (approver, date)"; ``narrowed`` has the least and the greatest value an attacker finds, by
    those exceptions, of cells that are withheld. ``withheld`` are the cells chosen to be, so that the same
    figures are published in the same way again.
    """

    study: str
    what: str
    released_at: str
    code_version: str
    definitions_sha256: str
    threshold: int
    files: Mapping[str, str]
    exceptions: tuple[str, ...]
    narrowed: Mapping[str, tuple[float, float]]
    values: Mapping[str, float]
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyRotation:
    """The pseudonym key was changed: releases before and after can't be joined by case."""

    study: str
    key_rotated_at: str
    old_fingerprint: str
    new_fingerprint: str
    is_old_key_kept: bool


def read_ledger(path: Path) -> tuple[Release, ...]:
    """Every release so far, oldest first; none if there is no ledger. A damaged one raises ``CheckError``."""
    return tuple(entry for entry in _entries(path) if isinstance(entry, Release))


def read_rotations(path: Path) -> tuple[KeyRotation, ...]:
    """Every change of the pseudonym key, oldest first."""
    return tuple(entry for entry in _entries(path) if isinstance(entry, KeyRotation))


def released_values(releases: Iterable[Release]) -> dict[str, frozenset[float]]:
    """Every value ever published of each quantity: who kept an earlier release knows them all."""
    values: dict[str, set[float]] = defaultdict(set)
    for release in releases:
        for name, value in release.values.items():
            values[name].add(value)
    return {name: frozenset(known) for name, known in values.items()}


def latest_release(releases: Iterable[Release], what: str) -> Release | None:
    """The last release of a timepoint or the comparison; null before the first."""
    found = [release for release in releases if release.what == what]
    return found[-1] if found else None


def is_the_same(release: Release, before: Iterable[Release]) -> bool:
    """Whether the latest release of the same thing had the same files: publishing it again adds nothing."""
    latest = latest_release(before, release.what)
    return latest is not None and latest.files == release.files


def append_release(path: Path, release: Release | KeyRotation) -> None:
    """Add one entry, all of it or none: to a copy that then takes the ledger's place."""
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    with written_whole(path) as unfinished:
        unfinished.write_text(f"{before}{json.dumps(asdict(release), sort_keys=True)}\n", encoding="utf-8")


def _entries(path: Path) -> tuple[Release | KeyRotation, ...]:
    if not path.is_file():
        return ()
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_entry(path, number, line) for number, line in enumerate(lines, start=1))


def _entry(path: Path, number: int, line: str) -> Release | KeyRotation:
    try:
        entry = json.loads(line)
        if "key_rotated_at" in entry:
            return KeyRotation(**entry)
        entry = {"withheld": ()} | entry  # the first ledgers do not say
        if set(entry) != {field.name for field in fields(Release)}:
            raise ValueError
        entry |= {name: tuple(entry[name]) for name in ("exceptions", "withheld")}
        entry["narrowed"] = {key: (low, high) for key, (low, high) in entry["narrowed"].items()}
        return Release(**entry)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise CheckError(
            f"{path}, line {number}: not an entry of the release ledger; restore the file from a copy."
        ) from None
