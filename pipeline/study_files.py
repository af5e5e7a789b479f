"""Where study files lie, and how a command names a study."""

from __future__ import annotations

import shlex
from pathlib import Path

from pipeline.paths import SHIPPED_STUDIES
from pipeline.study_reading import StudyError


def study_named(name: str, file: Path, data: Path) -> str:
    """A study as a typed command names it: by name where that finds its file, else by its full path."""
    found = next((path for path in _files_of(name, data) if path.is_file()), None)
    if found is not None and found.resolve() == file.resolve():
        return name
    return shlex.quote(str(file.resolve()))


def study_file(name_or_file: str, data: Path) -> Path:
    """A study by file, or by name from the data folder's ``studies/`` or the ones shipped."""
    if name_or_file.endswith(".toml"):
        return Path(name_or_file)
    for file in _files_of(name_or_file, data):
        if file.is_file():
            return file
    known = sorted({path.stem for folder in _study_folders(data) for path in folder.glob("*.toml")})
    raise StudyError(f"no study {name_or_file!r}; known: {', '.join(known)}. Or give a path ending in .toml.")


def is_known(name: str, data: Path) -> bool:
    """Whether a study of this name has a file in the data folder's ``studies/`` or among those shipped."""
    return any(path.is_file() for path in _files_of(name, data))


def refuse_borrowed_name(name: str, file: Path, data: Path) -> None:
    """Raise ``StudyError`` for a file of another name whose study is called as another file's.

    Both would work on the same pages. A study that ships may be replaced by a file that is called as it is.
    """
    other = next((path for path in _files_of(name, data) if path.is_file()), None)
    if other is None or file.stem == name or other.resolve() == file.resolve():
        return
    raise StudyError(
        f"study file {file}: its name is {name!r}, which is the study of {other}: both would use the same "
        "pages and tables; give it a name of its own."
    )


def _files_of(name: str, data: Path) -> list[Path]:
    return [folder / f"{name}.toml" for folder in _study_folders(data)]


def _study_folders(data: Path) -> tuple[Path, Path]:
    return data / "studies", SHIPPED_STUDIES
