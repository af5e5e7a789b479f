"""What a replay found: files for the analyst, and a few lines for the terminal."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, astuple, fields
from pathlib import Path
from typing import Any

from pipeline.replay.drift import KINDS, Drift
from pipeline.replay.replaying import Replay
from pipeline.replay.values import KEY_COLUMNS, NUMBERS, ComparedValue
from pipeline.writing import write_text

NAMED = 10


def write_report(replay: Replay, folder: Path) -> tuple[Path, ...]:
    """Write what drifted, every value and a summary. The files name cases: not for publication."""
    stem = f"{replay.against}_from_{replay.later_from}_as_of_{replay.as_of}"
    contents = {
        f"{stem}_drift.csv": _csv([field.name for field in fields(Drift)], map(astuple, replay.drift)),
        f"{stem}_indicators.csv": _csv(_value_columns(), map(_value_row, replay.values)),
        f"{stem}.json": json.dumps(summary(replay), indent=1) + "\n",
    }
    for name, content in contents.items():
        write_text(folder / name, content)
    return tuple(folder / name for name in contents)


def summary(replay: Replay) -> dict[str, Any]:
    """Counts, and the pseudonyms of the cases behind each."""
    changed = [value for value in replay.values if not value.is_equal]
    return {
        "study": replay.study,
        "against": replay.against,
        "from": replay.later_from,
        "as_of": str(replay.as_of),
        "values": len(replay.values),
        "values_equal": len(replay.values) - len(changed),
        "indicators_changed": sorted({value.key[0] for value in changed}),
        "case_pages_carried_over": replay.carried_over,
        "drift": {kind: {"count": count, "cases": _cases(replay, kind)} for kind, count in _counts(replay)},
    }


def lines(replay: Replay) -> Iterator[str]:
    """What to print: whether the numbers are the same, then each kind of drift with its first cases."""
    changed = [value for value in replay.values if not value.is_equal]
    equal = len(replay.values) - len(changed)
    yield (
        f"{replay.against} of {replay.study} from the pull of {replay.later_from}, "
        f"cut off at {replay.as_of}: {equal} of {len(replay.values)} indicator values are the same"
    )
    for value in [value for value in changed if value.key[2] == "all"][:NAMED]:
        yield f"  {value.key[0]} {value.key[1]}, {value.key[3]}: {_shown(value)}"
    if not replay.drift:
        yield "nothing was back-filled, changed, masked or taken down"
    for kind, count in _counts(replay):
        cases = _cases(replay, kind)
        more = f" and {len(cases) - NAMED} more" if len(cases) > NAMED else ""
        yield f"  {count} {KINDS[kind]}: {', '.join(cases[:NAMED])}{more}"
    if replay.carried_over:
        yield (
            f"  {replay.carried_over} case pages were carried over from an earlier pull, not asked anew; "
            "they can't show drift"
        )


def _counts(replay: Replay) -> Iterator[tuple[str, int]]:
    counts = Counter(drift.kind for drift in replay.drift)
    return ((kind, counts[kind]) for kind in KINDS if counts[kind])


def _cases(replay: Replay, kind: str) -> list[str]:
    return sorted({drift.case_id for drift in replay.drift if drift.kind == kind})


def _shown(value: ComparedValue) -> str:
    earlier, later = (
        "none" if side is None or side.value is None else f"{side.value:.6g}"
        for side in (value.earlier, value.later)
    )
    return f"{earlier} then, {later} now"


def _value_columns() -> list[str]:
    return [
        *KEY_COLUMNS,
        *(f"{side}_{name}" for side in ("earlier", "later") for name in NUMBERS),
        "is_equal",
    ]


def _value_row(value: ComparedValue) -> tuple[Any, ...]:
    sides = [
        number
        for side in (value.earlier, value.later)
        for number in ((None,) * len(NUMBERS) if side is None else asdict(side).values())
    ]
    return (*value.key, *sides, str(value.is_equal).lower())


def _csv(columns: list[str], rows: Iterable[tuple[Any, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()
