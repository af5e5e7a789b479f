"""The Development Data Lab's release (``ddl-csv``): its files, told by name and header.

Every column is read or listed as ignored with the reason; a header with a column missing or unknown is
refused, because the release would then not be the one that is understood here.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from extract.bulk_release import ReleaseFile
from extract.errors import ExtractError

KIND = "ddl-csv"
CASES, ACTS = "cases", "acts_sections"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    CASES: (
        "ddl_case_id", "year", "state_code", "dist_code", "court_no", "cino", "judge_position", "type_name",
        "purpose_name", "disp_name", "date_of_filing", "date_of_decision", "date_first_list",
        "date_last_list", "date_next_list",
    ),
    ACTS: ("ddl_case_id", "act", "section"),
    "act_key": ("act", "act_s"),
    "section_key": ("section", "section_s"),
    "disp_name_key": ("year", "disp_name", "disp_name_s"),
    "type_name_key": ("year", "type_name", "type_name_s"),
    "purpose_name_key": ("year", "purpose_name", "purpose_name_s"),
    "cases_state_key": ("state_code", "state_name"),
    "cases_district_key": ("state_code", "dist_code", "district_name"),
    "cases_court_key": ("year", "state_code", "dist_code", "court_no", "court_name"),
}  # fmt: skip
"""Columns that are read, by role of the file."""

_GENDER = "gender guessed from a name: not used, on purpose"
_COUNT = "how often the release has it: counted here anew"
_NAME = "a name that another key gives"
IGNORED_COLUMNS: Mapping[str, Mapping[str, str]] = {
    CASES: dict.fromkeys(
        ("female_defendant", "female_petitioner", "female_adv_def", "female_adv_pet"), _GENDER
    ),
    ACTS: {
        "bailable_ipc": "derived from the section by the release, for the Penal Code alone",
        "number_sections_ipc": "derived from the sections by the release, for the Penal Code alone",
        "criminal": "derived from the act by the release",
    },
    **{
        f"{name}_key": {"count": _COUNT}
        for name in ("act", "section", "disp_name", "type_name", "purpose_name")
    },
    "cases_state_key": {"year": "a state's code is the same in every year"},
    "cases_district_key": {"year": "a district's code is the same in every year", "state_name": _NAME},
    "cases_court_key": {"state_name": _NAME, "district_name": _NAME},
}  # fmt: skip
IGNORED_FILES: Mapping[str, str] = {
    "judges_clean": "terms of office and gender of judges: not used, on purpose",
    "judge_case_merge_key": "which judge had which case: not used, on purpose",
}
_CASES_FILE = re.compile(r"cases_(\d{4})\.csv")


def is_release(path: Path) -> bool:
    """Whether a folder (or a file in it) is of such a release: it holds a yearly case file."""
    files = path.rglob("cases_*.csv") if path.is_dir() else [path]
    return any(_CASES_FILE.fullmatch(file.name) for file in files)


def recognise_release(folder: Path) -> tuple[ReleaseFile, ...]:
    """Every file of the release with its size, rows and SHA-256.

    Raises ``ExtractError`` for a file or column that is none of it, and for what is missing.
    """
    if not folder.is_dir():
        raise ExtractError(f"{folder} is one file: name the folder that holds the release with its keys")
    files = tuple(_recognise(file) for file in sorted(folder.rglob("*")) if file.is_file())
    roles = [file.role for file in files]
    missing = [role for role in COLUMNS if role not in roles]
    if missing:
        raise ExtractError(f"{folder}: the release lacks {', '.join(missing)} (.csv); add what is missing")
    names = [file.path.stem for file in files if file.role != "ignored"]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ExtractError(f"{folder}: holds {', '.join(twice)} (.csv) more than once; keep one")
    return files


def year_of(file: ReleaseFile) -> int:
    """Year of a case file, by its name."""
    match = _CASES_FILE.fullmatch(file.path.name)
    if match is None:
        raise ExtractError(f"{file.path}: not named cases_YYYY.csv")
    return int(match[1])


def _recognise(file: Path) -> ReleaseFile:
    columns: tuple[str, ...] = ()
    role = CASES if _CASES_FILE.fullmatch(file.name) else file.name.removesuffix(".csv")
    if role in IGNORED_FILES and file.suffix == ".csv":
        role = "ignored"
    elif role in COLUMNS and file.suffix == ".csv":
        columns = _header(file, role)
    else:
        raise ExtractError(f"{file}: not a file of the release ({', '.join(_names())}); take it out")
    facts = file.stat()
    sha256, lines = _read_through(file)
    return ReleaseFile(
        role, file.resolve(), facts.st_size, facts.st_mtime_ns, sha256, max(0, lines - 1), columns
    )


def _names() -> Iterator[str]:
    yield "cases_YYYY.csv"
    yield from (f"{role}.csv" for role in (*COLUMNS, *IGNORED_FILES) if role != CASES)


def _header(file: Path, role: str) -> tuple[str, ...]:
    with file.open(encoding="utf-8-sig", errors="replace", newline="") as opened:
        columns = tuple(next(csv.reader(opened), ()))
    missing = [name for name in COLUMNS[role] if name not in columns]
    unknown = [name for name in columns if name not in (*COLUMNS[role], *IGNORED_COLUMNS[role])]
    if missing or unknown or len(set(columns)) < len(columns):
        raise ExtractError(
            f"{file}: header is not the release's: lacks {', '.join(missing) or 'nothing'}, unknown "
            f"{', '.join(unknown) or 'nothing'}; get the file again"
        )
    return columns


def _read_through(file: Path) -> tuple[str, int]:
    """SHA-256 and number of lines, in one reading."""
    digest, lines, last = hashlib.sha256(), 0, b"\n"
    with file.open("rb") as opened:
        while block := opened.read(1 << 22):
            digest.update(block)
            lines += block.count(b"\n")
            last = block[-1:]
    return digest.hexdigest(), lines + (last != b"\n")
