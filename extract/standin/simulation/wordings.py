"""What the made-up courts print: purposes, natures of disposal, acts, reasons, business of the day."""

from __future__ import annotations

from collections.abc import Mapping

from extract.standin.act_catalogue import CHILDREN_ACT, PENAL_CODE
from extract.standin.simulation.drawing import Draws
from extract.standin.simulation.lives import Sitting
from extract.standin.simulation.model import STAGES

# By stage of the ladder; each court mostly uses one of them.
PURPOSES: Mapping[str, tuple[str, ...]] = {
    "appearance": ("Appearance", "APPEARANCE", "Appearance of Accused", "Issue Summons"),
    "charge": ("Charge", "Framing of Charge", "Hearing on Charge"),
    "plea": ("Plea",),
    "evidence": ("Evidence", "EVIDENCE", "Prosecution Evidence"),
    "evidence_part_heard": ("Evidence Part Heard", "Part Heard", "Cross Examination"),
    "accused_statement": ("Statement U/s 313", "Statement U/S 313 Cr.P.C"),
    "defence_evidence": ("Defence Evidence",),
    "arguments": ("Arguments", "Argument", "Final Argument"),
    "judgment": ("Judgment", "Judgement"),
}
NOT_READY = ("Notice_Unready", "Charge_Unready", "N.B.W._Unready", "Evidence_Unready", "Arguments_Unready")
WITHOUT_HEARING = (
    "Accused absent applys.",
    "Judge on leave / duty",
    "Adjourned",
    "Unready Board",
    "Prays time",
)
WARRANTS = ("N.B.W", "Awaiting Muddemal", "Awaiting Report", "Production of Accused")
# No vocabulary knows the first two; the third is known to say nothing.
ODDITIES = ("Appearance of Partie", "Bailable Warrant", "7")

NATURES: Mapping[str, tuple[str, ...]] = {
    "abated": ("Uncontested--ABATED",),
    "quashed": ("Uncontested--QUASHED",),
    "withdrawn": ("Uncontested--WITHDRAWN U/S 321",),
    "compounded": ("Uncontested--COMPOUNDED",),
    "transferred": ("Uncontested--TRANSFER", "Uncontested--TRANSFERRED TO OTHER COURT"),
    "dormant": ("Uncontested--DORMANT FILE",),
    "discharged": ("Uncontested--DISCHARGED",),
}
CONVICTED = ("Contested--CONVICTED", "Contested--Convicted", "Uncontested--PLEADED GUILTY")
ACQUITTED = ("Contested--ACQUITTED", "Contested--Acquitted")
SPLIT = "Contested--Acquitted and Convicted"
SAYS_NOTHING = ("Contested--Disposed", "Uncontested--Otherwise", "Contested--Judgment")

REASONS_ALLOWED = (
    "Adjournment request by accused/ advocate",
    "Advocate absent/not prepared/Busy",
    "Adjournment request by Prosecutor/ Compl. Adv.",
)
REASONS_COURT = ("Judge on Leave", "Accused absent", "Witness absent", "Court busy with other cases.")
REASONS_PANDEMIC = ("Covid-19", "Lockdown")

# Spellings of the act of 1956 in the dropdowns; a complex has one or two.
IMMORAL_TRAFFIC_SPELLINGS = (
    "IMMORAL TRAFFIC (PREVENTION) ACT",
    "Immoral Traffic Prevention Act",
    "Immoral Trafic Prevention Act",
    "The Immoral Traffic (Prevention) Act 1956",
)
IMMORAL_TRAFFIC_SECTIONS = ("3,4,5", "3,4,5,7", "4,5", "3,4,5,6,", "5,6", "3(1),4,5")
PENAL_SECTIONS = ("370,34", "370(1),34", "370 A(2)", "372", "373,34", "366 A,370,34")
OTHER_PENAL_SECTIONS = ("34", "366 A,34", "342,34", "506,34")
CHILDREN_SECTIONS = ("4,6", "4,8,12", "6,17", "8")
STATIONS = ("City Chowk", "Kranti Chowk", "MIDC", "Taluka", "Railway", "Camp")
STATE_NAMES = ("State of Maharashtra", "The State of Maharashtra", "STATE OF MAHARASHTRA", "State of Mah.")


def purpose_of(draws: Draws, sitting: Sitting, usual: int) -> str:
    """The purpose printed for the next date; ``usual`` picks the court's own wording."""
    drawn = draws.uniform()
    if drawn < 0.006:
        return draws.one_of(ODDITIES)
    if not sitting.is_effective:
        if drawn < 0.05:
            return draws.one_of(WITHOUT_HEARING)
        if drawn < 0.08:
            return draws.one_of(NOT_READY)
        if drawn < 0.11:
            return draws.one_of(WARRANTS)
    wordings = PURPOSES[STAGES[min(sitting.stage, len(STAGES) - 1)]]
    return draws.one_of(wordings) if draws.chance(0.15) else wordings[usual % len(wordings)]


def nature_of(draws: Draws, end: str, is_convicted: bool | None, unknown_share: float) -> str:
    """The nature of disposal; of a judgment it sometimes says only that there was one."""
    if end != "judgment":
        return draws.one_of(NATURES[end])
    if draws.chance(unknown_share):
        return draws.one_of(SAYS_NOTHING)
    if is_convicted and draws.chance(0.08):
        return SPLIT
    return draws.one_of(CONVICTED if is_convicted else ACQUITTED)


def business_of(sitting: Sitting, purpose: str) -> str:
    """The day's business, as briefly as clerks write it."""
    if sitting.next_day is None:
        return "Judgment pronounced in open court." if sitting.is_effective else "Order passed below Exh. 1."
    if sitting.ruling == "allowed":
        return "Adjournment application allowed."
    if sitting.ruling == "disallowed":
        return "Adjournment application rejected. Matter proceeded."
    return f"Matter heard. For {purpose}." if sitting.is_effective else "Matter adjourned."


PENAL_CODE_NAME, CHILDREN_ACT_NAME = PENAL_CODE, CHILDREN_ACT
