"""The pace: never two requests closer than asked, never too fast towards the real portal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.errors import PortalError
from extract.portal.pace import Pace, is_loopback

PORTAL = "https://portal.example/ecourtindia_v6/"
STANDIN = "http://127.0.0.1:8000/ecourtindia_v6/"


class Clock:
    """A clock that only sleeping and ``tick`` move."""

    def __init__(self) -> None:
        self.now = 100.0

    def read(self) -> float:
        return self.now

    def tick(self, seconds: float) -> None:
        self.now += seconds


@given(
    seconds=st.floats(1, 30),
    jitter=st.floats(0, 10),
    share=st.floats(0, 1),
    steps=st.lists(st.tuples(st.floats(0, 40), st.floats(0, 40)), min_size=1, max_size=8),
)
def test_requests_keep_their_distance(
    seconds: float, jitter: float, share: float, steps: list[tuple[float, float]]
) -> None:
    clock = Clock()
    draw = lambda _, high: share * high  # noqa: E731
    pace = Pace(PORTAL, seconds, jitter, clock=clock.read, sleep=clock.tick, draw=draw)
    last_end: float | None = None
    for thinking, answering in steps:
        clock.tick(thinking)
        before = clock.now
        pace.wait()
        if last_end is None:
            assert clock.now == before
        else:
            wanted = last_end + seconds + share * jitter
            assert clock.now == pytest.approx(max(before, wanted))
        clock.tick(answering)
        pace.request_ended()
        last_end = clock.now


@pytest.mark.parametrize("seconds", [0.0, 0.5, 0.999])
def test_the_real_portal_is_never_asked_faster_than_once_a_second(seconds: float) -> None:
    with pytest.raises(PortalError, match="too fast"):
        Pace(PORTAL, seconds, 0)
    Pace(STANDIN, seconds, 0)
    Pace(PORTAL, 1.0, 0)


@pytest.mark.parametrize(("seconds", "jitter"), [(-1.0, 0.0), (2.0, -0.1), (float("nan"), 0.0)])
def test_a_pace_that_is_none_is_refused(seconds: float, jitter: float) -> None:
    with pytest.raises(PortalError, match="pace"):
        Pace(STANDIN, seconds, jitter)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://127.0.0.1:81/", True),
        ("http://127.8.8.8/", True),
        ("http://[::1]:81/", True),
        ("http://localhost/", True),
        ("https://services.ecourts.gov.in/ecourtindia_v6/", False),
        ("http://127.0.0.1.portal.example/", False),
        ("http://localhost.portal.example/", False),
        ("http://user@portal.example/127.0.0.1", False),
        ("http://192.168.0.1/", False),
    ],
)
def test_only_this_machine_is_loopback(address: str, expected: bool) -> None:
    assert is_loopback(address) is expected
