"""The file of corrections: ``corrections.csv`` with table, key, column, printed, corrected, reason, added_on.

``key`` is the case's pseudonym (``case_id``), so that the file can be kept where CNRs may not be; ``printed``
is the text as the page prints it, empty where it prints none. Where nothing is to stand, ``corrected`` is
``-``, as courts print it.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from transform.csv_rows import read_csv
from transform.interpreting.corrections import FIELD_OF_COLUMN, Correction, CorrectionError, Corrections
from transform.interpreting.dates import UnreadableDateError, parse_printed_date

HEADER = ("table", "key", "column", "printed", "corrected", "reason", "added_on")


def read_corrections(study_file: Path | None = None) -> Corrections:
    """The corrections shipped with the package, and those kept with the study where there is such a file."""
    shipped = (resources.files("transform") / "corrections.csv").read_bytes()
    corrections = parse_corrections(shipped, "transform/corrections.csv")
    return Corrections([*corrections, *corrections_of_study(study_file)])


def corrections_of_study(file: Path | None) -> list[Correction]:
    """The corrections kept with a study; none where there is no such file."""
    if file is None or not file.exists():
        return []
    try:
        content = file.read_bytes()
    except OSError as error:
        raise CorrectionError(
            f"{file}: can't be read ({error.strerror}); correct its place or rights"
        ) from error
    return parse_corrections(content, str(file))


def parse_corrections(content: bytes, source: str) -> list[Correction]:
    """Rows of a corrections file; raises ``CorrectionError`` for a row that can't be meant."""
    file = read_csv(content, source)
    if tuple(name.strip() for name in file.header) != HEADER:
        raise CorrectionError(f"{source}: the header must be {','.join(HEADER)}")
    return [_correction(cells, f"{source}, line {line}") for line, cells in file.rows]


def _correction(cells: list[str], where: str) -> Correction:
    if len(cells) != len(HEADER):
        raise CorrectionError(
            f"{where}: a value is missing or too many; give all {len(HEADER)}, one with a comma quoted"
        )
    table, key, column = (cell.strip() for cell in cells[:3])
    printed, corrected, reason = cells[3:6]
    if column not in FIELD_OF_COLUMN.get(table, {}):
        raise CorrectionError(f"{where}: {table}.{column} can't be corrected here")
    if not reason.strip():
        raise CorrectionError(f"{where}: the reason is missing; say how you know")
    if not corrected.strip():
        raise CorrectionError(
            f"{where}: corrected is empty; give the text, or - if nothing is to stand there"
        )
    if column.endswith("_date"):
        _refuse_unreadable(corrected, where)
    return Correction(table, key, column, printed, corrected, where)


def _refuse_unreadable(corrected: str, where: str) -> None:
    try:
        parse_printed_date(corrected)
    except UnreadableDateError as error:
        raise CorrectionError(
            f"{where}: corrected date {corrected!r}: {error.reason}; write the day as 31-12-2019"
        ) from None
