"""How fast the export scanner looks through a CSV file, with as many known names as a large study has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure, median_seconds
from bench.sizes import Size
from checks.scanner.findings import Forbidden
from checks.scanner.scanning import scan

TITLE = "Export scanner"
KNOWN_NAMES = 50_000
MEGABYTE = 10**6


def measure(size: Size) -> Iterator[Figure]:
    """Megabytes a second over a clean file, which has to be looked through to its end."""
    file = _made_csv(size.scratch / f"scanned_{size.scanned_bytes}.csv", size.scanned_bytes)
    forbidden = Forbidden(names=frozenset(_names()))
    found = scan(file, forbidden)
    if found:
        raise RuntimeError(f"the made-up file should be clean, but holds {found[0]}")
    seconds = median_seconds(lambda: scan(file, forbidden), rounds=3)
    megabytes = file.stat().st_size / MEGABYTE
    yield Figure(
        "CSV looked through", megabytes / seconds, "MB/s", note=f"{megabytes:,.0f} MB in {seconds:,.1f} s"
    )


def _names() -> Iterator[str]:
    """Two words of letters each, as a person's name has; none of them stands in the file."""
    letters = "bcdfghjklmnpqrstvwxz"
    for number in range(KNOWN_NAMES):
        word = "".join(letters[number // 20**place % 20] for place in range(4))
        yield f"q{word}a q{word[::-1]}o"


def _made_csv(path: Path, wanted_bytes: int) -> Path:
    """Rows as an indicator file has them."""
    if path.is_file():
        return path
    partial = path.with_suffix(".partial")
    written = 0
    with partial.open("w", encoding="utf-8") as file:
        while written < wanted_bytes:
            rows = "".join(map(_row, range(written, written + 1000)))
            file.write(rows)
            written += len(rows)
    return partial.replace(path)


def _row(number: int) -> str:
    share = number % 9973 / 9973
    return (
        f"I12,A1,baseline,District {number % 613},disposed cases,{share:.6g},adjournments per case,"
        f"{number % 50021},{number % 811},{number % 811},{share * 0.9:.6g},{share * 1.1:.6g},"
        'bootstrap (BCa),false,"every next date given, productive hearings included"\n'
    )
