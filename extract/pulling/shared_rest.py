"""Until when a portal must be left alone, for every archive of a data folder: it throttles an address.

One small file for each portal holds the moment; each pull looks at it before every request.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from extract.errors import PortalError
from extract.whole_files import OWNER_ONLY, written_whole


class SharedRest:
    """The rest of one portal, kept in ``path``."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def until(self) -> datetime | None:
        """The moment before which the portal must not be asked; ``None`` if it never throttled."""
        try:
            return datetime.fromisoformat(self._path.read_text(encoding="utf-8").strip())
        except FileNotFoundError:
            return None
        except ValueError:
            raise PortalError(
                f"{self._path}: does not say until when the portal must be left alone; wait 15 minutes, then "
                "delete it"
            ) from None

    def begin(self, until: datetime) -> None:
        """Have every pull of the data folder wait; a longer rest that stands there already is kept."""
        before = self.until()
        if before is None or before < until:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with written_whole(self._path, OWNER_ONLY) as unfinished:
                unfinished.write_text(f"{until.astimezone(UTC).isoformat()}\n", encoding="utf-8")


def later(one: datetime | None, other: datetime | None) -> datetime | None:
    """The later of two moments, each of which may be none."""
    return max((moment for moment in (one, other) if moment is not None), default=None)
