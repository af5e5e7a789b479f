"""From when to when a case was under observation, under each frame rule.

- ``filed_in_window`` takes the cases of a cohort from their start: each is seen from day 0 of its clock.
- ``active_in_window`` takes the cases alive when the window opened as well. Those that ended before it opened
  could never be taken, so their counterparts among those taken must not count as at risk before it: they
  enter late, on the day the window opens (left truncation).
- ``filed_or_disposed_in_window`` takes earlier cases because they ended. No late entry mends that: durations
  under it are not those of any group of cases, and only the two rules above are offered for them.

Nothing after the cut-off counts: a case decided later is still open on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from transform.parameters import FrameRule

COMPARABLE_RULES: tuple[FrameRule, ...] = ("filed_in_window", "active_in_window")


@dataclass(frozen=True, slots=True)
class Window:
    """Frame rule, first and last day of the window, cut-off."""

    frame_rule: FrameRule
    first_day: date
    last_day: date
    as_of: date


@dataclass(frozen=True, slots=True)
class CaseDates:
    """``filed`` puts the case into a window; ``decision`` is any dated end, ``is_disposed`` whether it is one
    that ends the case (a transfer does not)."""

    filed: date
    clock_start: date
    decision: date | None
    is_disposed: bool


@dataclass(frozen=True, slots=True)
class Observed:
    """Days of the case's clock on which it entered and left observation; whether it ended in a disposal."""

    entry_days: int
    end_days: int
    has_ended: bool


def observe(case: CaseDates, window: Window) -> Observed | None:
    """What was seen of a case; None where the rule does not take it, or nothing of its clock was seen.

    Raises ``ValueError`` for a rule under which durations say nothing.
    """
    if window.frame_rule not in COMPARABLE_RULES:
        raise ValueError(f"no durations under {window.frame_rule}: it takes earlier cases because they ended")
    if case.filed > window.as_of or case.clock_start > window.as_of:
        return None
    decision = case.decision if case.decision is not None and case.decision <= window.as_of else None
    if window.frame_rule == "filed_in_window":
        is_taken, enters = window.first_day <= case.filed <= window.last_day, case.clock_start
    else:
        is_taken = case.filed <= window.last_day and (decision is None or decision >= window.first_day)
        enters = max(case.clock_start, window.first_day)
    leaves = decision or window.as_of
    if not is_taken or leaves < enters:
        return None
    return Observed(
        entry_days=(enters - case.clock_start).days,
        end_days=(leaves - case.clock_start).days,
        has_ended=decision is not None and case.is_disposed,
    )
