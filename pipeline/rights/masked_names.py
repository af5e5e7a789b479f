"""Names that a court has masked since, as the export scanner needs them: keyed digests, beside the archive.

They are kept as long as the archive, and go with the case when it is forgotten.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any

from checks.scanner.hashed_names import HashedName, HashedNames, hashed
from pipeline.forms.places import write_private
from pipeline.paths import Places
from pipeline.rights.markers import case_marker, marker_key
from pipeline.run import RunError


def read_masked_names(timepoints: Iterable[Places]) -> HashedNames:
    """The names of several timepoints; raises ``RunError`` where a list is damaged or its key is gone."""
    places = [one for one in timepoints if one.masked_names.is_file()]
    if not places:
        return HashedNames()
    entries = [entry for one in places for entry in _read(one)]
    names = frozenset(HashedName(entry["words"], entry["digest"]) for entry in entries)
    return HashedNames(marker_key(places[0], is_marked=True), names)


def add_masked_names(places: Places, names: Iterable[str], cnr: str | None) -> None:
    """Keep the digests of names; of one case, or of all (``None``)."""
    entries = _read(places)
    key = marker_key(places, is_marked=bool(entries))
    marker = None if cnr is None else case_marker(key, cnr)
    new = [
        {"words": name.word_count, "digest": name.digest, "case": marker}
        for name in sorted(hashed(names, key), key=lambda name: name.digest)
    ]
    _write(places, entries + [entry for entry in new if entry not in entries])


def drop_masked_names(places: Places, markers: Collection[str]) -> None:
    """Take out the digests of a case."""
    entries = _read(places)
    if kept := [entry for entry in entries if entry["case"] not in markers]:
        _write(places, kept)
    else:
        places.masked_names.unlink(missing_ok=True)


def _read(places: Places) -> list[dict[str, Any]]:
    if not places.masked_names.is_file():
        return []
    try:
        content = json.loads(places.masked_names.read_text(encoding="utf-8"))
        return [{name: entry[name] for name in ("words", "digest", "case")} for entry in content]
    except (ValueError, KeyError, TypeError):
        raise RunError(f"{places.masked_names}: damaged; restore it from a copy.") from None


def _write(places: Places, entries: list[dict[str, Any]]) -> None:
    if entries != _read(places):
        write_private(places.masked_names, json.dumps(entries, indent=0) + "\n")
