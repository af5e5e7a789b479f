"""The command ``ecourts-indicators``. Heavy parts are imported only by the command that needs them."""

from __future__ import annotations

import codecs
import io
import os
import signal
import sys
import traceback
from typing import Annotated, Any

import typer

from pipeline.access_log import note_use
from pipeline.commands import (
    chain,
    comparison,
    doctor,
    encryption,
    forms,
    keys,
    pages,
    planning,
    portal,
    reporting,
    retention,
    rights,
    scanning,
    simulation,
    status,
    timepoints,
    wordings,
)
from pipeline.commands.adding import PROGRAM, examples_block

OWNER_ALONE = 0o077
"""What is written is its owner's alone, published files too: they are handed out as copies."""
INTERRUPTED = 130
INTERRUPTED_QUERY = "Query interrupted"
"""What DuckDB's RuntimeError says where Ctrl-C came while it was at work."""
WrongUsage = typer.BadParameter.__base__ or typer.BadParameter  # typer has no public name for it
NOT_CONFIRMED = "not confirmed: nothing was done; --yes confirms where nobody can answer."
STOPPED = "stopped: everything received so far is kept; run the same command to go on."

app = typer.Typer(
    name="ecourts-indicators",
    help="Public e-courts records to indicators of how trafficking cases move through the courts. "
    "Every command explains itself: COMMAND --help. Add --debug to any for the traceback of a fault.",
    epilog=examples_block(
        "run", "doctor --study cse_maharashtra", "plan --study cse_maharashtra", "status --help"
    ),
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for part in (
    planning, portal, status, pages, forms, chain, wordings, timepoints, comparison, reporting,
    scanning, simulation, doctor, keys, rights, retention, encryption,
):  # fmt: skip
    part.register(app)


def _say_version(is_asked: bool) -> None:
    if is_asked:
        from importlib.metadata import version

        typer.echo(f"{PROGRAM} {version(PROGRAM)}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_say_version, is_eager=True, help="Say the version and stop."),
    ] = False,
) -> None:
    """Options of the program itself; the help of the whole stands where it is made."""


def main() -> None:
    """Entry of the console command: faults become one line and an exit code (1 fault, 2 wrong usage)."""
    os.umask(OWNER_ALONE)
    _print_every_letter()
    is_debugging = "--debug" in sys.argv
    sys.argv = [argument for argument in sys.argv if argument != "--debug"]
    try:
        note_use(sys.argv[1:])
        code = app(standalone_mode=False)
        if code == INTERRUPTED:  # typer turns Ctrl-C into this, without a word
            _end_interrupted(STOPPED)
        sys.exit(code)
    except KeyboardInterrupt:
        _end_interrupted(STOPPED)
    except typer.Abort:
        _end_interrupted(NOT_CONFIRMED)
    except Exception as fault:
        if str(fault) == INTERRUPTED_QUERY:
            _end_interrupted(STOPPED)
        if isinstance(fault, WrongUsage):
            _end_wrong_usage(fault)
        _end_at_fault(fault, is_debugging=is_debugging)


def _print_every_letter() -> None:
    """Where the locale knows ASCII alone, UTF-8; else a letter that it does not know becomes ``?``."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            is_ascii = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding="utf-8" if is_ascii else None, errors="replace")


def _end_at_fault(fault: Exception, *, is_debugging: bool) -> None:
    """What explains a fault is imported here, since it takes longer than answering ``--help``."""
    from pipeline.faults import explain
    from pipeline.pulling.going_on import same_command
    from pipeline.run import PullStoppedError

    if isinstance(fault, PullStoppedError):
        again = same_command(sys.argv[1:])
        _end_interrupted(f"stopped: {fault}\nrun the same command to go on:\n  {again}")
    if is_debugging:
        traceback.print_exception(fault)
    code, text = explain(fault)
    print(f"error: {text}", file=sys.stderr)
    sys.exit(code)


def _end_wrong_usage(fault: Any) -> None:
    """One line and exit code 2; a group named without its command says its help instead."""
    said = fault.format_message()
    command = fault.ctx.command_path if fault.ctx is not None else PROGRAM
    one_line = f"error: {command}: {said[:1].lower()}{said[1:].removesuffix('.')}; see {command} --help"
    print(said if "\n" in said else one_line, file=sys.stderr)
    sys.exit(fault.exit_code)


def _end_interrupted(said: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # nothing is left to interrupt
    print("\n" * sys.stderr.isatty() + said, file=sys.stderr)
    sys.exit(INTERRUPTED)
