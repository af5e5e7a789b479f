"""Libraries that only some commands need come as extras: what to do when one is missing, in one line."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from pipeline.run import RunError


class MissingExtraError(RunError):
    """A library that is not installed: says which, what for, and how to get it."""


def needed(module: str, extra: str) -> Any:
    """The module, imported now; raises ``MissingExtraError`` if the extra that holds it is not installed."""
    try:
        return import_module(module)
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.partition(".")[0] != module.partition(".")[0]:
            raise
        raise _missing(module, extra) from None


def require(module: str, extra: str) -> None:
    """Raises ``MissingExtraError`` if the module is not installed; does not import it."""
    if find_spec(module) is None:
        raise _missing(module, extra)


def _missing(module: str, extra: str) -> MissingExtraError:
    library = module.partition(".")[0]
    return MissingExtraError(
        f"{library} is not installed, and this needs it; `make {extra}` installs it "
        f"(or: pip install 'ecourts-indicators[{extra}]')."
    )
