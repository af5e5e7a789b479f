"""When a computed figure agrees with a published one: the rule depends on how the published one is meant."""

from __future__ import annotations

from pipeline.brief.published import PublishedFigure

TOLERANCE = 0.1
RULES = {
    "exact": "",
    "over": "agrees if over the published number",
    "about": "agrees if within a tenth of the published number",
    "nearly": "agrees if under the published number by a tenth of it at most",
}
"""In words; an exact figure agrees if it is the published number once rounded as that is."""


def agrees_with(figure: PublishedFigure, value: float) -> str:
    """``yes`` or ``no``."""
    return "yes" if _holds(figure, value) else "no"


def rule_of(figure: PublishedFigure) -> str:
    """The rule in words, where it is not plain equality."""
    return RULES[figure.qualifier]


def _holds(figure: PublishedFigure, value: float) -> bool:
    published = figure.value
    if figure.qualifier == "over":
        return value > published
    if figure.qualifier == "about":
        return abs(value - published) <= TOLERANCE * published
    if figure.qualifier == "nearly":
        return published * (1 - TOLERANCE) <= value < published
    digits = len(figure.published.partition(".")[2])
    return round(value, digits) == published
