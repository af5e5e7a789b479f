"""All reference pages by file name, and writing those that are stale."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.paths import PROJECT
from pipeline.reference.commands import commands_page
from pipeline.reference.data_dictionary import data_dictionary_page
from pipeline.reference.published_tables import indicators_page, published_columns_page
from pipeline.reference.vocabularies import vocabularies_page
from pipeline.writing import write_text

FOLDER = PROJECT / "docs" / "reference"


def reference_pages() -> Mapping[str, str]:
    """File name -> text of every reference page, as the code has it now."""
    return {
        "commands.md": commands_page(),
        "data_dictionary.md": data_dictionary_page(),
        "indicators.md": indicators_page(),
        "published_columns.md": published_columns_page(),
        "vocabularies.md": vocabularies_page(),
    }


def write_pages(folder: Path = FOLDER) -> list[str]:
    """Write the pages; returns the names of those that had been stale."""
    return [name for name, text in reference_pages().items() if write_text(folder / name, text)]
