"""The primary estimands are put on record when an endline's data are first read, and then stay what they are.

The record lies beside the raw pages, where nothing is ever rewritten. Naming others afterwards is refused,
unless the study file says why; the reason is then printed with every comparison.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime

from pipeline.run import Run
from pipeline.study import StudyError
from pipeline.writing import write_text

ENDLINE = "endline"


@dataclass(frozen=True, slots=True)
class Registration:
    """What was named, when, and its fingerprint (SHA-256 of the names, one a line)."""

    primaries: tuple[str, ...]
    recorded_on: date
    fingerprint: str
    changed_because: str = ""


def register_estimands(run: Run) -> Registration:
    """The record, made now if there is none; raises ``StudyError`` if the study file names others by now."""
    named = tuple(str(estimand) for estimand in run.study.estimands.primaries)
    record = _read(run)
    if record is None:
        record = Registration(named, datetime.now(UTC).date(), _fingerprint(named))
        _write(run, record)
    if record.primaries == named:
        return record
    reason = run.study.estimands.changed_because
    if not reason:
        raise StudyError(
            f"study file {run.study_file.name}: [estimands] names {_listed(named)}, but named "
            f"{_listed(record.primaries)} when the endline's data were first read ({record.recorded_on}). "
            "Name those again, or say under changed_because why not; the reason is then printed with every "
            "comparison."
        )
    return Registration(named, record.recorded_on, _fingerprint(named), reason)


def recorded_on(run: Run) -> date | None:
    """The day the estimands were put on record; null before an endline's data were read."""
    record = _read(run)
    return None if record is None else record.recorded_on


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "none"


def _fingerprint(names: tuple[str, ...]) -> str:
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


def _read(run: Run) -> Registration | None:
    path = run.places.estimands_record
    if not path.is_file():
        return None
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        record = Registration(
            tuple(content["primaries"]), date.fromisoformat(content["recorded_on"]), content["fingerprint"]
        )
    except (ValueError, KeyError, TypeError) as fault:
        raise StudyError(f"{path}: can't be read ({fault}); restore it from a copy.") from None
    if record.fingerprint != _fingerprint(record.primaries):
        raise StudyError(f"{path}: does not match its own fingerprint; restore it from a copy.")
    return record


def _write(run: Run, record: Registration) -> None:
    content = {
        "primaries": record.primaries,
        "recorded_on": record.recorded_on.isoformat(),
        "fingerprint": record.fingerprint,
    }
    write_text(run.places.estimands_record, json.dumps(content, indent=1) + "\n")
    run.places.estimands_record.chmod(0o600)  # all of the raw zone is its owner's alone
