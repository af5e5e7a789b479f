"""The raw archive at rest: encrypted, or plain again."""

from __future__ import annotations

import typer

from pipeline.commands.adding import add
from pipeline.commands.options import DataOption, StudyOption, TimepointOption, prepared


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    add(app, encrypt, "encrypt --study cse_maharashtra --timepoint baseline")
    add(app, decrypt, "decrypt --study cse_maharashtra --timepoint baseline")


def encrypt(study: StudyOption, timepoint: TimepointOption, data: DataOption = None) -> None:
    """Encrypt a timepoint's raw archive with a passphrase.

    All commands open it as before (the format is SQLCipher's; needs `make encryption` once). The passphrase
    is ECOURTS_PASSPHRASE, or asked for. Who loses it loses the archive. A study has one for all its
    timepoints; those pulled later are encrypted from their first page on.
    """
    from pipeline.raw_zone.encrypting import encrypt_timepoint

    run = prepared(study, timepoint, data)
    for line in encrypt_timepoint(run):
        run.reporter.line(line)


def decrypt(study: StudyOption, timepoint: TimepointOption, data: DataOption = None) -> None:
    """Make a timepoint's raw archive plain again.

    The passphrase is ECOURTS_PASSPHRASE, or asked for.
    """
    from pipeline.raw_zone.encrypting import decrypt_timepoint

    run = prepared(study, timepoint, data)
    for line in decrypt_timepoint(run):
        run.reporter.line(line)
