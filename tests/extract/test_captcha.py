"""Captchas: a person answers, the picture lies about no longer than needed."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from extract.errors import PortalError
from extract.portal import captcha
from extract.portal.captcha import CaptchaChallenge, ask_at_terminal, take_told_answer


@pytest.fixture
def pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    return tmp_path


def test_the_picture_is_private_while_asked_and_gone_after(
    pictures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[bytes, int]] = []

    def person(prompt: str) -> str:
        (picture,) = pictures.iterdir()
        assert str(picture) in prompt or seen
        seen.append((picture.read_bytes(), stat.S_IMODE(picture.stat().st_mode)))
        return "  " if len(seen) == 1 else " mga42a "

    monkeypatch.setattr("builtins.input", person)
    assert ask_at_terminal(CaptchaChallenge(b"picture")) == "mga42a"
    assert seen == [(b"picture", 0o600)] * 2
    assert list(pictures.iterdir()) == []


def test_the_system_viewer_is_used_where_there_is_a_screen(
    pictures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(captcha.sys, "platform", "linux")
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("subprocess.Popen", lambda command, **_: started.append(command))
    monkeypatch.setattr("builtins.input", lambda prompt: "abc123")
    assert ask_at_terminal(CaptchaChallenge(b"picture")) == "abc123"
    assert [command[0] for command in started] == ["/usr/bin/xdg-open"]
    assert Path(started[0][1]).parent == pictures


def test_nobody_at_the_terminal_ends_the_pull(pictures: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", nobody)
    with pytest.raises(PortalError, match="nobody is at the terminal"):
        ask_at_terminal(CaptchaChallenge(b"picture"))
    assert list(pictures.iterdir()) == []


def test_only_the_stand_in_tells_its_answer() -> None:
    assert take_told_answer(CaptchaChallenge(b"picture", "mga42a")) == "mga42a"
    with pytest.raises(PortalError, match="let a person answer"):
        take_told_answer(CaptchaChallenge(b"picture"))
