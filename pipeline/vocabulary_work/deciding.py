"""An analyst's decisions on wordings: read from the filled-in list, checked whole, kept with the study."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path

from pipeline.publishing.csv_writing import RUN_BY_SPREADSHEETS
from pipeline.run import RunError
from pipeline.vocabulary_work.undecided import LIST_COLUMNS
from pipeline.writing import write_text
from transform.wording_decisions import (
    HEADER,
    DecisionError,
    WordingDecision,
    read_decisions,
    refuse_unusable,
)

NEEDED = ("vocabulary", "printed", "code", "decided_by", "reason")


@dataclass(frozen=True, slots=True)
class Decided:
    """What a filled-in list brought: decisions taken, how many of them changed one, and rows left open."""

    taken: tuple[WordingDecision, ...]
    changed: int
    left: int


def take_decisions(filled_in: Path, kept: Path, today: date) -> Decided:
    """Add the list's decisions to those kept with the study; nothing is taken until all rows are in order.

    Raises ``RunError`` with every fault found, one a line.
    """
    earlier = {decision.key: decision for decision in read_decisions(kept)}
    taken, left = _read_list(filled_in, today)
    changed = sum(one.key in earlier and earlier[one.key].code != one.code for one in taken)
    after = earlier | {one.key: one for one in taken if not _is_said(one, earlier.get(one.key))}
    if taken:
        write_text(kept, _kept_text(after[key] for key in sorted(after)))
    return Decided(tuple(taken), changed, left)


def _is_said(one: WordingDecision, earlier: WordingDecision | None) -> bool:
    """Whether the same was decided before: then the earlier day and name stay."""
    return earlier is not None and earlier.code == one.code


def _kept_text(decisions: Iterable[WordingDecision]) -> str:
    """The file as the program reads it back: wordings stand there exactly as printed."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(map(astuple, decisions))
    return text.getvalue()


def _read_list(path: Path, today: date) -> tuple[list[WordingDecision], int]:
    rows = _rows(path)
    decided = [(line, row) for line, row in rows if row["code"].strip()]
    faults: list[str] = []
    taken: dict[tuple[str, str], WordingDecision] = {}
    for line, row in decided:
        where = f"{path.name}, line {line}"
        decision = WordingDecision(
            row["vocabulary"].strip(),
            _as_printed(row["printed"]),
            row["code"].strip(),
            row["decided_by"].strip(),
            f"{today:%Y-%m-%d}",
            row["reason"].strip(),
        )
        faults += _faults(decision, where)
        if not faults and taken.setdefault(decision.key, decision).code != decision.code:
            faults.append(f"{where}: {decision.printed!r} is decided twice, and differently; keep one row")
    if faults:
        raise RunError(f"{path}: nothing taken.\n" + "\n".join(faults))
    return list(taken.values()), len(rows) - len(decided)


def _faults(decision: WordingDecision, where: str) -> Iterable[str]:
    for name in ("decided_by", "reason"):
        if not getattr(decision, name):
            yield f"{where}: {name} is empty; a decision needs a name and a reason"
    try:
        refuse_unusable(decision, where)
    except DecisionError as error:
        yield str(error)


def _as_printed(cell: str) -> str:
    """The wording without the apostrophe that keeps a spreadsheet from running it."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(RUN_BY_SPREADSHEETS) else cell


def _rows(path: Path) -> Sequence[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            columns = tuple(reader.fieldnames or ())
            rows = [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError) as error:
        raise RunError(f"{path}: can't be read ({error}); give the list that `vocab list` wrote.") from None
    if missing := [name for name in NEEDED if name not in columns]:
        raise RunError(f"{path}: no column {', '.join(missing)}; fill in the list that `vocab list` wrote.")
    if unknown := [name for name in columns if name not in LIST_COLUMNS]:
        raise RunError(f"{path}: unknown column {', '.join(unknown)}; remove it.")
    for line, row in rows:
        if None in row or None in row.values():
            raise RunError(f"{path}, line {line}: it does not have {len(columns)} cells; correct it.")
    return rows
