"""What a shell offers after an option: read from file names and one small file, nothing heavy imported."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import typer


def study_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """Studies that ship or lie under the data folder."""
    return _fitting({file.stem for file in _study_files(ctx)}, incomplete)


def timepoint_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """Timepoints of the study named before, else of the reference study."""
    study = ctx.params.get("study") or "reference"
    file = next((file for file in _study_files(ctx) if study in (file.stem, str(file))), Path(study))
    try:
        timepoints = tomllib.loads(file.read_text(encoding="utf-8"))["timepoints"]
    except (OSError, ValueError, KeyError):
        return []
    return _fitting(set(timepoints), incomplete)


def form_names(incomplete: str) -> list[str]:
    """Forms that coders fill in."""
    from transform.form_schema import FORMS

    return _fitting(set(FORMS), incomplete)


def one_of(*choices: str) -> Callable[[str], list[str]]:
    """A completion from a fixed list."""
    return lambda incomplete: _fitting(set(choices), incomplete)


def _study_files(ctx: typer.Context) -> list[Path]:
    from pipeline.paths import SHIPPED_STUDIES, data_folder

    folders = (data_folder(ctx.params.get("data")) / "studies", SHIPPED_STUDIES)
    return [file for folder in folders for file in sorted(folder.glob("*.toml"))]


def _fitting(choices: set[str], incomplete: str) -> list[str]:
    return sorted(choice for choice in choices if choice.startswith(incomplete))
