"""``[[districts]]``: the districts of a study and their court complexes, by portal code."""

from __future__ import annotations

from dataclasses import dataclass

from extract.pulling.request import ComplexToSearch
from pipeline.study_reading import Section
from pipeline.study_sections.court_tiers import read_tier


@dataclass(frozen=True, slots=True)
class Districts:
    """``names`` maps (portal state code, portal district code) to the district's name in the study."""

    names: dict[tuple[str, str], str]
    complexes: tuple[ComplexToSearch, ...]


def read_districts(content: Section, *, is_pulled: bool) -> Districts:
    """Districts and complexes in the order of the file; a study that pulls nothing may list neither."""
    names: dict[tuple[str, str], str] = {}
    complexes: list[ComplexToSearch] = []
    for district in _listed(content, "districts", "[[districts]] ", is_pulled):
        name = district.take("name", str)
        state_code, district_code = district.take("state_code", str), district.take("district_code", str)
        _refuse_twice(district, names, (state_code, district_code), name)
        names[state_code, district_code] = name
        for entry in _listed(district, "complexes", f"[[districts]] {name}: ", is_pulled):
            complexes.append(_complex(entry, state_code, district_code, name))
        district.refuse_unknown()
    return Districts(names, tuple(complexes))


def _refuse_twice(
    district: Section, names: dict[tuple[str, str], str], codes: tuple[str, str], name: str
) -> None:
    """Two districts under one name or code would be counted as one."""
    if name in names.values():
        raise district.fault(f"two [[districts]] are called {name!r}; give each its own name.")
    if codes in names:
        raise district.fault(
            f"[[districts]] {names[codes]} and {name} have the same codes (state {codes[0]}, district "
            f"{codes[1]}); correct one of them."
        )


def _listed(content: Section, key: str, where: str, is_needed: bool) -> list[Section]:
    return content.each(key, where) if is_needed or content.has(key) else []


def _complex(entry: Section, state_code: str, district_code: str, district: str) -> ComplexToSearch:
    place = ComplexToSearch(
        state_code=state_code,
        district_code=district_code,
        district=district,
        code=entry.take("code", str),
        name=entry.take("name", str),
        establishments=tuple(entry.take("establishments", str).split(",")),
        must_choose_establishment=entry.take("must_choose_establishment", bool),
        tier=read_tier(entry),
    )
    entry.refuse_unknown()
    return place
