"""Study files: what is studied, where, when and by which rules (``data/studies/NAME.toml``).

Every key is read or refused by name, so that a misspelt rule can't pass unnoticed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from extract.pull import ComplexToSearch
from transform.parameters import ClockStart, FrameRule, TableParameters
from transform.vocabulary import vocabulary

MINIMUM_THRESHOLD = 5
MINIMUM_PACE_SECONDS = 1.0
SEVERITIES = ("stop", "exclude", "warn")
PORTALS = ("standin", "ecourts")


class StudyError(Exception):
    """A study file that can't be used: says what, where and what to do."""


@dataclass(frozen=True, slots=True)
class Timepoint:
    """One snapshot of the study. ``as_of`` is the snapshot day, before the reporting lag is taken off."""

    name: str
    as_of: date
    window_start: date
    window_end: date
    frame_rule: FrameRule


@dataclass(frozen=True, slots=True)
class Search:
    """One search by act: ``act`` is a code of ``codes_acts.csv``, ``section`` may be empty (all sections)."""

    act: str
    search_text: str
    section: str


@dataclass(frozen=True, slots=True)
class Study:
    """A study as its file states it; ``offences`` are those of the tier chosen."""

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
    timepoints: Mapping[str, Timepoint]
    offences: frozenset[str]
    searches: tuple[Search, ...]
    complexes: tuple[ComplexToSearch, ...]
    districts: Mapping[tuple[str, str], str]
    rule_severities: Mapping[str, str]
    sign_off: Mapping[str, str]

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
            offences=self.offences,
            districts=self.districts,
            suppression_threshold=self.suppression_threshold,
            is_synthetic=self.portal == "standin",
        )


