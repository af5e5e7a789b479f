"""Scans a file or a folder: shapes, known names, and pages that ask something of the network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from checks.scanner.contents import Piece, pieces_of
from checks.scanner.findings import Finding, Forbidden
from checks.scanner.hashed_names import HashedNames
from checks.scanner.names import KnownNames
from checks.scanner.page_rules import page_faults
from checks.scanner.patterns import found_shapes

AT_ONCE = 1 << 16
Names = tuple[KnownNames, HashedNames]
MARKUP = (".html", ".svg")


def scan(path: Path, forbidden: Forbidden) -> list[Finding]:
    """Everything in a file, or in all files of a folder, that may not leave; empty if it is clean.

    A file of an unknown type, or one that can't be read as its type, is a finding too.
    """
    files = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
    names = (KnownNames(forbidden.names), forbidden.hashed)
    root = path if path.is_dir() else path.parent
    return [
        Finding(file.relative_to(root).as_posix(), place, kind, text)
        for file in files
        for place, kind, text in dict.fromkeys(_scanned(file, names, forbidden.allowed))
    ]


def _scanned(file: Path, names: Names, allowed: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    yield from _in_text("name of the file", file.name, names, allowed)
    pieces = pieces_of(file)
    if pieces is None:
        yield "whole", "type of file that can't be looked through", file.suffix or file.name
        return
    try:
        for batch in _batches(pieces):
            yield from _in_batch(batch, names, allowed)
        if file.suffix.lower() in MARKUP:
            for place, text in page_faults(file):
                yield place, "something that runs or loads", text
    except Exception as error:  # whatever a reader stumbles over: not looked through is not clean
        yield "whole", "file that can't be read", f"{type(error).__name__}: {error}"


def _batches(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Pieces some at once, since a rule costs more to start than to run on."""
    batch, size = list[Piece](), 0
    for piece in pieces:
        batch.append(piece)
        size += len(piece[1])
        if size >= AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _in_batch(batch: list[Piece], names: Names, allowed: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    """What is found in the pieces together; then each by itself says where.

    Lines may break a number in two, so they stay joined; values of a table are set apart, or the end of one
    and the start of the next would make a number that nobody wrote.
    """
    together = "".join(text if text.endswith("\n") else f"{text}\0" for _, text in batch)
    found = list(_in_text(f"{batch[0][0]} to {batch[-1][0]}", together, names, allowed))
    if found:
        one_by_one = [finding for place, text in batch for finding in _in_text(place, text, names, allowed)]
        yield from one_by_one or found


def _in_text(place: str, text: str, names: Names, allowed: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    for kind, found in found_shapes(text, allowed):
        yield place, kind, found
    for known in names:
        for name in known.found_in(text):
            yield place, "name known to the raw zone", name
