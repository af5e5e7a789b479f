"""Study files: what is studied, where, when and by which rules (``data/studies/NAME.toml``).

Every key is read or refused by name, so that a misspelt rule can't pass unnoticed. ``study_sections`` holds
one module for each section of the file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from extract.pulling.request import ComplexToSearch
from pipeline.study_reading import Section, StudyError
from pipeline.study_sections.calendar import read_calendar
from pipeline.study_sections.comparison_districts import ComparisonDistricts, read_comparison_districts
from pipeline.study_sections.districts import read_districts
from pipeline.study_sections.estimands import Estimands, read_estimands
from pipeline.study_sections.frame import Frame, read_frame
from pipeline.study_sections.name import read_name
from pipeline.study_sections.pull import read_pull
from pipeline.study_sections.retention import read_raw_months
from pipeline.study_sections.rules import read_rules
from pipeline.study_sections.searches import Search, read_searches
from pipeline.study_sections.severities import read_severities
from pipeline.study_sections.sign_off import read_sign_off
from pipeline.study_sections.timepoints import Timepoint, read_timepoints
from transform.parameters import ClockStart, TableParameters

__all__ = ["Search", "Study", "StudyError", "Timepoint", "load_study"]

BULK = "bulk-release"
"""Instead of a portal: the cases come from imported files, and there is nothing to pull."""

MINIMUM_THRESHOLD = 5
MINIMUM_PACE_SECONDS = 1.0
PORTALS = ("standin", "ecourts", BULK)


@dataclass(frozen=True, slots=True)
class Study:
    """A study as its file states it.

    ``through`` is the door to the portal: the attended browser, or plain HTTP. Raw pages are kept for
    ``raw_months`` months after the endline.
    """

    name: str
    title: str
    portal: str
    clock_start: ClockStart
    year_length_days: int
    reporting_lag_days: int
    suppression_threshold: int
    pace_seconds: float
    pace_jitter_seconds: float
    with_daily_status: bool
    through: str
    court_tiers: tuple[str, ...]
    timepoints: Mapping[str, Timepoint]
    frame: Frame
    searches: tuple[Search, ...]
    complexes: tuple[ComplexToSearch, ...]
    districts: Mapping[tuple[str, str], str]
    rule_severities: Mapping[str, str]
    sign_off: Mapping[str, str]
    raw_months: int
    estimands: Estimands
    calendar: str | None
    brief_figures: str | None
    comparison_districts: ComparisonDistricts | None

    @property
    def offences(self) -> frozenset[str]:
        """Offences that put a case in frame."""
        return self.frame.offences

    @property
    def complexes_to_search(self) -> tuple[ComplexToSearch, ...]:
        """Complexes to be asked, in the order of the tiers, so that a short sitting is worth most."""
        asked = [place for place in self.complexes if place.tier in self.court_tiers]
        return tuple(sorted(asked, key=lambda place: self.court_tiers.index(place.tier)))

    @property
    def complexes_left_out(self) -> tuple[ComplexToSearch, ...]:
        """Complexes of tiers that the study does not ask."""
        return tuple(place for place in self.complexes if place.tier not in self.court_tiers)

    @property
    def cautions(self) -> tuple[str, ...]:
        """What the study file allows itself and is hardly meant."""
        return tuple(caution for point in self.timepoints.values() for caution in point.cautions)

    def timepoint(self, name: str) -> Timepoint:
        try:
            return self.timepoints[name]
        except KeyError:
            known = ", ".join(self.timepoints)
            raise StudyError(
                f"study {self.name}: no timepoint {name!r}; it has: {known}. Choose one with --timepoint."
            ) from None

    def parameters(self, timepoint: str) -> TableParameters:
        """Parameters of the tables at one timepoint, the reporting lag taken off the snapshot day."""
        point = self.timepoint(timepoint)
        return TableParameters(
            study=self.name,
            timepoint=timepoint,
            as_of=point.as_of - timedelta(days=self.reporting_lag_days),
            window_start=point.window_start,
            window_end=point.window_end,
            frame_rule=point.frame_rule,
            clock_start=self.clock_start,
            year_length_days=self.year_length_days,
            reporting_lag_days=self.reporting_lag_days,
            offences=self.frame.offences,
            districts=self.districts,
            suppression_threshold=self.suppression_threshold,
            is_synthetic=self.portal == "standin",
            whole_states=self.frame.whole_states,
            takes_every_offence=self.frame.takes_every_offence,
        )


def load_study(path: Path) -> Study:
    """Read a study file; raises ``StudyError`` naming the file, the key and what to do."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as fault:
        raise StudyError(f"study file {path}: can't be read ({fault.strerror}); check the name.") from None
    except UnicodeDecodeError as fault:
        line = fault.object[: fault.start].count(b"\n") + 1
        raise StudyError(
            f"study file {path}, line {line}: a letter there is not UTF-8; save the file as UTF-8."
        ) from None
    except tomllib.TOMLDecodeError as fault:
        raise StudyError(f"study file {path}: not valid TOML ({fault}); correct it there.") from None
    return _read_study(Section(path.name, "", content))


def _read_study(content: Section) -> Study:
    portal = content.one_of("portal", PORTALS)
    districts = read_districts(content, is_pulled=portal != BULK)
    frame = read_frame(content.section("frame"))
    study = Study(
        name=read_name(content),
        title=content.take("title", str),
        portal=portal,
        **read_rules(content.section("rules")),
        **read_pull(content.section("pull") if portal != BULK else None, portal),
        timepoints=read_timepoints(content.section("timepoints")),
        frame=frame,
        searches=read_searches(content, frame) if portal != BULK else (),
        complexes=districts.complexes,
        districts=districts.names,
        rule_severities=read_severities(content.section_or_empty("severities")),
        sign_off=read_sign_off(content.section_or_empty("sign_off")),
        raw_months=read_raw_months(content.section_or_empty("retention")),
        estimands=read_estimands(content.section_or_empty("estimands")),
        calendar=read_calendar(content.section_or_empty("calendar")),
        brief_figures=content.take_or("brief_figures", str, None),
        comparison_districts=read_comparison_districts(
            content.section_or_empty("comparison_districts"), tuple(districts.names.values())
        ),
    )
    content.refuse_unknown()
    _refuse_unsafe(study, content)
    return study


def _refuse_unsafe(study: Study, content: Section) -> None:
    if study.suppression_threshold < MINIMUM_THRESHOLD:
        raise content.fault(f"suppression_threshold may not be under {MINIMUM_THRESHOLD}.")
    if study.portal == "ecourts" and study.pace_seconds < MINIMUM_PACE_SECONDS:
        raise content.fault(f"pace_seconds may not be under {MINIMUM_PACE_SECONDS:.0f} on the real portal.")
    if study.year_length_days not in (360, 365):
        raise content.fault("year_length_days must be 365 or 360 (the two in published studies).")
    if study.reporting_lag_days < 0:
        raise content.fault("reporting_lag_days may not be negative.")
