"""The pseudonym key: which one is in use, and which tables it named."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from pipeline.commands.adding import add
from pipeline.commands.json_output import json_option, print_json
from pipeline.commands.options import DataOption


def register(app: typer.Typer) -> None:
    """Add the group of commands to ``app``."""
    keys = typer.Typer(
        help="The pseudonym key: where it is, and which tables it named.",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    keys.callback()(lambda: None)
    add(keys, show, "keys show", "keys show --json")
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