def load_study(path: Path) -> Study:
    """Read a study file; raises ``StudyError`` naming the file, the key and what to do."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise StudyError(f"study file {path}: can't be read ({fault.strerror}); check the name.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise StudyError(f"study file {path}: not valid TOML ({fault}); correct it there.") from None
    return _Reader(path.name).study(content)


class _Reader:
    """Reads one file's content; knows its name so that every message says where."""

    def __init__(self, file_name: str) -> None:
        self._file = file_name

    def study(self, content: dict[str, Any]) -> Study:
        rules = self._table(content, "rules")
        pull = self._table(content, "pull")
        districts = self._take(content, "districts", list)
        study = Study(
            name=self._take(content, "name", str),
            title=self._take(content, "title", str),
            portal=self._one_of(self._take(content, "portal", str), "portal", PORTALS),
            clock_start=self._coded(self._take(rules, "clock_start", str), "clock_starts"),
            year_length_days=self._take(rules, "year_length_days", int),
            reporting_lag_days=self._take(rules, "reporting_lag_days", int),
            suppression_threshold=self._take(rules, "suppression_threshold", int),
            pace_seconds=float(self._take(pull, "pace_seconds", (int, float))),
            pace_jitter_seconds=float(self._take(pull, "pace_jitter_seconds", (int, float))),
            with_daily_status=self._take(pull, "daily_status", bool),
            timepoints=self._timepoints(self._table(content, "timepoints")),
            offences=self._offences(self._table(content, "frame")),
            searches=tuple(self._search(entry) for entry in self._take(content, "searches", list)),
            complexes=tuple(c for entry in districts for c in self._complexes(entry)),
            districts={(d["state_code"], d["district_code"]): d["name"] for d in districts},
            rule_severities=self._severities(content.pop("severities", {})),
            sign_off=dict(content.pop("sign_off", {})),
        )
        for where, left in (("", content), ("[rules] ", rules), ("[pull] ", pull)):
            self._refuse_unknown(left, where)
        self._refuse_unsafe(study)
        return study

    def _fault(self, problem: str) -> StudyError:
        return StudyError(f"study file {self._file}: {problem}")

    def _take(self, table: dict[str, Any], key: str, kind: Any) -> Any:
        if key not in table:
            raise self._fault(f"{key} is missing; add it (data/studies/reference.toml shows how).")
        value = table.pop(key)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self._fault(f"{key} is {value!r}, which is not of the right kind.")
        return value

    def _table(self, content: dict[str, Any], key: str) -> dict[str, Any]:
        return dict(self._take(content, key, dict))

    def _refuse_unknown(self, left: Mapping[str, Any], where: str) -> None:
        if left:
            raise self._fault(f"unknown key {where}{next(iter(left))}; correct its spelling or delete it.")

    def _one_of(self, value: str, key: str, allowed: tuple[str, ...]) -> str:
        if value not in allowed:
            raise self._fault(f"{key} is {value!r}; it must be one of {', '.join(allowed)}.")
        return value

    def _coded(self, value: str, codes: str) -> Any:
        return self._one_of(value, codes.removesuffix("s"), tuple(vocabulary(codes).codes))

    def _timepoints(self, entries: dict[str, Any]) -> dict[str, Timepoint]:
        points = {}
        for name, entry in entries.items():
            points[name] = Timepoint(
                name=name,
                as_of=self._take(entry, "as_of", date),
                window_start=self._take(entry, "window_start", date),
                window_end=self._take(entry, "window_end", date),
                frame_rule=self._coded(self._take(entry, "frame_rule", str), "frame_rules"),
            )
            self._refuse_unknown(entry, f"[timepoints.{name}] ")
            if points[name].window_start > points[name].window_end:
                raise self._fault(f"timepoint {name}: window_start is after window_end; swap them.")
        return points

    def _offences(self, frame: dict[str, Any]) -> frozenset[str]:
        tier = self._take(frame, "tier", str)
        tiers = self._take(frame, "tiers", dict)
        self._refuse_unknown(frame, "[frame] ")
        self._one_of(tier, "tier", tuple(tiers))
        known = vocabulary("offences").codes
        names = ["core"] if tier == "core" else ["core", tier]
        chosen = [offence for name in names for offence in tiers[name]]
        for offence in chosen:
            self._one_of(offence, f"tiers.{tier}", tuple(known))
        return frozenset(chosen)

    def _search(self, entry: dict[str, Any]) -> Search:
        search = Search(
            act=self._coded(self._take(entry, "act", str), "acts"),
            search_text=self._take(entry, "search_text", str),
            section=self._take(entry, "section", str),
        )
        self._refuse_unknown(entry, "[[searches]] ")
        return search

    def _complexes(self, district: dict[str, Any]) -> list[ComplexToSearch]:
        found = []
        for entry in self._take(district, "complexes", list):
            found.append(
                ComplexToSearch(
                    state_code=district["state_code"],
                    district_code=district["district_code"],
                    district=district["name"],
                    code=self._take(entry, "code", str),
                    name=self._take(entry, "name", str),
                    establishments=tuple(self._take(entry, "establishments", str).split(",")),
                    must_choose_establishment=self._take(entry, "must_choose_establishment", bool),
                )
            )
            self._refuse_unknown(entry, f"[[districts]] {district['name']}: ")
        return found

    def _severities(self, entries: dict[str, Any]) -> dict[str, str]:
        chosen = {}
        for rule, entry in entries.items():
            chosen[rule] = self._one_of(self._take(entry, "severity", str), f"severities.{rule}", SEVERITIES)
            if not self._take(entry, "reason", str).strip():
                raise self._fault(f"severities.{rule}: give the reason for changing this rule.")
            self._refuse_unknown(entry, f"[severities.{rule}] ")
        return chosen

    def _refuse_unsafe(self, study: Study) -> None:
        if study.suppression_threshold < MINIMUM_THRESHOLD:
            raise self._fault(f"suppression_threshold may not be under {MINIMUM_THRESHOLD}.")
        if study.portal == "ecourts" and study.pace_seconds < MINIMUM_PACE_SECONDS:
            raise self._fault(f"pace_seconds may not be under {MINIMUM_PACE_SECONDS:.0f} on the real portal.")
        if study.year_length_days not in (360, 365):
            raise self._fault("year_length_days must be 365 or 360 (the two in published studies).")
        if study.reporting_lag_days < 0:
            raise self._fault("reporting_lag_days may not be negative.")
