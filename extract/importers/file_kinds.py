"""Which files an import looks at, and what kind of import each is, by name and first bytes."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from extract.importers.recognised import UnrecognisedFileError
from extract.importers.saved_html import is_portal_answer

IMPORT_KINDS: Mapping[str, tuple[str, ...]] = {
    "html": (".html", ".htm"),
    "app-json": (".json",),
    "har": (".har", ".har.zip"),
    "warc": (".warc", ".warc.gz"),
    "wacz": (".wacz",),
}
"""Kinds of import and the endings of file names each takes."""

_FIRST_BYTES = 4096
_HAR_START = re.compile(rb"^\s*\{\s*\"log\"\s*:\s*\{")


def files_of(path: Path) -> Iterator[Path]:
    """The file itself, or every file in the folder and below, in the order of their names."""
    if path.is_file():
        yield path
    else:
        yield from sorted(file for file in path.rglob("*") if file.is_file())


def is_companion(file: Path, root: Path) -> bool:
    """Whether a browser put the file into ``PAGE_files`` beside a page it saved."""
    folders = [folder for folder in file.parents if folder != root and folder.is_relative_to(root)]
    pages = [
        folder.with_name(folder.name.removesuffix("_files") + ending)
        for folder in folders
        if folder.name.endswith("_files")
        for ending in IMPORT_KINDS["html"]
    ]
    return any(page.exists() for page in pages)


def kind_of(file: Path, wanted: str | None, *, is_named: bool) -> str:
    """Kind of a file; raises ``UnrecognisedFileError`` when it is none, or not the one that is wanted.

    The one file a person named together with its kind is taken for that, whatever its name.
    """
    start = _start(file)
    found = _by_content(file, start) or _by_name(file.name)
    if wanted is None or found == wanted:
        if found is None:
            endings = ", ".join(ending for kind in IMPORT_KINDS.values() for ending in kind)
            raise UnrecognisedFileError(f"ends in {file.suffix.lower() or 'nothing'}, expected {endings}")
        return found
    if is_named:
        return wanted
    endings = ", ".join(IMPORT_KINDS[wanted])
    raise UnrecognisedFileError(f"{'is ' + found if found else 'is of no known kind'}, expected {endings}")


def _by_content(file: Path, start: bytes) -> str | None:
    """Kinds whose names vary or are shared: told by what the file begins with."""
    if start.startswith(b"WARC/"):
        return "warc"
    if start.startswith(b"PK\x03\x04"):
        return _kind_of_zip(file)
    begins_with_log = _HAR_START.match(start.removeprefix(b"\xef\xbb\xbf")) is not None
    if begins_with_log and file.suffix.lower() in (".json", ".har"):
        return "har"
    if file.suffix.lower() == ".json" and is_portal_answer(file.read_bytes()):
        return "html"
    return None


def _by_name(name: str) -> str | None:
    return next(
        (kind for kind, endings in IMPORT_KINDS.items() if name.lower().endswith(endings)),
        None,
    )


def _kind_of_zip(file: Path) -> str | None:
    try:
        with zipfile.ZipFile(file) as packed:
            names = packed.namelist()
    except (zipfile.BadZipFile, EOFError):
        return None
    if "datapackage.json" in names:
        return "wacz"
    return "har" if any(name.endswith(".har") for name in names) else None


def _start(file: Path) -> bytes:
    with file.open("rb") as opened:
        start = opened.read(_FIRST_BYTES)
    if not start.startswith(b"\x1f\x8b"):
        return start
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(start, _FIRST_BYTES)
    except zlib.error:
        return start
