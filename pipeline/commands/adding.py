"""How a command is added: with examples, which a test reads back and checks against the command's options."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer

PROGRAM = "ecourts-indicators"


def add(app: typer.Typer, command: Callable[..., Any], *examples: str, name: str | None = None) -> None:
    """Add ``command``, its help ending in ``examples`` (what stands after the program's name)."""
    app.command(name=name, epilog=examples_block(*examples))(command)


def examples_block(*examples: str) -> str:
    """The block at the end of a help text; the mark keeps the terminal from wrapping it."""
    lines = "\n".join(f"  {PROGRAM} {example}" for example in examples)
    return f"\b\nExamples:\n{lines}"
