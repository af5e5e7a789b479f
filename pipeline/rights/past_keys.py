"""Where keys of past releases were kept when the pseudonym key was rotated: places and fingerprints only."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.forms.places import write_private
from pipeline.paths import Places
from pipeline.run import RunError


def past_keys(places: Places) -> list[Path]:
    """Files in which old keys were kept, whether they are there still or not."""
    return [Path(entry["file"]) for entry in _read(places)]


def note_past_key(places: Places, file: Path, fingerprint: str) -> None:
    """Remember that a key was kept in a file."""
    entry = {"file": str(file), "fingerprint": fingerprint}
    entries = [one for one in _read(places) if one != entry]
    write_private(_list(places), json.dumps([*entries, entry], indent=1) + "\n")


def _list(places: Places) -> Path:
    return places.marker_key.with_name(f"{places.study}.past_keys.json")


def _read(places: Places) -> list[dict[str, str]]:
    if not _list(places).is_file():
        return []
    try:
        content = json.loads(_list(places).read_text(encoding="utf-8"))
        return [{"file": str(one["file"]), "fingerprint": str(one["fingerprint"])} for one in content]
    except (ValueError, KeyError, TypeError):
        raise RunError(
            f"{_list(places)}: damaged; restore it from a copy, or remove it if no key is kept."
        ) from None
