"""What each indicator's header says; the header is the one place where an indicator is described."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from transform.sql_files import SqlFile, SqlFileError, read_sql_files

KINDS = ("count", "share", "mean", "ratio", "percentile", "curve")
INTERVALS = (
    "wilson", "bootstrap_mean", "bootstrap_median", "bootstrap_ratio", "km_median", "km_rmst", "robust_mean",
    "aalen_johansen", "bootstrap_alpha",
)  # fmt: skip
WITHOUT_UNITS = ("wilson", "none")
"""How an interval begins that needs no more than the value's counts."""
DISCLOSURES = ("cases", "data quality")
NEEDS = {
    "hearings": "hearings",
    "registration_date": "dates of registration",
    "fir": "FIRs",
    "applications": "applications for bail in a case",
}
"""What a source of cases may lack (``study_parameters.not_in_source``), and how a note calls it."""

NOTHING_TO_COUNT = "not available: nothing to count"
RULE = re.compile(r"([\w*]+(?:, [\w*]+)*) = (.+)")


@dataclass(frozen=True, slots=True)
class PerDefinition:
    """A header text that may differ by definition: (pattern, text) pairs, the first that matches counts."""

    rules: tuple[tuple[str, str], ...]

    def of(self, definition_id: str) -> str | None:
        """Text for one definition; null if no rule speaks of it."""
        return _first_match(self.rules, definition_id)


@cache
def _first_match(rules: tuple[tuple[str, str], ...], definition_id: str) -> str | None:
    """Looked up for every row of an indicator, of which a nation has thousands a definition."""
    return next((text for pattern, text in rules if fnmatchcase(definition_id, pattern)), None)


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: its query and its header. ``interval`` is one of INTERVALS or "none because ..."."""

    indicator_id: str
    title: str
    unit: PerDefinition
    kind: PerDefinition
    grain: str
    numerator: str
    denominator: str
    definition: PerDefinition
    interval: PerDefinition
    disclosure: str
    needs: PerDefinition
    empty: PerDefinition
    caution: str
    file_name: str
    sql: str

    def has_units(self) -> bool:
        """Whether an interval of it is made of the units behind the value, not of its counts alone."""
        return any(not text.startswith(WITHOUT_UNITS) for _, text in self.interval.rules)


@cache
def load_indicators() -> Mapping[str, Indicator]:
    """Every indicator shipped, by id in order; a header that is incomplete or an id met twice raises."""
    found: dict[str, Indicator] = {}
    for file in read_sql_files("transform/indicators"):
        indicator = indicator_from(file)
        if indicator.indicator_id in found:
            raise SqlFileError(f"{file.name}: id {indicator.indicator_id} is taken by another file.")
        found[indicator.indicator_id] = indicator
    return found


def indicator_from(file: SqlFile) -> Indicator:
    """The indicator a file describes; raises ``SqlFileError`` where its header can't be used."""
    indicator_id = file.field("id")
    if not file.name.startswith(f"{indicator_id}_"):
        raise SqlFileError(f"{file.name}: its header says id {indicator_id}; name the file after it.")
    if file.field("disclosure") not in DISCLOSURES:
        raise SqlFileError(f"{file.name}: disclosure must be one of {', '.join(DISCLOSURES)}.")
    empty = file.header.get("empty", NOTHING_TO_COUNT)
    return Indicator(
        indicator_id=indicator_id,
        title=file.sentence("title"),
        unit=per_definition(file.field("unit")),
        kind=_checked(file, "kind"),
        grain=file.sentence("grain"),
        numerator=file.sentence("numerator"),
        denominator=file.sentence("denominator"),
        definition=per_definition(file.field("definition")),
        interval=_checked(file, "interval"),
        disclosure=file.field("disclosure"),
        needs=_needs(file),
        empty=per_definition(empty),
        caution=file.sentence("caution"),
        file_name=file.name,
        sql=file.sql,
    )


def per_definition(text: str) -> PerDefinition:
    """Lines ``pattern = text`` (more patterns with commas, ``*`` for any); other lines carry the text on.

    A text without any such line holds for every definition.
    """
    rules: list[tuple[str, str]] = []
    for line in text.split("\n"):
        if rule := RULE.fullmatch(line):
            rules += [(pattern, rule[2]) for pattern in rule[1].split(", ")]
        elif rules:
            last = rules[-1][1]
            rules = [(pattern, f"{said} {line}" if said == last else said) for pattern, said in rules]
        else:
            return PerDefinition((("*", " ".join(text.split("\n"))),))
    return PerDefinition(tuple(rules))


def _needs(file: SqlFile) -> PerDefinition:
    """What the source of the cases must hold for a definition to say anything; empty if nothing special."""
    found = per_definition(file.header.get("needs", ""))
    for _, text in found.rules:
        if text and text not in NEEDS:
            raise SqlFileError(f"{file.name}: needs {text!r} is not one of {', '.join(NEEDS)}.")
    return found


def _checked(file: SqlFile, key: str) -> PerDefinition:
    allowed = KINDS if key == "kind" else INTERVALS
    found = per_definition(file.field(key))
    for _, text in found.rules:
        if text not in allowed and not (key == "interval" and text.startswith("none because ")):
            raise SqlFileError(f"{file.name}: {key} {text!r} is not one of {', '.join(allowed)}.")
    return found
