"""Wordings are coded, not guessed: traps met in real records."""

from __future__ import annotations

import pytest

from transform import vocabulary as vocabulary_module
from transform.disposals import is_plea, split_disposal
from transform.vocabulary import UNMAPPED, VocabularyError, vocabulary

LADDER = {
    "Appearance": "appearance",
    "First Order": "first_order",
    "Charge": "charge",
    "Plea": "plea",
    "Evidence": "evidence",
    "Evidence Part Heard": "evidence_part_heard",
    "Statement U/s 313": "accused_statement",
    "Arguments": "arguments",
    "Disposed": "disposed",
}


@pytest.mark.parametrize("printed", [None, "", " ", "-", "--", "---", "\xa0", "."])
def test_what_is_not_stated_has_no_code(printed: str | None) -> None:
    assert vocabulary("purposes").code(printed) is None


@pytest.mark.parametrize(
    "printed", ["Evidenze", "Appearance of the Moon", "साक्ष्य", "Argumentation", "313 CrPC 999"]
)
def test_what_the_map_lacks_is_unmapped_and_never_the_nearest(printed: str) -> None:
    assert vocabulary("purposes").code(printed) == UNMAPPED


def test_the_reference_ladder_has_distinct_codes() -> None:
    purposes = vocabulary("purposes")
    assert {printed: purposes.code(printed) for printed in LADDER} == LADDER
    assert len(set(LADDER.values())) == len(LADDER)


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Appereance", "appearance"),
        ("Appearance of Partie", "appearance"),
        ("  FOR HEARING", "hearing"),
        ("Evidance of I.O", "evidence"),
        ("JUDGEMENT", "judgment"),
        ("Filing of Say on Exh___Unready", "unready"),
        ("Filing of Say on Exh___Ready", "say"),
        ("N.B.W._Unready", "unready"),
        ("Unready Board", "unready_board"),
        ("12", "unknown"),
        ("OTHER", "unknown"),
        ("Awaiting Muddemal", "awaiting_report"),
        ("Statement U/s 351 BNSS", "accused_statement"),
        ("Evidence before charge", "evidence_before_charge"),
        ("For L C R", "awaiting_report"),
        ("Bail Hearing", "bail_hearing"),
        ("Bail Hearing/Argument on Bail Application", "bail_hearing"),
        ("Interim Hearing/Hearing application/bail", "application_hearing"),
        ("Stay by HC", "stay"),
        ("Stay Matter", "stay"),
        ("OPENING UP OF CASE BY PROSECUTION", "charge"),
    ],
)
def test_purposes_are_coded(printed: str, code: str) -> None:
    assert vocabulary("purposes").code(printed) == code


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Argument/Judgment", "arguments"),
        ("Production/Evidence", "evidence"),
        ("S/D and Argument", "accused_statement"),
        ("Appearance and Charge.", "charge"),
        ("Report / Appearance", "appearance"),
        ("Appearance/Copy", "appearance"),
        ("Service Report/Record", "process"),
        ("Service Report and WS", "say"),
        ("Remand/Bail", "remand"),
        ("E.R of WPA,W/A and App", "appearance"),
        ("Misc./ Arguments(criminal)", "arguments"),
    ],
)
def test_a_combined_label_takes_the_earliest_stage_from_the_charge_on(printed: str, code: str) -> None:
    assert vocabulary("purposes").code(printed) == code


@pytest.mark.parametrize(
    "printed",
    [
        "Adjourned", "Accused absent applys.", "Prays time", "Judge on leave / duty", "No sitting notified",
        "Declared Holidays", "Stay", "Stayed. Call on", "STAY BY HON'BLE HIGH COURT", "Notice_Unready",
        "Reply Unready", "Unready Board",
    ],
)  # fmt: skip
def test_adjournment_labels_are_marked(printed: str) -> None:
    purposes = vocabulary("purposes")
    code = purposes.code(printed)
    assert code is not None
    assert purposes.codes[code]["is_adjournment_label"] == "true"


@pytest.mark.parametrize("printed", ["Evidence_Unready", "Arguments_Unready", "Production of Accused"])
def test_what_happens_at_any_stage_says_nothing_of_the_stage(printed: str) -> None:
    purposes = vocabulary("purposes")
    row = purposes.codes[str(purposes.code(printed))]
    assert (row["stage_group"], row["stage_order"]) == ("outside_ladder", "")


