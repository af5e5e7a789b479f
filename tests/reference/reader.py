"""A reader at work: a folder like a fresh checkout, in which the documentation's blocks are run."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
from documented import PROJECT, Block, difference

LINKED = ("Makefile", "pyproject.toml", ".venv", "docs", "transform")
# The environment is there already; make must not build it again because a file of the checkout is newer.
SETTLED = "make() { command make --silent " + " ".join(
    f"--old-file=.venv/ready{extra}" for extra in ("", "-compare", "-report", "-docs", "-browser")
) + ' "$@"; }'  # fmt: skip
WAIT_SECONDS = 20
PORT_ON_THE_PAGES = "8021"


class Reader:
    """``data`` is the reference study as the shared chain left it, seen as ``data/`` of the folder."""

    def __init__(self, home: Path, data: Path) -> None:
        self.home, self._data = home, data
        self._servers: list[subprocess.Popen[str]] = []
        self._port = _free_port()
        for name in LINKED:
            (home / name).symlink_to(PROJECT / name)
        (home / "data").symlink_to(data)

    def do(self, block: Block) -> None:
        """Run a block and compare what it prints with what its page shows."""
        if block.language == "sql":
            self._query(block)
            return
        if block.directive == "in a terminal of its own":
            self._serve(block)
            return
        command = [sys.executable, "-"] if block.language == "python" else ["bash", "-euo", "pipefail", "-s"]
        code = block.code if block.language == "python" else f"{SETTLED}\n{self._at_free_port(block.code)}"
        done = subprocess.run(
            command, input=code, cwd=self.home, env=self._environment(), capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        printed = done.stdout + done.stderr
        wanted = int(block.directive.removeprefix("exit ")) if block.directive.startswith("exit ") else 0
        assert done.returncode == wanted, f"{block.place} ended with {done.returncode}:\n{printed}"
        self.compare(block, printed)

    def compare(self, block: Block, printed: str) -> None:
        """Whether the page shows what was printed, the reader's own folders left out of paths."""
        if block.shown is not None:
            seen = printed.replace(str(self._data), "data").replace(f"{self.home}/", "")
            missing = difference(block.shown, seen)
            said = f"{block.place} shows what is not printed:\n{missing}\nprinted was:\n{seen}"
            assert missing is None, said

    def leave(self) -> None:
        """End what was started in a terminal of its own."""
        for server in self._servers:
            server.terminate()
            server.wait(WAIT_SECONDS)

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in ("ECOURTS_DATA", "COLUMNS")}
        return kept | {
            "ECOURTS_KEY_FILE": str(self._data.with_name("pseudonym.key")),
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        }

    def _at_free_port(self, code: str) -> str:
        return code.replace(PORT_ON_THE_PAGES, str(self._port))

    def _serve(self, block: Block) -> None:
        server = subprocess.Popen(
            ["bash", "-c", f"exec {self._at_free_port(block.code)}"], cwd=self.home, env=self._environment(),
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._servers.append(server)
        assert server.stdout is not None
        self.compare(block, server.stdout.readline())

    def _query(self, block: Block) -> None:
        assert block.shown is not None, f"{block.place}: a query without the table it returns"
        with duckdb.connect(str(self.home / "data" / "warehouse.duckdb"), read_only=True) as warehouse:
            result = warehouse.execute(block.code)
            names = [column[0] for column in result.description or ()]
            rows = result.fetchall()
        header, _, *shown = (
            [cell.strip() for cell in line.strip().strip("|").split("|")] for line in block.shown.splitlines()
        )
        assert header == names, block.place
        found = [[_as_shown(value, cell) for value, cell in zip(row, line, strict=True)]
                 for row, line in zip(rows, shown, strict=False)]  # fmt: skip
        assert (found, len(rows)) == (shown, len(shown)), f"{block.place} returned:\n{rows}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _as_shown(value: object, shown: str) -> str:
    """A value as the page writes it: numbers to as many decimals, null as an empty cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        decimals = len(shown.partition(".")[2])
        return f"{value:,.{decimals}f}" if "," in shown else f"{value:.{decimals}f}"
    return value.isoformat() if isinstance(value, date) else str(value)
