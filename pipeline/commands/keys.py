"""The pseudonym key: which one is in use, and which tables it named."""

from __future__ import annotations

import typer

from pipeline.commands.options import DataOption


def register(app: typer.Typer) -> None:
    """Add the group of commands to ``app``."""
    keys = typer.Typer(
        help="The pseudonym key: where it is, and which tables it named.",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    keys.callback()(lambda: None)
    keys.command()(show)
    app.add_typer(keys, name="keys")


def show(data: DataOption = None) -> None:
    """Show the key's place and fingerprint, and which tables were named by it; never the key itself.

    Example: ecourts-indicators keys show
    """
    from pipeline.key_use import named_tables
    from pipeline.paths import data_folder, key_file
    from transform.pseudonyms import key_fingerprint, load_or_create_key

    place, own = key_file(), None
    if place.exists():
        own = key_fingerprint(load_or_create_key(place))
        typer.echo(f"{place}: fingerprint {own}; keep a copy in a safe place")
    else:
        typer.echo(f"{place}: none yet; the first build makes one")
    for tables in named_tables(data_folder(data) / "tables"):
        by = "this key" if tables.fingerprint == own else f"another key, {tables.fingerprint or 'not stated'}"
        typer.echo(f"  {tables.study} {tables.timepoint}: cases named by {by}")
