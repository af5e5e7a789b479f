"""The option --json: one object on standard output for a script, all lines for people on standard error."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import typer


def json_option(*keys: str) -> Any:
    """The option, its help naming the object's ``keys``; a test holds the command to them."""
    return typer.Option("--json", help=f"Print one JSON object instead, with the keys: {', '.join(keys)}.")


def print_json(document: Mapping[str, Any]) -> None:
    """Print the object. Days become ISO 8601; a number that JSON can't write is a fault (``ValueError``)."""
    typer.echo(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False, default=str))
