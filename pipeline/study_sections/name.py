"""``name``: what the study's folders and files are called, so it may hold nothing that leads elsewhere."""

from __future__ import annotations

import re

from pipeline.study_reading import Section

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


def read_name(content: Section) -> str:
    """The study's name, fit to be the name of a folder."""
    name: str = content.take("name", str)
    if not NAME.fullmatch(name):
        raise content.fault(
            f"name is {name!r}, but folders are named by it: write letters, digits, _ and - only, beginning "
            "with a letter or digit."
        )
    return name
