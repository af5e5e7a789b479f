"""Purposes that name several steps follow the rule of ``vocab/README.md``, over the whole map."""

from __future__ import annotations

import re

from transform.spelling import normalise, read_rows
from transform.vocabulary import UNMAPPED, vocabulary

SEPARATOR = re.compile(r"\s*(?:(?<!\b[A-Za-z])/|/(?![A-Za-z]\b)|,|&|\band\b)\s*", re.IGNORECASE)
STAGES_FROM_THE_CHARGE_ON = ("charge", "evidence", "defence", "arguments", "judgment", "disposed")

# Parts that no row of the map has by themselves, and one that has another meaning alone.
PARTS = {
    "ad": "process", "advocate": "counsel", "advocates": "counsel", "app": "appearance",
    "appearance of defendant": "appearance", "appearance of respondent": "appearance", "cc": "charge",
    "disposal": "judgment", "er of wpa": "warrant", "hearing application": "application_hearing",
    "hearing applications": "application_hearing", "interim hearing": "hearing",
    "interim hearing applications": "application_hearing", "interim reply": "say",
    "ph": "evidence_part_heard", "plea hearing": "plea", "presence": "appearance",
    "surety": "bond", "wa": "warrant", "ws": "say",
}  # fmt: skip
EXCEPTIONS = {
    "Evidence/P.H", "Hearing/Interim Hearing applications/bail",
    "Interim Hearing / Hearing applications/bail", "Interim Hearing/Hearing application/bail",
    "Interim Reply/Argument/Order", "Reply and argument", "SAY/REPLY/ARGUMENTS",
}  # fmt: skip
"""Each says in its note why."""


def test_the_whole_map_follows_the_rule_of_combined_purposes() -> None:
    rows = {row["raw"]: row for row in read_rows("map_purposes.csv")}
    told = {raw: by_the_rule(parts) for raw in rows if (parts := _parts(raw)) is not None}
    assert len(told) > 110
    assert {raw for raw, code in told.items() if rows[raw]["code"] != code} == EXCEPTIONS
    assert all(rows[raw]["note"] for raw in EXCEPTIONS)


def by_the_rule(parts: list[str]) -> str:
    """The earliest stage from the charge on; else the first part on the ladder; else the first part."""
    codes = vocabulary("purposes").codes
    late = [part for part in parts if codes[part]["stage_group"] in STAGES_FROM_THE_CHARGE_ON]
    on_ladder = [part for part in parts if codes[part]["stage_order"]]
    return min(late, key=_place) if late else (on_ladder or parts)[0]


def _place(code: str) -> tuple[int, int]:
    row = vocabulary("purposes").codes[code]
    return STAGES_FROM_THE_CHARGE_ON.index(row["stage_group"]), int(row["stage_order"] or 0)


def _parts(raw: str) -> list[str] | None:
    """Codes of the parts; ``None`` for a wording of one part, or where a part alone says too little."""
    wordings = [normalise(part) for part in SEPARATOR.split(raw) if normalise(part)]
    codes = [PARTS.get(part) or vocabulary("purposes").code(part) or UNMAPPED for part in wordings]
    return None if len(codes) < 2 or UNMAPPED in codes else codes
