"""Ctrl-C during a pull: the first ends it in good order, later ones can't disturb that."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from extract.archive import Archive
from pipeline.pull_status.districts import read_districts, total_of
from pipeline.pull_status.live_view import captchas_left
from pipeline.pull_status.wording import count_of

INTERRUPTED = 130
_SHOW_CURSOR = "\x1b[?25h"


@contextmanager
def stops_in_good_order() -> Iterator[None]:
    """The first Ctrl-C raises ``KeyboardInterrupt``, the second says that the end is near, the third ends.

    Each page is in the archive in one piece or not at all, so even the third loses nothing that was received.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    interrupts = _Interrupts()
    before = signal.signal(signal.SIGINT, interrupts)
    try:
        yield
    finally:
        if not interrupts.count:  # else the program is ending, and goes on doing so undisturbed
            signal.signal(signal.SIGINT, before)


def what_is_kept(archive: Archive) -> str:
    """What a pull stopped before its end has brought so far."""
    districts = read_districts(archive)
    kept = f"everything received so far is kept in {archive.path}"
    if not districts:
        return f"{kept} (nothing was planned yet)"
    total = total_of(districts)
    finished = total.done + total.empty
    return (
        f"{kept}: {finished} of {count_of(total.searches, 'search', 'searches')} gone through, "
        f"{total.cases_obtained} of {count_of(total.cases_found, 'case')} found so far, "
        f"{captchas_left(total)} captchas left"
    )


class _Interrupts:
    """The handler; counts."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, signal_number: int, frame: FrameType | None) -> None:
        self.count += 1
        if self.count == 1:
            raise KeyboardInterrupt
        if self.count == 2:
            os.write(2, b"\nstopping, everything received is kept; Ctrl-C once more ends at once\n")
            return
        if sys.stderr.isatty():
            os.write(2, _SHOW_CURSOR.encode())
        os._exit(INTERRUPTED)
