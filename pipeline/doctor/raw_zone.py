"""The raw zone holds names and case numbers: its folders and files must be their owner's alone."""

from __future__ import annotations

import os
import pwd
import shlex
import stat
from collections.abc import Iterator
from pathlib import Path

from pipeline.doctor.finding import Finding, Level
from pipeline.doctor.stores import entries_under

MOST_NAMED = 3
WHAT = "raw zone"


def examine_raw_zone(data: Path) -> Iterator[Finding]:
    """Everything in the folders of timepoints, and every file of the zone outside them."""
    raw = data / "raw"
    if not raw.exists():
        yield Finding(Level.OK, WHAT, f"nothing at {raw} yet; folders are made with mode 0700")
        return
    entries = [entry for entry in entries_under(raw) if _must_be_private(entry, raw)]
    loose = [entry for entry in entries if stat.S_IMODE(entry.lstat().st_mode) & 0o077]
    foreign = [entry for entry in entries if entry.lstat().st_uid != os.getuid()]
    if loose:
        found = f"open to other users: {_named(loose)}"
        yield Finding(Level.FAULT, WHAT, found, f"run: chmod -R go= {shlex.quote(str(raw))}")
    if foreign:
        found = f"belongs to another user: {_named(foreign)}"
        yield Finding(Level.FAULT, WHAT, found, _given_to_me(raw))
    if not loose and not foreign:
        yield Finding(Level.OK, WHAT, f"{len(entries)} folders and files at {raw}, all yours alone")


def _given_to_me(raw: Path) -> str:
    """Only root may give files away; the owner's shell would put the owner's own name for ``$USER``."""
    try:
        me = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # a user without a name, as in a container
        me = str(os.getuid())
    return f"have an administrator run: chown -R {me} {shlex.quote(str(raw))}"


def _must_be_private(entry: Path, raw: Path) -> bool:
    """Folders that only hold the folders of timepoints name studies and nothing else."""
    depth = len(entry.relative_to(raw).parts)
    return not entry.is_symlink() and (depth >= 2 or entry.is_file())


def _named(entries: list[Path]) -> str:
    names = [f"{entry} (mode {stat.S_IMODE(entry.lstat().st_mode):04o})" for entry in entries[:MOST_NAMED]]
    more = len(entries) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")
