"""The simulated study's pages, read and built as any other: wordings known, faults as the rules name them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from extract.standin.docket import DocketCase
from extract.standin.rendering import render_case_page
from extract.standin.simulation.docket import simulated_docket
from extract.standin.simulation.seats import SIMULATED_COMPLEXES
from pipeline.paths import SHIPPED_STUDIES
from pipeline.pulling.standin_serving import docket_of, places_of
from pipeline.study import load_study
from transform.vocabulary import UNMAPPED, vocabulary

STUDY = load_study(SHIPPED_STUDIES / "simulated.toml")
ENDLINE = simulated_docket("endline")


def test_study_says_that_it_is_simulated_and_asks_the_courts_it_has() -> None:
    assert "synthetic" in STUDY.title
    assert STUDY.parameters("baseline").is_synthetic
    asked = {(place.district_code, place.code, place.establishments) for place in STUDY.complexes}
    served = {
        (place.district_code, place.code, tuple(place.value.split("@")[1].split(",")))
        for place in SIMULATED_COMPLEXES
    }
    assert asked == served
    assert set(places_of(STUDY)) == set(SIMULATED_COMPLEXES)
    assert set(STUDY.timepoints) == {"baseline", "endline"}
    assert docket_of(STUDY, "endline") == list(ENDLINE)


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("case_types", lambda case: [case.case_type_name]),
        ("acts", lambda case: [act.name for act in case.acts]),
        ("adjournment_reasons", lambda case: [row.adjournment_reason for row in case.hearings]),
    ],
)
def test_wordings_are_those_the_vocabularies_know(
    name: str, printed: Callable[[DocketCase], list[str | None]]
) -> None:
    found = {text for case in ENDLINE for text in printed(case) if text}
    assert found
    assert [text for text in found if vocabulary(name).code(text) in (None, UNMAPPED)] == []


def test_natures_of_disposal_are_known_by_kind_of_case() -> None:
    for case in ENDLINE:
        if case.nature_of_disposal is not None:
            name = "bail_disposals" if case.case_type == "Cri.Bail Appln." else "disposals"
            assert vocabulary(name).code(case.nature_of_disposal) != UNMAPPED


def test_a_few_purposes_are_unknown_as_in_real_registers() -> None:
    purposes = [row.purpose for case in ENDLINE for row in case.hearings]
    codes = [purpose_code(text) for text in purposes]
    unknown = sum(code in (None, UNMAPPED, "unknown") for code in codes) / len(codes)
    assert 0.001 < unknown < 0.02


def test_a_page_without_registration_date_prints_none() -> None:
    shown = [case for case in ENDLINE if case.is_registration_date_blank]
    for case in shown:
        assert case.layout is not None
        page = render_case_page(case, case.layout)
        if case.registration_date not in (case.filing_date, *(row.business_date for row in case.hearings)):
            assert f"{case.registration_date:%d-%m-%Y}" not in page
    assert {case.layout for case in shown} == {case.layout for case in ENDLINE}


@cache
def purpose_code(text: str) -> str | None:
    return vocabulary("purposes").code(text)
