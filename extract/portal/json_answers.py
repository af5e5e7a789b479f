"""The portal's answers in JSON, and where in them the HTML stands."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from extract.portal.states import Asked

ANSWER_KEYS: Mapping[Asked, tuple[str, ...]] = {
    Asked.OPTIONS: (
        "dist_list", "complex_list", "establishment_list", "est_list", "act_list", "casetype_list",
    ),
    Asked.CAPTCHA_FORM: ("div_captcha",),
    Asked.SEARCH: ("act_data", "party_data", "case_data", "filing_data", "adv_data"),
    Asked.CNR_SEARCH: ("casetype_list",),
    Asked.CASE_PAGE: ("data_list",),
    Asked.DAILY_STATUS: ("data_list",),
}  # fmt: skip
"""Where the JSON answer holds its HTML."""


def json_object(text: str) -> Mapping[str, Any] | None:
    """The answer as a JSON object, or ``None`` when it is something else."""
    try:
        answer = json.loads(text.lstrip("\ufeff"))
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


def answer_html(asked: Asked, answer: Mapping[str, Any]) -> str | None:
    """HTML the answer carries for what was asked; ``None`` when none of its places is there.

    For dropdowns any text with an ``<option`` counts, since the key of the act list was never seen for sure.
    """
    for key in ANSWER_KEYS.get(asked, ()):
        if isinstance(answer.get(key), str):
            return str(answer[key])
    if asked is Asked.OPTIONS:
        return next((v for v in answer.values() if isinstance(v, str) and "<option" in v), None)
    return None
