"""The cases of a study that were forgotten: when, why, by whom, how many pages, and a keyed marker each.

Nothing here tells who it was. The marker recognises the case when a pull or an import meets it again.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from extract.forgotten import ForgottenCases
from pipeline.forms.places import write_private
from pipeline.paths import Places
from pipeline.rights.markers import case_marker, marker_key
from pipeline.run import RunError

REASONS = {
    "person_asked": "the person concerned, or who speaks for them, asked for it",
    "court_order": "a court ordered it",
    "ethics_board": "the ethics board asked for it",
    "not_of_the_study": "the case should never have been taken in",
}
"""Reason codes of a forgotten case."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """One forgotten case. ``pages_destroyed`` is ``None`` while the forgetting is not finished."""

    forgotten_on: str
    reason: str
    by: str
    pages_destroyed: int | None
    markers: tuple[str, ...]


def read_forgotten(places: Places) -> tuple[Forgotten, ...]:
    """All forgotten cases of the study; raises ``RunError`` where the list is damaged."""
    if not places.forgotten.is_file():
        return ()
    try:
        content = json.loads(places.forgotten.read_text(encoding="utf-8"))
        return tuple(Forgotten(**{**entry, "markers": tuple(entry["markers"])}) for entry in content)
    except (ValueError, KeyError, TypeError):
        raise RunError(
            f"{places.forgotten}: the list of forgotten cases is damaged, so they could come back; restore "
            "it from its backup."
        ) from None


def note_forgotten(places: Places, entry: Forgotten) -> None:
    """Put a case on the list, in place of an earlier entry with the same markers."""
    others = [one for one in read_forgotten(places) if not set(one.markers) & set(entry.markers)]
    text = json.dumps([asdict(one) for one in (*others, entry)], indent=1)
    write_private(places.forgotten, text + "\n")


def forgotten_cases(places: Places) -> ForgottenCases | None:
    """What keeps the study's forgotten cases out of its archives; ``None`` where there are none.

    Raises ``RunError`` when the key of their markers is gone.
    """
    entries = read_forgotten(places)
    if not entries:
        return None
    key = marker_key(places, is_marked=True)
    markers = frozenset(marker for entry in entries for marker in entry.markers)
    return ForgottenCases(lambda cnr: case_marker(key, cnr) in markers)
