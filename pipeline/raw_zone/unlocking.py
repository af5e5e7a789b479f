"""The passphrase of an encrypted study, asked for before long work begins and not in its midst."""

from __future__ import annotations

from extract.encryption import is_encrypted, passphrase
from pipeline.paths import Places
from pipeline.run import Run


def unlock(run: Run) -> None:
    """Have it typed now if it will be needed; what is published is compared with names kept encrypted.

    Raises ``ArchiveError`` where it is needed and no one is there to type it.
    """
    for timepoint in run.study.timepoints:
        names = Places(run.places.data, run.study.name, timepoint).known_names
        if is_encrypted(names):
            passphrase(names)
            return
