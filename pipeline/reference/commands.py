"""The commands as they explain themselves: the application's own help, command by command."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from typer.main import get_command

from pipeline.reference.markdown import page

WIDTH_COLUMNS = 96
INTRODUCTION = (
    "Every command with what `--help` says of it. Exit code 0 is done, 1 a failed check or faulty data, "
    "2 wrong usage, 130 interrupted (what was received is kept). The command is installed in `.venv/bin/`."
)


def commands_page() -> str:
    """The page: the application first, then each command and group in the order of its help."""
    from pipeline.cli import app

    return page("Commands", INTRODUCTION, _sections(get_command(app), str(app.info.name), None))


def _sections(command: Any, name: str, parent: Any) -> Iterator[str]:
    """Typer hands out its commands by a class of its own that it does not publish, hence ``Any``."""
    context = command.make_context(
        name, [], parent=parent, resilient_parsing=True,
        terminal_width=WIDTH_COLUMNS, max_content_width=WIDTH_COLUMNS,
    )  # fmt: skip
    help_text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    yield f"## {context.command_path}\n\n```text\n{help_text}\n```"
    for below_name, below in getattr(command, "commands", {}).items():
        if not below.hidden:
            yield from _sections(below, below_name, context)
