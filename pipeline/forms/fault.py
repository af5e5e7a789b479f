"""What is wrong with a form, where, and what to do about it, in words for the person who filled it in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormFault:
    """One problem. ``column`` is empty when it is about the whole row; line 1 is the header."""

    line: int
    column: str
    problem: str

    @property
    def text(self) -> str:
        where = f"line {self.line}" + (f", column {self.column}" if self.column else "")
        return f"{where}: {self.problem}"


def in_order(faults: list[FormFault]) -> tuple[FormFault, ...]:
    """By line, as one works through a file; each problem once."""
    return tuple(sorted(dict.fromkeys(faults), key=lambda fault: fault.line))
