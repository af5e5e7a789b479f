"""Certificates of destruction: what of a timepoint's raw zone was destroyed, when, by whom, how many pages.

They hold no identity and lie outside the raw zone. The manifests (table ``pages``, provenance) stay.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pipeline.paths import Places
from pipeline.run import RunError
from pipeline.writing import write_text


def write_certificate(places: Places, content: Mapping[str, Any]) -> None:
    """Write a timepoint's certificate, whole or not at all."""
    write_text(places.certificate, json.dumps(content, indent=1) + "\n")


def read_certificate(places: Places) -> dict[str, Any] | None:
    """A timepoint's certificate; ``None`` if there is none. Raises ``RunError`` for a damaged one."""
    if not places.certificate.is_file():
        return None
    try:
        content: dict[str, Any] = json.loads(places.certificate.read_text(encoding="utf-8"))
        return content if isinstance(content["is_finished"], bool) else None
    except (ValueError, KeyError, TypeError):
        raise RunError(f"{places.certificate}: damaged; restore it from a copy.") from None


def is_destroyed(places: Places) -> bool:
    """Whether the timepoint's raw pages were destroyed, or their destruction was begun."""
    return read_certificate(places) is not None


def refuse_destroyed(places: Places) -> None:
    """Raise ``RunError`` where the pages were destroyed: nothing more is read, nothing put in their place."""
    if (certificate := read_certificate(places)) is None:
        return
    if not certificate["is_finished"]:
        raise RunError(
            f"{places.study} {places.timepoint}: the destruction of its raw pages was interrupted; finish it "
            f"with retention destroy --study {places.study} --timepoint {places.timepoint}."
        )
    raise RunError(
        f"{places.study} {places.timepoint}: its raw pages were destroyed on {certificate['destroyed_on']} "
        f"({places.certificate}), so its tables and publications stay as they are and no pages come in again."
    )
