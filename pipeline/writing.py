"""Text files that are there whole or not at all, and not touched when nothing in them would change."""

from __future__ import annotations

from pathlib import Path

from extract.whole_files import write_changed


def write_text(path: Path, text: str) -> bool:
    """Write UTF-8 text under a temporary name, then rename; returns whether the file changed."""
    return write_changed(path, text.encode("utf-8"))
