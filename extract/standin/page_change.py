"""Changes of the portal's page design, for trying out that a parser notices them instead of guessing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PageChange(StrEnum):
    """What the portal changed on its case pages."""

    RENAMED_HISTORY_TABLE = "renamed_history_table"
    NEW_LABEL = "new_label"


@dataclass(frozen=True, slots=True)
class PageDesign:
    """What a layout takes as given: the history table's class and labels nobody has seen before."""

    history_class: str = "history_table"
    extra_details: tuple[tuple[str, str], ...] = ()


def design_after(change: PageChange | None) -> PageDesign:
    """The design in force once ``change`` happened; ``None`` is today's."""
    match change:
        case PageChange.RENAMED_HISTORY_TABLE:
            return PageDesign(history_class="hearing_log_table")
        case PageChange.NEW_LABEL:
            return PageDesign(extra_details=(("Priority Category", "Fast Track"),))
        case None:
            return PageDesign()
