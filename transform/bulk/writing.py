"""Tables as folders of part files: written beside their place, then put there whole."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

# Level 1 is pyarrow's own: at DuckDB's, 3, pseudonyms take twice as long and more room.
COPY_OPTIONS = "format parquet, compression zstd, compression_level 1"


def place_table(finished: Path, place: Path) -> None:
    """Put a finished table (file or folder) where it belongs, in place of what is there."""
    replaced = place.with_name(f".{place.name}.{os.getpid()}.replaced")
    if place.exists():
        place.rename(replaced)
    finished.rename(place)
    if replaced.is_dir():
        shutil.rmtree(replaced)
    else:
        replaced.unlink(missing_ok=True)
