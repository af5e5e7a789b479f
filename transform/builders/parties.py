"""Table ``parties``: a pseudonym and a role for each party, never a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import pyarrow as pa

from transform.builders.table_rows import TableRows
from transform.interpreting.case_facts import CaseFacts
from transform.parameters import TableParameters
from transform.pseudonyms import pseudonym

ASCII_WORDS = re.compile(r"[0-9a-z]+")
AND_OTHERS = re.compile(r"\s+(and|&)\s+(\d+\s+)?(others?|ors|another|anr)\.?$", re.IGNORECASE)
# Letters the portal prints instead of a name it hides; anything longer than a run of them is a name.
MASKED = re.compile(r"x+|xyz|abc")
STATE = re.compile(
    r"\b(state|govt|government|union of india|police|p\.?\s?s\.?\s?o|public prosecutor|collector|tahsildar|"
    r"tehsildar|commissioner|inspector|forest officer|food safety officer)\b",
    re.IGNORECASE,
)
STATE_IN_DEVANAGARI = re.compile(r"शासन|सरकार|राज्य|पोलीस|पोलिस|पुलिस")
ORGANISATION = re.compile(
    r"\b(ltd|limited|pvt|private|llp|company|corporation|bank|trust|society|foundation|sanstha|ngo|"
    r"association|mandal|committee|hospital|hotel|lodge|industries|enterprises|m/s)\b",
    re.IGNORECASE,
)


def parties_table(cases: Iterable[CaseFacts], parameters: TableParameters, key: bytes) -> pa.Table:
    """Rows of ``parties``, numbered as on the page."""
    rows = TableRows("parties", parameters)
    for case in cases:
        for party in case.record.parties:
            role = party_role(party.name)
            is_masked = role == "masked"
            rows.add(
                case_id=case.case_id,
                side=party.side,
                party_number=party.number,
                party_id=None if is_masked else pseudonym(key, "party", normalised_name(party.name)),
                party_role=role,
                has_advocate=any(name.strip(" -.") for name in party.advocates),
            )
    return rows.finish()


@lru_cache(maxsize=100_000)
def party_role(name: str) -> str:
    """masked, state, organisation or person, as far as the name tells."""
    letters = re.sub(r"[\W_]", "", name.casefold())
    if not letters or MASKED.fullmatch(letters):
        return "masked"
    if STATE.search(name) or STATE_IN_DEVANAGARI.search(name):
        return "state"
    return "organisation" if ORGANISATION.search(name) else "person"


def normalised_name(name: str) -> str:
    """A name without what differs between two prints of it: case, punctuation, blanks, "and 3 others"."""
    plain = unicodedata.normalize("NFKC", AND_OTHERS.sub("", name.strip())).casefold()
    if plain.isascii():
        return " ".join(ASCII_WORDS.findall(plain))
    kept = (c if c.isalnum() or unicodedata.category(c).startswith("M") else " " for c in plain)
    return " ".join("".join(kept).split())
