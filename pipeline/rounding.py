"""Rounding that never moves the end of an interval onto "no change", where it does not lie."""

from __future__ import annotations

MOST_DIGITS = 9


def rounded_off(neutral: float | None, number: float, digits: int, style: str = ".{}f") -> str:
    """The number to so many digits, or to as many more as it takes to tell it from ``neutral``.

    ``neutral`` is the value that means no change, 1 for a ratio and 0 for a difference; none: plain rounding.
    ``style`` is Python's format with its digits left open.
    """
    text = format(number, style.format(digits))
    while neutral is not None and float(text.replace(",", "")) == neutral != number and digits < MOST_DIGITS:
        digits += 1
        text = format(number, style.format(digits))
    return text
