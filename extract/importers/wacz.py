"""WACZ files: a zip with WARC files and a data package that states the hash of each."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path
from typing import IO, Any

from extract.importers.exchange import Recording
from extract.importers.recognised import UnrecognisedFileError
from extract.importers.warc import read_warc_stream

_PACKAGE = "datapackage.json"
_DIGEST = "datapackage-digest.json"
_WARC_ENDINGS = (".warc", ".warc.gz")
_STEP = 1 << 20


def read_wacz(path: Path) -> Recording:
    """Every WARC file under ``archive/`` of the package, as one recording.

    Raises ``UnrecognisedFileError`` when the zip is damaged, has no data package, or a file is missing or
    does not match the hash stated for it.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            _check_hashes(packed)
            names = sorted(
                n for n in packed.namelist() if n.startswith("archive/") and n.endswith(_WARC_ENDINGS)
            )
            if not names:
                raise UnrecognisedFileError("a WACZ file without a WARC file under archive/")
            return _joined(packed, names)
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as error:
        raise UnrecognisedFileError(
            f"no whole WACZ file ({error}); nothing was taken from it: copy it again"
        ) from error


def _joined(packed: zipfile.ZipFile, names: list[str]) -> Recording:
    whole = Recording()
    for name in names:
        with packed.open(name) as stream:
            try:
                part = read_warc_stream(stream)  # type: ignore[arg-type]
            except UnrecognisedFileError as error:
                raise UnrecognisedFileError(f"{name}: {error}") from error
        whole.entries += part.entries
        whole.exchanges += part.exchanges
        whole.unreadable += part.unreadable
    return whole


def _check_hashes(packed: zipfile.ZipFile) -> None:
    if _PACKAGE not in packed.namelist():
        raise UnrecognisedFileError(f"no {_PACKAGE} in it, so it is no WACZ file")
    if _DIGEST in packed.namelist():
        digest = _json(packed, _DIGEST)
        _check(packed, {"path": digest.get("path"), "hash": digest.get("hash")})
    resources = _json(packed, _PACKAGE).get("resources")
    if not isinstance(resources, list) or not all(isinstance(resource, dict) for resource in resources):
        raise UnrecognisedFileError(f"{_PACKAGE} lists no resources")
    for resource in resources:
        _check(packed, resource)
    stated = {resource.get("path") for resource in resources}
    for name in packed.namelist():
        if name.startswith("archive/") and name.endswith(_WARC_ENDINGS) and name not in stated:
            raise UnrecognisedFileError(f"{name} is not listed in {_PACKAGE}: get the file again")


def _check(packed: zipfile.ZipFile, resource: dict[str, Any]) -> None:
    name, stated = resource.get("path"), resource.get("hash")
    if name not in packed.namelist():
        raise UnrecognisedFileError(f"{_PACKAGE} names {name}, which is not in it: get the file again")
    algorithm, _, value = str(stated).partition(":")
    if algorithm not in ("sha256", "sha512", "md5", "sha1"):
        raise UnrecognisedFileError(f"{name}: no hash is stated that can be checked, only {stated!r}")
    with packed.open(str(name)) as stream:
        found = _digest(stream, algorithm)
    if found != value.lower():
        raise UnrecognisedFileError(
            f"{name} does not match the hash stated for it: the file was changed or damaged; nothing was "
            "taken from it: get it again"
        )


def _digest(stream: IO[bytes], algorithm: str) -> str:
    digest = hashlib.new(algorithm, usedforsecurity=False)
    while step := stream.read(_STEP):
        digest.update(step)
    return digest.hexdigest()


def _json(packed: zipfile.ZipFile, name: str) -> dict[str, Any]:
    try:
        value = json.loads(packed.read(name))
    except ValueError as error:
        raise UnrecognisedFileError(f"{name} is no JSON: get the file again") from error
    if not isinstance(value, dict):
        raise UnrecognisedFileError(f"{name} is no JSON object: get the file again")
    return value
