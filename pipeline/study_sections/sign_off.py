"""``[sign_off]``: on what legal basis and with whose approval a real study is published."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.study_reading import Section

SIGN_OFF = ("legal_basis", "ethics_approval", "approver", "date")


def read_sign_off(sign_off: Section) -> Mapping[str, str]:
    """The section's texts, empty ones included; a key of another name is refused."""
    found = {key: sign_off.take_or(key, str, "").strip() for key in SIGN_OFF}
    sign_off.refuse_unknown()
    return found
