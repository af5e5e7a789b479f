"""The table of districts, the same while a pull runs and afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from pipeline.pull_status.districts import DistrictProgress, total_of

AT_LEAST = "≥"
_HEADINGS = ("done", "empty", "to do", "failed", "found", "had", "used", "left")
_DISTRICT_WIDTH = 22


def district_table(districts: Sequence[DistrictProgress], asked_now: str | None = None) -> Table:
    """A row for each district and one for all; ``asked_now`` names the district being asked, if any.

    Columns: searches done, empty, to do, failed; cases found on lists, and had; captchas used, and left.
    """
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), collapse_padding=True)
    table.add_column("district", no_wrap=True, overflow="ellipsis", max_width=_DISTRICT_WIDTH, min_width=12)
    for heading, group in zip(_HEADINGS, ("searches",) * 4 + ("cases",) * 2 + ("captchas",) * 2, strict=True):
        shown = f"{group}\n{heading}" if heading in ("done", "found", "used") else f"\n{heading}"
        table.add_column(shown, justify="right", no_wrap=True, min_width=6)
    for district in districts:
        table.add_row(*_cells(district, is_asked=district.district == asked_now))
    if len(districts) != 1:
        table.add_section()
        table.add_row(*_cells(total_of(districts, f"all {len(districts)} districts")), style="bold")
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
