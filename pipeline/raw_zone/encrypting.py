"""What the raw zone holds of a timepoint, encrypted at rest or made plain again."""

from __future__ import annotations

from pathlib import Path

from extract.archive import Archive
from extract.archive_conversion import decrypt_archive, encrypt_archive
from extract.destroying import destroy, destroy_left_over
from extract.encryption import is_encrypted
from extract.private_text import read_private_text, write_encrypted_text
from pipeline.building.part_files import remove_kept
from pipeline.forms.places import WORKLISTS, forms_folder, write_private
from pipeline.paths import Places
from pipeline.run import Run


def encrypt_timepoint(run: Run) -> list[str]:
    """Encrypt archive and list of names, destroy worklists; says what was done, a line each.

    Where there is no archive yet, an empty encrypted one is made, so that a pull never writes a plain one.
    """
    places, said = run.places, []
    is_new = not places.archive.exists()
    if is_new:
        Archive(places.archive).close()
    try:
        done = encrypt_archive(places.archive)
    except BaseException:
        if is_new:
            places.archive.unlink()
        raise
    said.append(f"{places.archive}: {_state(is_new=is_new, is_done=done)}")
    destroy_left_over(places.known_names)
    if places.known_names.exists() and not is_encrypted(places.known_names):
        write_encrypted_text(places.known_names, read_private_text(places.known_names))
        said.append(f"{places.known_names}: encrypted too")
    remove_kept(places)
    for worklist in worklists_of(places):
        destroy(worklist)
        said.append(f"{worklist}: destroyed; `forms worklist` makes it again when it is needed")
    return said


def decrypt_timepoint(run: Run) -> list[str]:
    """Make archive and list of names plain again; says what was done, a line each."""
    places = run.places
    is_done = decrypt_archive(places.archive)
    if is_encrypted(places.known_names):
        write_private(places.known_names, read_private_text(places.known_names))
    return [f"{places.archive}: {'no longer encrypted' if is_done else 'is not encrypted; nothing to do'}"]


def worklists_of(places: Places) -> list[Path]:
    """Worklists that were made for coders: names in plain text."""
    files = (forms_folder(places) / name for name in WORKLISTS)
    return [file for file in files if file.is_file()]


def _state(*, is_new: bool, is_done: bool) -> str:
    if is_new:
        return "empty and encrypted; what is pulled or imported will be encrypted"
    return "encrypted; the plain file was overwritten and removed" if is_done else "is encrypted already"
