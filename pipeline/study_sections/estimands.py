"""``[estimands]``: the few comparisons the study is about, named before an endline's data are read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.study_reading import Section

MOST = 5
KNOWN = {
    "I14": re.compile(r"A[0-3]|A2x|A4e"),
    "I15": re.compile(r"(A[0-3]|A2x|A4e)_nelson_(6|12|24|36)_months"),
    "I28": re.compile(r"convicted_or_acquitted|merits|merits_abated_discharged|all_final"),
}


@dataclass(frozen=True, slots=True)
class Estimand:
    """An indicator under one definition, compared between the timepoints over all districts."""

    indicator_id: str
    definition_id: str

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.definition_id}"


@dataclass(frozen=True, slots=True)
class Estimands:
    """The primary estimands, in the order of the file; everything else compared is secondary.

    ``changed_because`` is the reason for naming others than those named when the endline's data were first
    read; it is empty unless that happened, and every comparison then repeats it.
    """

    primaries: tuple[Estimand, ...] = ()
    changed_because: str = ""


def read_estimands(estimands: Section) -> Estimands:
    """The primaries named; none if the section is absent. Raises ``StudyError`` for one that can't be."""
    named = estimands.take_or("primary", list, [])
    changed_because = estimands.take_or("changed_because", str, "").strip()
    estimands.refuse_unknown()
    primaries = tuple(_estimand(text, estimands) for text in named)
    if len(primaries) > MOST or len(set(primaries)) < len(primaries):
        raise estimands.fault(f"estimands.primary must name at most {MOST} comparisons, each once.")
    return Estimands(primaries, changed_because)


def _estimand(text: object, estimands: Section) -> Estimand:
    indicator_id, _, definition_id = str(text).partition(" ")
    known = KNOWN.get(indicator_id)
    if known is None or not known.fullmatch(definition_id):
        raise estimands.fault(
            f"estimands.primary holds {text!r}; write an adjournment rate (I14 A1), a mean number of "
            "adjournments by an age (I15 A1_nelson_12_months) or a conviction rate (I28 merits)."
        )
    return Estimand(indicator_id, definition_id)