@pytest.mark.parametrize("printed", ["Evidence", "Hearing", "Disposed", "call on", "Awaiting Report"])
def test_other_labels_are_not(printed: str) -> None:
    purposes = vocabulary("purposes")
    assert purposes.codes[str(purposes.code(printed))]["is_adjournment_label"] == "false"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Contested--ACQUITTED", (True, "ACQUITTED")),
        ("Uncontested--U/s 258 Cr.P.C.", (False, "U/s 258 Cr.P.C.")),
        (" uncontested -- BY TRANSFER ", (False, "BY TRANSFER")),
        ("CONVICTED", (None, "CONVICTED")),
        ("Contested--", (True, "")),
        (None, (None, "")),
    ],
)
def test_the_contested_mark_is_split_off(printed: str | None, expected: tuple[bool | None, str]) -> None:
    assert split_disposal(printed) == expected


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Contested--ACQUITTED", "acquitted"),
        ("ACQUITTED", "acquitted"),
        ("Acquitted on benefit of dought", "acquitted"),
        ("Conviction followed by Acquittal.", "split"),
        ("Some Convicted and sentenced, Some Acquitted", "split"),
        ("Uncontested--PLEAD GUILTY", "convicted"),
        ("CONVICTED BUT RELEASED AS ALREADY UNDERGONE", "convicted"),
        ("Uncontested--PROCEEDING STOPPED", "stopped_258"),
        ("Uncontested--U/s 258 Cr.P.C.", "stopped_258"),
        ("Uncontested--BY TRANSFER", "transferred"),
        ("COMMITED", "committed"),
        ("Send to JJB", "sent_to_juvenile_board"),
        ("Contested--Disposed", "otherwise_unknown"),
        ("Contested--JUDGEMENT", "otherwise_unknown"),
        ("Disposed-Otherwise", "otherwise_unknown"),
        ("OTHERWISE", "otherwise_unknown"),
        ("Case is Filed", "filed"),
        ("P.O. CONSIGNED", "dormant_absconding"),
        ("stay", "stayed"),
        ("Uncontested--with directions", "otherwise_unknown"),
        ("referred to lok adalat", "otherwise_unknown"),
        ("Settled through Lok Adalat", "compounded"),
        ("U/s 256 Cr.P.C.", "acquitted"),
        ("U/s 257 Cr.P.C.", "acquitted"),
        ("Withdrawn", "withdrawn"),
        ("Complaint returned", "transferred"),
        ("CR Sent to Sessions on Requisition", "transferred"),
        ("Uncontested--Zzz", UNMAPPED),
        ("Contested--", None),
    ],
)
def test_disposals_are_coded(printed: str, code: str | None) -> None:
    assert vocabulary("disposals").code(printed) == code


def test_transfers_and_stays_are_no_disposals_and_an_unknown_end_bounds_the_convictions() -> None:
    outcomes = vocabulary("disposals").codes
    for code in ("committed", "transferred", "made_over", "clubbed", "stayed", "dormant_absconding"):
        assert outcomes[code]["is_disposal"] == "false"
    unknown = outcomes["otherwise_unknown"]
    assert (unknown["is_conviction_lower"], unknown["is_conviction_upper"]) == ("false", "true")


def test_a_plea_of_guilty_is_told_from_a_conviction_after_trial() -> None:
    assert is_plea("Uncontested--PLEAD GUILTY")
    assert is_plea("Plea bargaining")
    assert not is_plea("Contested--CONVICTED")
    assert not is_plea(None)


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Rejected", "rejected"),
        ("Allowed/Granted", "allowed"),
        ("Dispose of on Withdrawl", "withdrawn"),
        ("Dismissed on Withdrawal", "withdrawn"),
        ("DISMISSED", "rejected"),
        ("Partly Allowed", "partly_allowed"),
        ("Disposed of", "disposed_unknown"),
        ("TRANSFER", "transferred"),
        ("Contested--Bail petition is rejected", "rejected"),
    ],
)
def test_bail_outcomes_are_coded_apart(printed: str, code: str) -> None:
    assert vocabulary("bail_disposals").code(printed) == code


@pytest.mark.parametrize(
    ("printed", "code", "side"),
    [
        ("LR not on record", "heirs_not_on_record", "not_stated"),
        ("Accused not produced", "accused_not_produced", "third_party"),
        ("Accused not present", "accused_absent", "defence"),
        ("File is not traceable", "record_missing", "court"),
    ],
)
def test_reasons_lie_with_the_side_that_has_them(printed: str, code: str, side: str) -> None:
    reasons = vocabulary("adjournment_reasons")
    assert reasons.code(printed) == code
    assert reasons.codes[code]["side"] == side


