"""Markers of what must be recognised and may not be kept: keyed digests, useless without the key.

The key is one of its own: the pseudonym key changes from release to release, and a marker must outlive that.
Whoever holds the key can test whether a CNR he knows is marked; he can't read a CNR out of a marker.
"""

from __future__ import annotations

import hmac

from pipeline.paths import Places
from pipeline.run import RunError
from transform.pseudonyms import load_or_create_key


def marker_key(places: Places, *, is_marked: bool = False) -> bytes:
    """The key, made on first use. Raises ``RunError`` when it is gone though something was marked by it."""
    if (is_marked or _is_anything_marked(places)) and not places.marker_key.is_file():
        raise RunError(
            f"{places.marker_key}: the key that marks forgotten cases and masked names is gone, so they "
            "could come back unnoticed; restore it from its backup."
        )
    return load_or_create_key(places.marker_key)


def _is_anything_marked(places: Places) -> bool:
    """Whether any study of this data folder has markers: a new key would no longer recognise them."""
    forgotten = places.marker_key.parent.glob("*.forgotten.json")
    return any(forgotten) or any((places.data / "raw").glob("*/*/masked_names.json"))


def case_marker(key: bytes, cnr: str) -> str:
    """Marker of a case by its CNR (capitals, no hyphens)."""
    return hmac.digest(key, f"cnr|{cnr}".encode(), "sha256").hex()


def pseudonym_marker(key: bytes, case_id: str) -> str:
    """Marker of a case by its pseudonym, so that asking twice to forget it is recognised."""
    return hmac.digest(key, f"pseudonym|{case_id}".encode(), "sha256").hex()
