"""CSV files as LibreOffice opens them, without a window and with a profile of its own."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest

PROGRAM = shutil.which("soffice")
MISSING = "needs LibreOffice (Debian, Ubuntu: apt install libreoffice-calc-nogui)"
ANY_SEPARATOR = "CSV:44/59/9,34,76"
"""Comma, semicolon or tab end a cell, as its import dialog offers; quote mark; UTF-8."""

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


class Opened:
    """One CSV as a sheet: its ``formulas``, its ``numbers``, and how many cells hold anything."""

    def __init__(self, sheet: Path) -> None:
        cells = [
            cell for cell in ElementTree.parse(sheet).iter(f"{TABLE}table-cell") for _ in range(_alike(cell))
        ]
        self.formulas = [cell.attrib[f"{TABLE}formula"] for cell in cells if f"{TABLE}formula" in cell.attrib]
        self.numbers = [
            float(cell.attrib[f"{OFFICE}value"]) for cell in cells if f"{OFFICE}value" in cell.attrib
        ]
        self.filled_cells = sum(f"{OFFICE}value-type" in cell.attrib for cell in cells)


def _alike(cell: ElementTree.Element) -> int:
    """Filled cells side by side that are equal are one element; empty ones fill the sheet to its end."""
    is_filled = f"{OFFICE}value-type" in cell.attrib
    return int(cell.get(f"{TABLE}number-columns-repeated", 1)) if is_filled else 0


def opened(files: Sequence[Path], scratch: Path, *, read_as: str | None = None) -> dict[Path, Opened]:
    """Every file as opened; ``read_as`` is an import filter, else what LibreOffice does by itself."""
    if PROGRAM is None:
        pytest.skip(MISSING)
    folder = scratch / "in"
    folder.mkdir(parents=True)
    for number, file in enumerate(files):
        shutil.copyfile(file, folder / f"{number}.csv")
    command = [PROGRAM, f"-env:UserInstallation={(scratch / 'profile').as_uri()}", "--headless"]
    command += [f"--infilter={read_as}"] if read_as else []
    command += ["--convert-to", "fods", "--outdir", str(scratch / "out")]
    command += [str(folder / f"{number}.csv") for number in range(len(files))]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return {file: Opened(scratch / "out" / f"{number}.fods") for number, file in enumerate(files)}
