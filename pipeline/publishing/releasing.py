"""What every publication of a study goes through: sign-off, disclosure control, exceptions, ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from checks.disclosure.control import controlled
from checks.disclosure.decision import Control
from checks.disclosure.exceptions import ReleaseException, read_exceptions, refuse_unknown
from checks.disclosure.ledger import (
    Release,
    append_release,
    is_the_same,
    latest_release,
    read_ledger,
    released_values,
)
from checks.disclosure.withheld_rows import RowKey, row_key
from pipeline.freshness import code_fingerprint
from pipeline.paths import Places
from pipeline.provenance import definitions_fingerprint, versions
from pipeline.publishing.narrowed import refuse_given_away, write_narrowed
from pipeline.run import Run, RunError
from pipeline.study_sections.sign_off import SIGN_OFF


@dataclass(frozen=True, slots=True)
class Cleared:
    """Rows that went through disclosure control, and the exceptions that some of them passed by."""

    control: Control
    exceptions: tuple[ReleaseException, ...]


def exceptions_file(run: Run) -> Path:
    """The study's exceptions, beside its study file."""
    return run.study_file.with_name(f"{run.study.name}.release_exceptions.csv")


def ledger_file(run: Run) -> Path:
    """The study's ledger of releases: neither computed nor removed with what is."""
    return run.places.ledger


def inputs(run: Run, what: str) -> Iterator[str | Path]:
    """What a publication of ``what`` depends on here: sign-off, exceptions, threshold, all other releases."""
    yield from (
        exceptions_file(run),
        str(run.study.suppression_threshold),
        str(sorted(run.study.sign_off.items())),
    )
    yield from (str(release.files) for release in read_ledger(ledger_file(run)) if release.what != what)


def require_sign_off(run: Run) -> None:
    """Refuse to publish anything of a real study that nobody answers for; raises ``RunError``."""
    if _is_made_up(run):
        return
    missing = [key for key in SIGN_OFF if not run.study.sign_off.get(key)]
    if missing:
        raise RunError(
            f"{run.study_file.name}: [sign_off] does not name {', '.join(missing)}, so nothing of this study "
            "may be published; fill it in once approval is given. The values are in the warehouse meanwhile."
        )
    try:
        is_past = date.fromisoformat(run.study.sign_off["date"]) <= datetime.now(UTC).date()
    except ValueError:
        is_past = False
    if not is_past:
        raise RunError(
            f"{run.study_file.name}: [sign_off] date is {run.study.sign_off['date']!r}; write the day of the "
            "approval as 2020-03-10, none that is still to come."
        )


def _is_made_up(run: Run) -> bool:
    """Whether the study is of the stand-in portal, and was when its tables were built."""
    tables = [Places(run.places.data, run.study.name, name).tables for name in run.study.timepoints]
    stored = [folder / "study_parameters.parquet" for folder in tables]
    return run.study.portal == "standin" and all(
        pq.read_table(path, columns=["is_synthetic"])["is_synthetic"][0].as_py()
        for path in stored
        if path.is_file()
    )


def clear(
    run: Run, rows: Iterable[Mapping[str, Any]], what: str, withheld_before: Collection[RowKey] = ()
) -> Cleared:
    """Rows as they may be published as ``what``, the timepoint or the comparison.

    Raises ``RunError`` without sign-off, and ``CheckError`` where an exception can't be used.
    """
    require_sign_off(run)
    rows = list(rows)
    timepoints = {row["timepoint"] for row in rows}
    file, ledger = exceptions_file(run), read_ledger(ledger_file(run))
    found = [one for one in read_exceptions(file) if one.key[0] in timepoints]
    if what in timepoints:
        refuse_unknown(found, {row_key(row) for row in rows}, file.name)
    control = controlled(
        rows,
        run.study.suppression_threshold,
        exceptions={one.key for one in found},
        withheld_before=withheld_before,
        released_before=released_values(ledger),
        last=latest_release(ledger, what),
    )
    refuse_given_away(control, file.name, ledger, ledger_file(run))
    return Cleared(control, tuple(found))


def record(run: Run, what: str, files: Mapping[str, str], cleared: Cleared) -> None:
    """Enter the publication in the ledger, unless it is the same as the last one of the same thing.

    ``files`` has the SHA-256 of each file by its name.
    """
    ledger = ledger_file(run)
    release = Release(
        study=run.study.name,
        what=what,
        released_at=datetime.now(UTC).isoformat(timespec="seconds"),
        code_version=f"{versions()[0]}, {code_fingerprint()[:12]}",
        definitions_sha256=definitions_fingerprint(),
        threshold=run.study.suppression_threshold,
        files=files,
        exceptions=tuple(map(str, cleared.exceptions)),
        narrowed=cleared.control.narrowed,
        values=cleared.control.released,
        withheld=tuple(sorted(cleared.control.withheld)),
    )
    if not is_the_same(release, read_ledger(ledger)):
        append_release(ledger, release)
    write_narrowed(run.places.narrowed(what), cleared.control)


def said_of(run: Run, what: str, cleared: Cleared) -> str:
    """What passed as an exception and which withheld figures are narrowed, for the terminal; else empty."""
    passing, narrowed = len(cleared.exceptions), len(cleared.control.narrowed)
    said = f"; {passing} figures pass by release_exceptions.csv" if passing else ""
    if narrowed:
        by = ", which narrow" if passing else "; earlier releases narrow"
        listed = run.places.narrowed(what)
        said += f"{by} {narrowed} withheld ones to less than the threshold, listed in {listed}"
    return said
