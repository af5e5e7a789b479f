"""The portal's ``app_token``: used once, replaced by every answer."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup

from extract.portal.json_answers import json_object

_TOKEN_IN_TEXT = re.compile(r'"app_token"\s*:\s*"([^"]*)"')


def token_of_page(page: str) -> str | None:
    """Token in a page's hidden field, ``None`` when it has none."""
    field = BeautifulSoup(page, "html.parser").find("input", id="app_token")
    value = None if field is None else field.get("value")
    return value if isinstance(value, str) and value else None


def next_token(body: bytes, current: str) -> str:
    """Token for the next request after an answer; ``current`` when the answer brings none.

    A body that is not JSON may be ``message#####token``, or have the token somewhere in its text.
    """
    text = body.decode("utf-8", errors="replace")
    answer = json_object(text)
    if answer is not None:
        token = answer.get("app_token")
        return current if token is None else str(token)
    if "#####" in text:
        return text.split("#####")[1].strip()
    found = _TOKEN_IN_TEXT.search(text)
    return current if found is None else found[1]
