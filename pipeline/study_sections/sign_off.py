"""``[sign_off]``: on what legal basis and with whose approval a real study is published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pipeline.study_reading import Section

SIGN_OFF = ("legal_basis", "ethics_approval", "approver", "date")


def read_sign_off(sign_off: Section) -> Mapping[str, str]:
    """The section's texts, empty ones included; a key of another name is refused."""
    found = {key: sign_off.take_or(key, str, "").strip() for key in SIGN_OFF}
    sign_off.refuse_unknown()
    if found["date"]:
        _refuse_no_day(found["date"], sign_off)
    return found


def _refuse_no_day(text: str, sign_off: Section) -> None:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise sign_off.fault(
            f"[sign_off] date is {text!r}; write the day of the approval as 2020-03-10."
        ) from None
