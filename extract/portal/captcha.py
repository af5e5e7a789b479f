"""Captchas are answered by a person. Nothing here reads or guesses one.

An asker is any function from a ``CaptchaChallenge`` to the text a person typed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from extract.errors import PortalError

TOLD_ANSWER_HEADER = "X-Standin-Captcha-Answer"


@dataclass(frozen=True, slots=True)
class CaptchaChallenge:
    """One picture to be answered; ``told_answer`` is there only when the stand-in portal told it."""

    picture: bytes
    told_answer: str | None = None


CaptchaAsker = Callable[[CaptchaChallenge], str]


def take_told_answer(challenge: CaptchaChallenge) -> str:
    """The stand-in portal's own answer. Raises ``PortalError`` for any other portal's picture."""
    if challenge.told_answer is None:
        raise PortalError(
            "this portal does not tell its captcha's answer (only the stand-in does): let a person answer"
        )
    return challenge.told_answer


def ask_at_terminal(challenge: CaptchaChallenge) -> str:
    """Shows the picture and takes what the person at the terminal types.

    The picture lies in a file of the person's own (mode 0600) for as long as the question stands. Raises
    ``PortalError`` when nobody is there to type.
    """
    handle, name = tempfile.mkstemp(prefix="ecourts-captcha-", suffix=".png")
    picture = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(challenge.picture)
        viewer = _open_viewer(picture)
        shown = "Captcha picture opened" if viewer else "Open the captcha picture"
        return _read_line(f"{shown}: {picture}\nType its characters and press Enter: ")
    finally:
        picture.unlink(missing_ok=True)


def _read_line(prompt: str) -> str:
    try:
        answer = input(prompt).strip()
        while not answer:
            answer = input("Nothing typed. Its characters: ").strip()
    except EOFError as error:
        raise PortalError(
            "a captcha needs a person, and nobody is at the terminal: run this again from a terminal"
        ) from error
    return answer


def _open_viewer(picture: Path) -> bool:
    """Starts the system's picture viewer; whether there is one."""
    is_mac = sys.platform == "darwin"
    has_screen = is_mac or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    viewer = shutil.which("open" if is_mac else "xdg-open")
    if viewer is None or not has_screen:
        return False
    subprocess.Popen(
        [viewer, str(picture)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return True
