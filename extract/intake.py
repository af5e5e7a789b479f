"""What looks at every answer before a raw archive keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from extract.stored_pages import PageKind


@dataclass(frozen=True, slots=True)
class Admitted:
    """What of an answer may be stored."""

    content: bytes
    page: bytes | None
    context: Mapping[str, str]


class Intake(Protocol):
    """Decides what may enter an archive: a case that was forgotten may not come back."""

    def holds(self, cnr: str | None) -> bool:
        """Whether a case may not be taken in."""

    def admit(self, kind: PageKind, request_key: str, offered: Admitted) -> Admitted | None:
        """What may be stored of an answer; ``None`` if nothing."""
