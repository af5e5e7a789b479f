"""Markdown that says on the page exactly what the code says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

GENERATED = (
    "<!-- Written by `make reference` from the code; what is changed here is lost, and a test fails. -->"
)


def page(title: str, introduction: str, parts: Iterable[str]) -> str:
    """A whole page: title, introduction, then parts with a blank line between."""
    return "\n\n".join([f"# {title}", GENERATED, introduction, *parts]) + "\n"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; its cells are Markdown already (see ``plain`` and ``code``)."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def plain(text: str) -> str:
    """Text in which no character is taken for markup."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    for mark in ("\\", "|", "*", "_", "`", "["):
        escaped = escaped.replace(mark, f"\\{mark}")
    return escaped


def code(text: str) -> str:
    """A name as it is written in code; empty stays empty."""
    return f"`{text}`" if text else ""
