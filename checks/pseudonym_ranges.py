"""Ranges of case pseudonyms. They are keyed digests: equal shares of the digits hold about as many cases."""

from __future__ import annotations

from transform.indicators.taking_ranges import CaseRange

DIGITS = 16


def pseudonym_ranges(count: int) -> list[CaseRange]:
    """``count`` ranges that together hold every text once, whatever it looks like."""
    bounds = [f"{(number << 4 * DIGITS) // count:0{DIGITS}x}" for number in range(1, count)]
    return [CaseRange(first, end) for first, end in zip([None, *bounds], [*bounds, None], strict=True)]
