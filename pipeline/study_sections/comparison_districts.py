"""``[comparison_districts]``: districts without the programme, whose cases another study of ours holds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from pipeline.study_reading import Section

# The police part of the programme worked here (and in Aurangabad, which is treated in any case).
POLICE_DISTRICTS = ("Pune", "Nagpur", "Sangli")


@dataclass(frozen=True, slots=True)
class ComparisonDistricts:
    """``study`` is the study file whose tables hold them; ``programme_start`` the programme's first day."""

    study: str
    names: tuple[str, ...]
    programme_start: date


def read_comparison_districts(section: Section, own_districts: Collection[str]) -> ComparisonDistricts | None:
    """The districts named; none where the section is absent. Refuses districts the programme worked in."""
    study = section.take_or("study", str, None)
    if study is None:
        section.refuse_unknown()
        return None
    names = section.take("names", list)
    start = section.take("programme_start", date)
    section.refuse_unknown()
    if not names or not all(isinstance(name, str) for name in names) or len(set(names)) < len(names):
        raise section.fault("comparison_districts.names must list districts, each once.")
    for name in names:
        if name in POLICE_DISTRICTS:
            raise section.fault(
                f"comparison_districts.names has {name}, where the programme trained police; leave it out."
            )
        if name in own_districts:
            raise section.fault(f"comparison_districts.names has {name}, a district of the study itself.")
    return ComparisonDistricts(study, tuple(names), start)
