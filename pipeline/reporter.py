"""What the person at the terminal sees: plain lines anywhere, colour and a moving bar only on a terminal."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from rich.console import Console

from extract.portal.captcha import CaptchaAsker, CaptchaChallenge

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PLAIN_LINE_EVERY_SECONDS = 5.0

Advance = Callable[[int | None, int | None, str], None]
"""Done, total (``None``: as before), and what is being done now."""


class Display(Protocol):
    """Something that moves on the terminal while work goes on, and makes room for a person who types."""

    def paused(self) -> AbstractContextManager[None]: ...

    def waits_for_browser(self) -> None: ...

    def __enter__(self) -> Display: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Reporter:
    """Prints a run's lines to standard output and its warnings and faults to standard error.

    With ``to_stderr`` its lines go there too: standard output is a program's to read.
    """

    def __init__(self, *, to_stderr: bool = False) -> None:
        self.console = Console(highlight=False, soft_wrap=True, stderr=to_stderr)
        self._errors = Console(stderr=True, highlight=False, soft_wrap=True)
        self._display: Display | None = None
        self._bar: Progress | None = None

    def line(self, text: str) -> None:
        self.console.print(text, markup=False)
        self.console.file.flush()

    def step(self, name: str, text: str) -> None:
        self.console.print(f"[bold]{name:<11}[/bold]", end="")
        self.console.print(text, markup=False)

    def detail(self, text: str) -> None:
        self.console.print(f"{'':<11}{text}", markup=False, style="dim")

    def warn(self, text: str) -> None:
        self._errors.print(f"warning: {text}", style="yellow", markup=False)

    def fault(self, text: str) -> None:
        self._errors.print(f"error: {text}", style="bold red", markup=False)

    @contextmanager
    def showing(self, display: Display) -> Iterator[None]:
        """Shows ``display`` while the block lasts."""
        self._display = display
        try:
            with display:
                yield
        finally:
            self._display = None

    def typed(self, ask: CaptchaAsker) -> CaptchaAsker:
        """``ask``, with whatever moves on the terminal standing still while the person types."""

        def ask_in_peace(challenge: CaptchaChallenge) -> str:
            if self._display is None:
                return ask(challenge)
            with self._display.paused():
                return ask(challenge)

        return ask_in_peace

    def waits_for_browser(self) -> None:
        """A page in the browser waits for the person to type there."""
        if self._display is not None:
            self._display.waits_for_browser()

    @contextmanager
    def working(self, what: str) -> Iterator[None]:
        """Shows on a terminal that ``what`` goes on and for how long; nothing elsewhere."""
        if not self.console.is_terminal:
            yield
            return
        with self._task(what):
            yield

    @contextmanager
    def progress(self, what: str) -> Iterator[Advance]:
        """Yields ``advance(done, total, now)``: a bar on a terminal, a line every few seconds elsewhere."""
        if not self.console.is_terminal:
            yield _PlainProgress(what, self.line)
            return
        with self._task(what) as (bar, task):
            yield lambda done, total, now: bar.update(
                task, completed=done, total=total, now=f"{done} of {total} {now}"
            )

    @contextmanager
    def _task(self, what: str) -> Iterator[tuple[Progress, TaskID]]:
        """A line of the one moving display; work within work has a line of its own under the first."""
        if self._bar is not None:
            task = self._bar.add_task(what, total=None, now="")
            try:
                yield self._bar, task
            finally:
                self._bar.remove_task(task)
            return
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        now = TextColumn("{task.fields[now]}")
        with Progress(*columns, now, console=self.console, transient=True) as bar:
            self._bar = bar
            try:
                yield bar, bar.add_task(what, total=None, now="")
            finally:
                self._bar = None


class _PlainProgress:
    """One line every few seconds, for logs and pipes."""

    def __init__(self, what: str, line: Callable[[str], None]) -> None:
        self._what, self._line, self._last = what, line, time.monotonic()

    def __call__(self, done: int | None, total: int | None, now: str) -> None:
        if time.monotonic() - self._last >= PLAIN_LINE_EVERY_SECONDS:
            self._last = time.monotonic()
            self._line(f"  {self._what}: {done} of {total} {now}")
