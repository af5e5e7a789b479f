"""The portal's rotating token, in all the places it was seen."""

from __future__ import annotations

import pytest

from extract.portal.tokens import next_token, token_of_page


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b'{"status":1,"app_token":"new"}', "new"),
        (b'{"errormsg":"Invalid Request","app_token":""}', ""),
        (b'{"status":1}', "old"),
        (b'{"status":1,"app_token":null}', "old"),
        (b"Something failed#####new", "new"),
        (b'<br/>Warning: something {"status":0,"app_token":"new"}', "new"),
        (b"<h1>Bad Gateway</h1>", "old"),
        (b"", "old"),
    ],
)
def test_every_answer_may_bring_the_next_token(body: bytes, expected: str) -> None:
    assert next_token(body, "old") == expected


def test_the_start_page_brings_the_first_token() -> None:
    assert token_of_page("<form><input type=hidden value='ab12' id=app_token></form>") == "ab12"
    assert token_of_page("<form><input type=hidden id=app_token value=''></form>") is None
    assert token_of_page("<p>no form here</p>") is None
