"""The release's key files as written: their rows, their codes, and one wording for each code of a year."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from extract.bulk_release import BulkRelease
from transform.bulk.session import BulkError
from transform.interpreting.printed import stated


def key_rows(release: BulkRelease, role: str) -> Iterator[dict[str, str]]:
    """Rows of a key file as written."""
    (file,) = release.of_role(role)
    with file.path.open(encoding="utf-8-sig", newline="") as opened:
        yield from csv.DictReader(opened)


def code_number(text: str | None, role: str) -> int:
    """A code as the release writes it: 17353, or 17353.0 where pandas had been at it."""
    try:
        number = float(text or "")
        if number.is_integer():
            return int(number)
    except ValueError:
        pass
    raise BulkError(f"{role}.csv: a code is {text!r}, which is no whole number; get the file again")


def by_year(release: BulkRelease, name: str) -> Iterator[tuple[int, int, str | None]]:
    """(year, code, wording) of a key; one code of one year may not stand for two wordings."""
    known: dict[tuple[int, int], str] = {}
    role = f"{name}_key"
    for row in key_rows(release, role):
        place = code_number(row["year"], role), code_number(row[name], role)
        wording = row[f"{name}_s"]
        if known.setdefault(place, wording) != wording:
            raise BulkError(f"{role}.csv: code {place[1]} of {place[0]} stands for two wordings; keep one")
    for (year, code), wording in known.items():
        yield year, code, stated(wording)
