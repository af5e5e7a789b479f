from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transform.interpreting.charges import code_charge

ITPA = "Immoral Traffic (Prevention) Act, 1956"
POCSO = "Protection of Children from Sexual Offences Act"


@pytest.mark.parametrize(
    "printed", ["366 A", "366A", "366(A)", "366-A", "366(a)", " 366A,", "366AIPC", "U/S 366A"]
)
def test_a_letter_section_is_one_section_however_it_is_written(printed: str) -> None:
    charge = code_charge("Indian Penal Code", printed)
    assert (charge.section_code, charge.section_root) == ("366A", "366A")
    assert charge.offence_code == "procuration_of_minor"


@pytest.mark.parametrize(
    ("printed", "code", "root"),
    [
        ("376(2)(f)", "376(2)(F)", "376"),
        ("376 (2) (i)", "376(2)(I)", "376"),
        ("366(1)", "366(1)", "366"),
        ("376 AB", "376AB", "376AB"),
        ("376(D)(A)", "376DA", "376DA"),
        ("354(A)(I)", "354A(I)", "354A"),
        ("120 B", "120B", "120B"),
        ("34", "34", "34"),
        ("---", None, None),
        ("", None, None),
        (None, None, None),
        ("NIL", None, None),
        ("323341354506", "323341354506", None),
        ("366A342208", "366A342208", None),
        ("(i)", "(I)", None),
    ],
)
def test_sections_of_the_penal_code(printed: str | None, code: str | None, root: str | None) -> None:
    charge = code_charge("IPC", printed)
    assert (charge.section_code, charge.section_root) == (code, root)


@pytest.mark.parametrize(
    ("act", "section", "offence"),
    [
        (ITPA, "3", "itpa_trafficking"),
        (ITPA, "5(1)(a)", "itpa_trafficking"),
        (ITPA, "8", "itpa_soliciting"),
        (ITPA, "17", "itpa_proceeding"),
        (ITPA, "22B", "itpa_proceeding"),
        (ITPA, None, "itpa_unspecified"),
        (ITPA, "ii", "itpa_unspecified"),
        (ITPA, "10A", "itpa_soliciting"),
        (ITPA, "13", "itpa_unspecified"),
        (ITPA, "14", "itpa_unspecified"),
        (ITPA, "5D", "itpa_unspecified"),
        ("Legal Metrology Act", "24", None),
        ("IPC", "366B", "importation_of_person"),
        ("IPC", "370(4)", "trafficking"),
        ("IPC", "370 A", "exploitation_of_trafficked_person"),
        ("IPC", "371", "habitual_slave_dealing"),
        ("IPC", "372", "sale_of_minor"),
        ("IPC", "373", "purchase_of_minor"),
        ("IPC", "376(2)(n)", "rape"),
        ("IPC", "363", None),
        ("IPC", None, None),
        ("Bharatiya Nyaya Sanhita, 2023", "96", "procuration_of_minor"),
        ("BNS", "141", "importation_of_person"),
        ("BNS", "143(4)", "trafficking"),
        ("BNS", "98", "sale_of_minor"),
        ("BNS", "64", "rape"),
        (POCSO, "04", "pocso"),
        (POCSO, "RWSec4", "pocso"),
        (POCSO, None, "pocso"),
        ("JJ Act 2015", "75", "juvenile_justice"),
        ("Immoral Traffic in Narcotics", "5", None),
    ],
)
def test_offences_are_told_by_act_and_section(act: str, section: str | None, offence: str | None) -> None:
    charge = code_charge(act, section)
    assert charge.offence_code == offence
    assert not charge.is_act_doubtful


@pytest.mark.parametrize("section", ["96", "98", "99", "141", "143", "144", "145"])
def test_numbers_that_both_codes_use_are_offences_of_the_new_one_only(section: str) -> None:
    assert code_charge("Indian Penal Code", section).offence_code is None
    assert code_charge("Bharatiya Nyaya Sanhita", section).offence_code is not None


@pytest.mark.parametrize(
    ("act", "section"),
    [
        (ITPA, "66"),
        (ITPA, "67-A"),
        (ITPA, "67(B)"),
        ("Information Technology Act", "4"),
        (POCSO, "376"),
        (POCSO, "376IPC"),
        ("IPC", "8 of POCSO Act"),
        ("IPC", "998"),
        ("I.P.C", "4"),
        ("IPC", "5(1)(a)"),
        ("Legal Metrology Act", "376"),
    ],
)
def test_a_section_that_is_not_of_its_act_makes_the_act_doubtful(act: str, section: str) -> None:
    charge = code_charge(act, section)
    assert charge.is_act_doubtful
    assert charge.offence_code is None


def test_an_offence_of_the_information_technology_act_is_not_doubtful() -> None:
    charge = code_charge("INFORMATION TECHNOLOGY ACT", "67(B)")
    assert (charge.section_root, charge.offence_code, charge.is_act_doubtful) == ("67B", None, False)


@pytest.mark.parametrize(
    ("act", "code"), [(None, "not_stated"), ("-", "not_stated"), ("Act of Nothing", "unmapped")]
)
def test_an_act_that_is_missing_or_unknown_keeps_its_section(act: str | None, code: str) -> None:
    charge = code_charge(act, "370")
    assert (charge.act_code, charge.section_root, charge.offence_code) == (code, "370", None)


@given(st.sampled_from(["IPC", "ITPA", "POCSO", "BNS"]), st.text(max_size=25))
def test_any_section_text_is_read_or_kept(act: str, section: str) -> None:
    charge = code_charge(act, section)
    assert charge.section_root is None or (charge.section_code or "").startswith(charge.section_root)
