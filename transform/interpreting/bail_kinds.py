"""The kind of bail that is asked for: regular, anticipatory, default, or its cancellation."""

from __future__ import annotations

from transform.interpreting.link_facts import LinkFacts
from transform.vocabulary import normalise, vocabulary

# Sections that tell the kind where neither the case type nor the wording does; of CrPC and BNSS.
KIND_OF_SECTION = {
    ("crpc", "436"): "regular", ("crpc", "437"): "regular", ("crpc", "439"): "regular",
    ("crpc", "438"): "anticipatory", ("crpc", "167"): "default", ("crpc", "439(2)"): "cancellation",
    ("bnss", "478"): "regular", ("bnss", "480"): "regular", ("bnss", "483"): "regular",
    ("bnss", "482"): "anticipatory", ("bnss", "187"): "default", ("bnss", "483(3)"): "cancellation",
}  # fmt: skip
KIND_OF_WORDING = (("cancel", "cancellation"), ("anticipatory", "anticipatory"), ("default", "default"))


def kind_of_case(case: LinkFacts) -> str:
    """By the case type, else by the one kind that the sections of CrPC or BNSS tell."""
    if case.case_type_code is not None:
        kind = vocabulary("case_types").codes[case.case_type_code]["bail_kind"]
        if kind:
            return kind
    kinds = set()
    for charge in case.charges:
        act, coded = charge.coded.act_code, charge.coded
        by_code, by_root = (act, coded.section_code or ""), (act, coded.section_root or "")
        kinds.add(KIND_OF_SECTION.get(by_code) or KIND_OF_SECTION.get(by_root))
    kinds.discard(None)
    return kinds.pop() or "not_stated" if len(kinds) == 1 else "not_stated"


def kind_of_wording(text: str) -> str:
    """By the wording alone; "not_stated" where it names no kind."""
    words = normalise(text)
    return next((kind for part, kind in KIND_OF_WORDING if part in words), "not_stated")
