"""Runs a command as a process of its own and says what it took: seconds, and the most memory it held."""

from __future__ import annotations

import resource
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SAMPLE_SECONDS = 0.05
IDLE_SHARE = 50
"""Looking at a process of some gigabytes takes milliseconds of a core that it needs itself."""


@dataclass(frozen=True, slots=True)
class Cost:
    """``peak_bytes`` is the largest sum over the process and its children; shared memory counts once.

    ``processor_seconds`` are those of all of them, which what else runs on the machine hardly changes.
    """

    seconds: float
    processor_seconds: float
    peak_bytes: int
    output: str


def run_measured(command: Sequence[str | Path], *, expect: int = 0) -> Cost:
    """Run ``command`` to its end; raises ``RuntimeError`` with its output when the exit code is another."""
    started, used_before = time.perf_counter(), _processor_seconds()
    with subprocess.Popen(
        [str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        peak = _Peak(process.pid)
        peak.start()
        output = process.communicate()[0]
        seconds = time.perf_counter() - started
        peak.is_over.set()
        peak.join()
    if process.returncode != expect:
        raise RuntimeError(f"{' '.join(map(str, command))}: exit code {process.returncode}\n{output}")
    return Cost(seconds, _processor_seconds() - used_before, peak.bytes, output)


def _processor_seconds() -> float:
    """Of all processes that this one has started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class _Peak(threading.Thread):
    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.bytes, self.is_over = pid, 0, threading.Event()

    def run(self) -> None:
        pause = SAMPLE_SECONDS
        while not self.is_over.wait(pause):
            started = time.thread_time()
            self.bytes = max(self.bytes, sum(map(_proportional_bytes, _tree(self.pid))))
            pause = max(SAMPLE_SECONDS, IDLE_SHARE * (time.thread_time() - started))


def _tree(pid: int) -> list[int]:
    """The process and all below it (Linux; elsewhere nothing is found and the peak is 0)."""
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        try:
            for children in Path(f"/proc/{one}/task").glob("*/children"):
                waiting += map(int, children.read_text().split())
        except OSError:  # it ended while we looked
            continue
    return found


def _proportional_bytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
