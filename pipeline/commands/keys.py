"""The pseudonym key: which one is in use, which tables it named, and changing it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.adding import add
from pipeline.commands.json_output import json_option, print_json
from pipeline.commands.options import DataOption, StudyOption


def register(app: typer.Typer) -> None:
    """Add the group of commands to ``app``."""
    keys = typer.Typer(
        help="The pseudonym key: show it, change it.",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    keys.callback()(lambda: None)
    add(keys, show, "keys show", "keys show --json")
    add(
        keys, rotate, "keys rotate --study reference",
        "keys rotate --study reference --keep-old ~/keys/release_1.key",
    )  # fmt: skip
    app.add_typer(keys, name="keys")


def show(
    data: DataOption = None,
    as_json: Annotated[bool, json_option("key_file", "fingerprint", "tables")] = False,
) -> None:
    """Show the key's place and fingerprint, never the key itself.

    And which tables were named by it: cases can be followed only where one key named both timepoints.
    """
    from pipeline.key_use import named_tables
    from pipeline.paths import data_folder, key_file
    from transform.pseudonyms import key_fingerprint, load_or_create_key

    place, own = key_file(), None
    if place.exists():
        own = key_fingerprint(load_or_create_key(place))
    found = list(named_tables(data_folder(data) / "tables"))
    if as_json:
        named = [{**asdict(one), "is_this_key": own is not None and one.fingerprint == own} for one in found]
        print_json({"key_file": place, "fingerprint": own, "tables": named})
        return
    if own is None:
        typer.echo(f"{place}: none yet; the first build makes one")
    else:
        typer.echo(f"{place}: fingerprint {own}; keep a copy in a safe place")
    for tables in found:
        by = "this key" if tables.fingerprint == own else f"another key, {tables.fingerprint or 'not stated'}"
        typer.echo(f"  {tables.study} {tables.timepoint}: cases named by {by}")


def rotate(
    study: StudyOption,
    keep_old: Annotated[
        Path | None,
        typer.Option("--keep-old", metavar="FILE", help="File to keep the old key in; else it is destroyed."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    data: DataOption = None,
) -> None:
    """Change the pseudonym key, before a new release.

    It then can't be joined case by case to earlier ones. Forms, corrections and decisions are rewritten to
    the new pseudonyms; tables go, to be built again. A rotation that was interrupted is finished, and then no
    other is begun.
    """
    from pipeline.rights.key_rotation import finish_rotation
    from pipeline.rights.key_rotation import rotate as rotate_key
    from pipeline.rights.shredding import HONESTLY
    from pipeline.rights.study_data import study_data

    job = study_data(study, data)
    done = finish_rotation(job)
    if done is None:
        if not yes:
            typer.confirm(f"Change the pseudonym key {job.key_file} and name every case anew?", abort=True)
        done = rotate_key(job, None if keep_old is None else keep_old.resolve())
    typer.echo(f"pseudonym key {done.old} is now {done.new}: {', '.join(done.studies)} named anew")
    typer.echo(f"old key kept in {done.keep_old}" if done.keep_old else f"old key destroyed; {HONESTLY}")
    for name in done.studies:
        for places in study_data(name, job.data).archives if name != job.study.name else job.archives:
            typer.echo(f"to build again: run --study {name} --timepoint {places.timepoint}")
    typer.echo("tables under other data folders that this key named can be joined with no new ones")
