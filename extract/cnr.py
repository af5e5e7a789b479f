"""CNRs in running text: how one is found, whether printed with hyphens or without."""

from __future__ import annotations

import re

PLAIN_CNR = re.compile(r"[A-Z]{2}[A-Z0-9]{2}\d{12}")
"""A CNR alone, in capitals and without hyphens: state, district, establishment; number; year."""
CNR_SHAPE = re.compile(r"(?<![A-Z0-9])[A-Z]{2}[A-Z0-9]{2}\d{2}-?\d{6}-?\d{4}(?![A-Z0-9])", re.IGNORECASE)
NOT_OF_A_CNR = re.compile(r"[^A-Z0-9]+")
PLACEHOLDER = "ZZZZ000000000000"
"""Stands where a forgotten case's CNR stood in another case's page: of the shape of a CNR, and nobody's."""


def plain_cnr(text: str) -> str:
    """A CNR in capitals, without hyphens."""
    return NOT_OF_A_CNR.sub("", text.upper())


def mention_of(cnr: str) -> re.Pattern[str]:
    """Finds a CNR in a text however it is printed."""
    plain = plain_cnr(cnr)
    return re.compile(f"{plain[:6]}-?{plain[6:12]}-?{plain[12:]}", re.IGNORECASE)


def cnrs_in(text: str) -> set[str]:
    """All CNRs in a text, in capitals and without hyphens."""
    return {plain_cnr(found) for found in CNR_SHAPE.findall(text)}
