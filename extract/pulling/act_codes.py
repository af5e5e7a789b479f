"""The portal's own codes for a study's courts and acts, read from its dropdowns.

Act codes differ from court to court, and one act often stands there several times, misspelt: every option
whose label the study wants is searched.
"""

from __future__ import annotations

from dataclasses import replace

from extract.errors import PageChangedError
from extract.page_content import read_options
from extract.parsers.options import ComplexCode, parse_complex_value
from extract.portal.routes import ActQuery, Court
from extract.pulling.questions import Question, act_search
from extract.pulling.request import ActSearch, ComplexToSearch

CASE_STATUSES = ("Pending", "Disposed")
"""Two sweeps: asked for both at once, the portal leaves out disposed cases."""


def courts_of(place: ComplexToSearch, complexes_answer: bytes) -> tuple[Court, ...]:
    """Courts to search in a complex: itself, or each establishment where the portal demands a choice.

    What the portal offers counts, not what the study file says of it. Raises ``PageChangedError`` when the
    dropdown can't be read or lacks the complex.
    """
    value, offered = _offered(place, complexes_answer)
    whole = Court(place.state_code, place.district_code, place.code, value)
    if not offered.must_choose_establishment:
        return (whole,)
    return tuple(replace(whole, establishment=establishment) for establishment in offered.establishments)


def difference_from_study(place: ComplexToSearch, complexes_answer: bytes) -> str | None:
    """How the portal's complex differs from the study file's, in words; ``None`` when it does not."""
    value, offered = _offered(place, complexes_answer)
    planned = ComplexCode(place.code, place.establishments, place.must_choose_establishment)
    if (set(planned.establishments), planned.must_choose_establishment) == (
        set(offered.establishments),
        offered.must_choose_establishment,
    ):
        return None
    must = str(planned.must_choose_establishment).lower()
    return (
        f"complex {place.code}: the portal has {value}, the study file establishments "
        f"{','.join(planned.establishments)} and must_choose_establishment = {must}; "
        "searched as on the portal"
    )


def act_searches(court: Court, search: ActSearch, act_types_answer: bytes) -> tuple[Question, ...]:
    """Every search for one act of a study in a court: all its codes there, pending and disposed apart.

    Raises ``PageChangedError`` when the dropdown can't be read.
    """
    wanted = [option for option in read_options(act_types_answer) if search.is_wanted(option.label)]
    return tuple(
        act_search(court, ActQuery(option.value, search.section, status, search.search_text), option.label)
        for option in wanted
        for status in CASE_STATUSES
    )


def _offered(place: ComplexToSearch, complexes_answer: bytes) -> tuple[str, ComplexCode]:
    values = [option.value for option in read_options(complexes_answer)]
    for value in values:
        offered = parse_complex_value(value)
        if offered.code == place.code:
            return value, offered
    where = f"court complexes of district {place.district_code}"
    raise PageChangedError(where, f"complex {place.code}", ", ".join(values) or "none")
