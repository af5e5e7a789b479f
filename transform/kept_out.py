"""Libraries that other libraries import when they happen to be installed, kept out where that does harm."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

SLOW_GRAMMARS = "rfc3987_syntax"
"""JupyterLab brings it; jsonschema imports it for a format that no schema here has: 38 parsers, seconds."""


class _Finder:
    """Says of some modules that they are not installed, and leaves all else to who else looks for modules."""

    def __init__(self, modules: tuple[str, ...]) -> None:
        self.modules = modules

    def find_spec(self, name: str, *_: object) -> None:
        if name in self.modules:
            raise ModuleNotFoundError(name)


@contextmanager
def kept_out(*modules: str) -> Iterator[None]:
    """While this lasts the modules count as not installed, but for those that are imported already."""
    finder: Any = _Finder(modules)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
