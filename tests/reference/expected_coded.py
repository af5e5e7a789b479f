"""What coders found in the reference study, worked out from its rules alone.

The rules. Baseline: the acquitted cases 1-17 have two victims, 18-20 one; the first victim of cases 1-14 was
cited and summoned, and in 1-12 turned hostile. Endline, P01 ... being the new pending cases in order and D01
... the decided ones: 37 refused adjournments in P01-P32, P01-P03 again, D01 and D02; 26 bail applications, 20
rejected in P10-P27 (P10 and P11 twice), 4 allowed (P28-P31), one withdrawn (P32), one unknown (P33); a lawyer
of the legal services authority for the victim in P01-P21, for the accused only in P40 and P41; 7 victims of
P01-P06 testified, 10 of P04-P13 came forward. All 96 cases of the endline were reviewed. What the rules do
not say is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from figure import Figure, Figures, shared
from reference_cases import Case

KNOWN = ("y", "n")


@dataclass(frozen=True)
class Victim:
    """``is_witness`` is None where it is not known."""

    case: str
    is_acquitted_case: bool
    is_witness: bool | None
    testified: str
    hostile: str
    came_forward: str


def coded_figures(cases: list[Case]) -> Figures:
    """I20, I23, I24, I37 to I42, as far as the rules fix them."""
    victims = [victim for case in cases for victim in victims_of(case)]
    return (
        victim_figures(cases, victims)
        | counted("I40", victims, lambda victim: victim.testified)
        | counted("I41", victims, lambda victim: victim.came_forward)
        | refusal_figures(cases)
        | bail_figures(cases)
        | legal_aid_figures(cases)
    )


def number(case: Case, kind: str) -> int:
    """Number of a case of its kind, from 1; 0 for any other kind."""
    begins, _, count = case.name.rpartition(" ")
    offset = 0 if kind in ("disposed", "pending") else 1
    return int(count) + offset if begins == kind else 0


def victims_of(case: Case) -> list[Victim]:
    i, p = number(case, "disposed"), number(case, "new pending")
    if 1 <= i <= 20:
        witness = i <= 14
        others = [Victim(case.name, True, False, "n", "n", "u")] if i <= 17 else []
        return [
            Victim(
                case.name, True, witness, "u" if witness else "n", "y" if witness and i <= 12 else "n", "u"
            ),
            *others,
        ]
    if 1 <= p <= 13:
        testified = "y" if p <= 6 else "n"
        one = Victim(case.name, False, p <= 6 or None, testified, "u", "y" if p >= 4 else "n")
        return [one, one] if p == 1 else [one]
    return []


def victim_figures(cases: list[Case], victims: list[Victim]) -> Figures:
    """I37 to I39."""
    in_cases = {victim.case for victim in victims}
    of_acquitted = [victim for victim in victims if victim.is_acquitted_case]
    figures: Figures = {
        ("I37", "coverage", "all cases"): shared(len(in_cases), len(cases)),
        ("I37", "victims", "victims"): count(len(victims), len(victims)),
        ("I37", "acquitted_victims", "victims of acquitted cases"): count(
            len(of_acquitted), len(of_acquitted)
        ),
    }
    for prefix, members, population, among in (
        ("", victims, "victims", "victims made witnesses"),
        (
            "acquitted_",
            of_acquitted,
            "victims of acquitted cases",
            "victims made witnesses in acquitted cases",
        ),
    ):
        known = [victim.is_witness for victim in members if victim.is_witness is not None]
        figures["I38", f"{prefix}made_witness", population] = shared(sum(known), len(known))
        witnesses = [victim.hostile for victim in members if victim.is_witness]
        for name, where, said in (
            ("of_witnesses", among, witnesses),
            ("of_victims", population, [victim.hostile for victim in members]),
        ):
            figures["I39", prefix + name, where] = shared(said.count("y"), sum(one in KNOWN for one in said))
    for indicator, definition, where in list(figures):
        if indicator in ("I38", "I39") and not definition.startswith("acquitted"):
            figures[indicator, f"{definition}_naive", where] = figures[indicator, definition, where]
    return figures


def counted(indicator: str, victims: Sequence[Victim], said: Callable[[Victim], str]) -> Figures:
    """I40 and I41: victims who did, cases they lie in, their share."""
    answers = [said(victim) for victim in victims]
    known = sum(answer in KNOWN for answer in answers)
    yes = answers.count("y")
    cases_known = {victim.case for victim in victims if said(victim) in KNOWN}
    cases_yes = {victim.case for victim in victims if said(victim) == "y"}
    return {
        (indicator, "victims", "victims"): count(yes, known),
        (indicator, "victims_upper", "victims"): count(yes + answers.count("u"), len(answers)),
        (indicator, "cases", "cases with victims coded"): count(len(cases_yes), len(cases_known)),
        (indicator, "share", "victims"): shared(yes, known),
        (indicator, "share_naive", "victims"): shared(yes, known),
    }


def refusal_figures(cases: list[Case]) -> Figures:
    """I20: only refusals were coded, so every request decided was refused."""
    ongoing = sum(1 <= number(case, "new pending") <= 32 for case in cases)
    decided = sum(1 <= number(case, "decided") <= 2 for case in cases)
    again = sum(1 <= number(case, "new pending") <= 3 for case in cases)
    refusals = ongoing + decided + again
    pending = sum(case.is_pending for case in cases)
    return {
        ("I20", "cases", "pending cases"): count(ongoing, ongoing),
        ("I20", "all_cases", "all cases"): count(ongoing + decided, ongoing + decided),
        ("I20", "share_of_cases", "pending cases"): shared(ongoing, ongoing),
        ("I20", "refused_requests", "requests decided"): shared(refusals, refusals),
        ("I20", "coverage", "pending cases"): shared(ongoing, pending),
    }


def bail_figures(cases: list[Case]) -> Figures:
    """I23 and I24: no page shows an application, so forms say all."""
    numbers = [number(case, "new pending") for case in cases]
    rejected_cases = sum(10 <= p <= 27 for p in numbers)
    applied = sum(10 <= p <= 33 for p in numbers)
    rejected = rejected_cases + sum(p in (10, 11) for p in numbers)
    allowed, unknown = sum(28 <= p <= 31 for p in numbers), numbers.count(33)
    decided = rejected + allowed
    reviewed = sum("pending" in case.name or "decided" in case.name for case in cases)
    if any(case.name.startswith("disposed") for case in cases):
        reviewed = sum(case.name.startswith("disposed") for case in cases)
    concerned, all_of_them = "cases with a bail application", "bail applications"
    return {
        ("I23", "cases", concerned): count(rejected_cases, applied),
        ("I23", "cases_coded", concerned): count(rejected_cases, applied),
        ("I23", "cases_portal", concerned): count(0, 0),
        ("I23", "cases_upper", concerned): count(rejected_cases + unknown, applied),
        ("I23", "share_of_cases", concerned): shared(rejected_cases, applied),
        ("I23", "coverage", "all cases"): shared(reviewed, len(cases)),
        ("I24", "decided", all_of_them): shared(rejected, decided),
        ("I24", "decided_naive", all_of_them): shared(rejected, decided),
        ("I24", "decided_portal", "bail applications on pages"): shared(0, 0),
        ("I24", "decided_coded", "bail applications coded"): shared(rejected, decided),
        ("I24", "lower", all_of_them): shared(rejected, decided + unknown),
        ("I24", "upper", all_of_them): shared(rejected + unknown, decided + unknown),
        ("I24", "coverage", all_of_them): shared(decided, decided + unknown),
    }


def legal_aid_figures(cases: list[Case]) -> Figures:
    """I42: at the endline every case was reviewed; at the baseline no lawyer of a victim is known."""
    numbers = [number(case, "new pending") for case in cases]
    known = sum(case.name.startswith(("new pending", "decided")) for case in cases)
    with_lawyer = sum(1 <= p <= 21 for p in numbers)
    return {
        ("I42", "cases", "cases reviewed"): count(with_lawyer, known),
        ("I42", "share", "cases reviewed"): shared(with_lawyer, known),
        ("I42", "any_lawyer", "cases reviewed"): shared(with_lawyer, known),
        ("I42", "accused_only", "cases reviewed"): count(sum(p in (40, 41) for p in numbers), known),
        ("I42", "coverage", "all cases"): shared(known, len(cases)),
    }


def count(number_of: int, known: int) -> Figure:
    """A count is none where nothing is known to count from."""
    return Figure(number_of if known else None, number_of, known)
