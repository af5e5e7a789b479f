"""The table of districts, the same while a pull runs and afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from pipeline.pull_status.districts import DistrictProgress, total_of

AT_LEAST = "≥"
_HEADINGS = ("done", "empty", "to do", "failed", "found", "had", "used", "left")
_NUMBERS_WIDTH = 64
_LEAST_DISTRICT_WIDTH, _MOST_DISTRICT_WIDTH = 12, 40


def district_table(districts: Sequence[DistrictProgress], width: int, asked_now: str | None = None) -> Table:
    """A row for each district and one for all, in ``width`` columns; ``asked_now`` is the one being asked.

    Columns: searches done, empty, to do, failed; cases found on lists, and had; captchas used, and left.
    """
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    district_width = min(max(width - _NUMBERS_WIDTH, _LEAST_DISTRICT_WIDTH), _MOST_DISTRICT_WIDTH)
    table.add_column("\n  district", no_wrap=True, overflow="ellipsis", max_width=district_width)
    for heading, group in zip(_HEADINGS, ("searches",) * 4 + ("cases",) * 2 + ("captchas",) * 2, strict=True):
        shown = f"{group}\n{heading}" if heading in ("done", "found", "used") else f"\n{heading}"
        table.add_column(shown, justify="right", no_wrap=True, min_width=5)
    for district in districts:
        table.add_row(*_cells(district, is_asked=district.district == asked_now))
    if len(districts) != 1:
        table.add_section()
        table.add_row(*_cells(total_of(districts, f"all {len(districts)}")), style="bold")
    return table


def _cells(district: DistrictProgress, *, is_asked: bool = False) -> tuple[Text, ...]:
    least = "" if district.is_exact or not district.captchas_left else AT_LEAST
    name = Text(f"{'>' if is_asked else ' '} {district.district}", style="cyan" if is_asked else "")
    return (
        name,
        _number(district.done, "green"),
        _number(district.empty, ""),
        _number(district.to_do, "", least),
        _number(district.failed, "bold red"),
        _number(district.cases_found, ""),
        _number(district.cases_obtained, "green"),
        _number(district.captchas_used, ""),
        _number(district.captchas_left, "", least),
    )


def _number(number: int, style: str, prefix: str = "") -> Text:
    return Text(f"{prefix}{number}", style=style if number else "dim")