@pytest.mark.parametrize(
    ("printed", "kind", "level", "bail_kind"),
    [
        ("Sessions Case", "prosecution", "sessions", ""),
        ("Spl.Case", "prosecution", "sessions", ""),
        ("Spl.Case Child Prot. - Spl.Case under POCSO Act", "prosecution", "sessions", ""),
        ("S.C.C.", "prosecution", "magistrate", ""),
        ("S.C.", "prosecution", "sessions", ""),
        ("R.C.C. - Regular Criminal Case", "prosecution", "magistrate", ""),
        ("PRC", "prosecution", "magistrate", ""),
        ("Cri.Bail Appln.", "bail", "", ""),
        ("BAIL  APPLICATION", "bail", "", ""),
        ("Bail 438", "bail", "", "anticipatory"),
        ("Bail 439", "bail", "", "regular"),
        ("BLAPL", "bail", "", ""),
        ("B.App.", "bail", "", ""),
        ("Spl.M.A. Child Prot.", "miscellaneous", "sessions", ""),
        ("Cri.M.A.", "miscellaneous", "", ""),
        ("J J B Case", "juvenile_board", "juvenile_board", ""),
        ("Cri.Rev.App.", "appeal_revision", "sessions", ""),
        ("M.A.C.T", "civil", "civil", ""),
    ],
)
def test_case_types_tell_kind_and_level(printed: str, kind: str, level: str, bail_kind: str) -> None:
    case_types = vocabulary("case_types")
    row = case_types.codes[str(case_types.code(printed))]
    assert (row["case_kind"], row["court_level"], row["bail_kind"]) == (kind, level, bail_kind)


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("IMMORAL TRAFFIC (PREVENTION) ACT", "itpa"),
        ("Immoral Trafic Prevention Act", "itpa"),
        ("P.I.T.A. Act", "itpa"),
        ("Suppression of Immoral Traffic in Women and Girls Act", "itpa"),
        (
            "Prevention of Illicit Traffic in Narcotic Drugs and Psychotropic Substances Act",
            "ndps_illicit_traffic",
        ),
        ("1Indian Penal Code", "ipc"),
        ("5Protection of children from sexual offence act 2012", "pocso"),
        ("The Protection of Children from Sexual Offence Act, 2012", "pocso"),
        ("Protection of Children from Sexual Offences Rules", "pocso_rules"),
        ("JUVENILE JUSTICE (CARE AND PROTECTION OF CHILDREN) ACT", "jj"),
        ("Juvenile Justice (Care and Protection of Children) Act, 2015", "jj_2015"),
        ("0", "not_an_act"),
        ("u/s", "not_an_act"),
        ("Legal Metrology Act", "legal_metrology"),
    ],
)
def test_acts_are_coded(printed: str, code: str) -> None:
    assert vocabulary("acts").code(printed) == code


def test_a_plain_list_of_codes_has_no_wordings() -> None:
    statuses = vocabulary("statuses")
    assert statuses.code("pending") == "pending"
    assert statuses.code("Pending") == UNMAPPED


def test_an_unknown_vocabulary_is_named() -> None:
    with pytest.raises(VocabularyError, match=r"codes_nonsense\.csv"):
        vocabulary("nonsense")


@pytest.mark.parametrize(
    ("map_rows", "message"),
    [
        ([("Evidence", "evidence"), ("EVIDANCE.", "charge")], "already has the code 'evidence'"),
        ([("Evidence", "evidnce")], "unknown code 'evidnce'"),
    ],
)
def test_a_map_that_contradicts_itself_is_refused(
    monkeypatch: pytest.MonkeyPatch, map_rows: list[tuple[str, str]], message: str
) -> None:
    codes = [{"code": code} for code in ("evidence", "charge", UNMAPPED)]
    maps = [{"raw": raw, "code": code, "note": ""} for raw, code in map_rows]
    monkeypatch.setattr(
        vocabulary_module, "read_rows", lambda name: maps if name.startswith("map_") else codes
    )
    with pytest.raises(VocabularyError, match=message):
        vocabulary_module._vocabulary.__wrapped__("purposes", ())
