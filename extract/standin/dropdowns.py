"""What the portal's dropdowns offer: places, case types, acts and police stations, as its option lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from extract.errors import ExtractError
from extract.standin.act_catalogue import acts_of_complex
from extract.standin.docket import DocketCase
from extract.standin.places import COMPLEXES, MAHARASHTRA, MAHARASHTRA_DISTRICTS, Complex

Choices = list[tuple[str, str]]

USUAL_CASE_TYPES = ((15, "Sessions Case"), (26, "Spl.Case - Special Case (Sessions)"), (41, "Cri.Appeal"))


class Dropdowns:
    """Options for a docket; a case in a complex this portal doesn't have raises."""

    def __init__(self, docket: Sequence[DocketCase], places: Sequence[Complex] = COMPLEXES) -> None:
        self._docket = docket
        self._places = places
        known = {(place.district_code, place.code) for place in places}
        for case in docket:
            if case.state_code != MAHARASHTRA or (case.district_code, case.complex_code) not in known:
                raise ExtractError(
                    f"docket: case {case.cnr} is in state {case.state_code}, district "
                    f"{case.district_code}, complex "
                    f"{case.complex_code}, which the stand-in portal doesn't have; see "
                    "extract/standin/places.py"
                )

    def districts(self, state: str) -> Choices:
        """Districts of a state; only Maharashtra has any."""
        return list(MAHARASHTRA_DISTRICTS) if state == MAHARASHTRA else []

    def complexes(self, state: str, district: str) -> Choices:
        """Court complexes of a district; values are ``complex@est,est@Y/N``."""
        return [(place.value, place.name) for place in self.places(state, district)]

    def establishments(self, state: str, district: str, code: str) -> Choices:
        """Establishments of one complex."""
        return [
            (court.court_code, court.name)
            for place in self.places(state, district)
            if place.code == code
            for court in place.establishments
        ]

    def case_types(self, state: str, district: str, code: str, establishment: str) -> Choices:
        """Case types, once for each establishment; values are ``type^establishment``."""
        courts = [court for court, _ in self.establishments(state, district, code)]
        types = {(f"{number}^{court}", name) for court in courts for number, name in USUAL_CASE_TYPES}
        types |= {
            (f"{case.case_type_code}^{case.court_code}", case.case_type_name)
            for case in self.cases_of(district, code)
        }
        return sorted(
            (kind for kind in types if not establishment or kind[0].endswith(f"^{establishment}")),
            key=lambda kind: (kind[1], kind[0]),
        )

    def acts(self, state: str, district: str, code: str, search: str) -> Choices:
        """Acts under the complex's own numbers, narrowed to names that contain ``search``."""
        if not self.establishments(state, district, code):
            return []
        used = {(act.code, act.name) for case in self.cases_of(district, code) for act in case.acts}
        offered = sorted(used | set(acts_of_complex(code)), key=lambda act: (act[1].casefold(), act[0]))
        return [act for act in offered if search.casefold() in act[1].casefold()]

    def police_stations(self, district: str, code: str) -> Choices:
        """Police stations that have a case in the complex; values are ``code-uniform code``."""
        stations = {case.fir for case in self.cases_of(district, code) if case.fir is not None}
        return sorted(
            {(f"{fir.station_code}-27{fir.station_code}", fir.station) for fir in stations},
            key=lambda station: station[1],
        )

    def places(self, state: str, district: str) -> list[Complex]:
        """The complexes of a district."""
        return [place for place in self._places if state == MAHARASHTRA and place.district_code == district]

    def cases_of(self, district: str, code: str) -> list[DocketCase]:
        """The docket's cases in one complex."""
        return [case for case in self._docket if (case.district_code, case.complex_code) == (district, code)]


def option_list(prompt: str, choices: Iterable[tuple[str, str]]) -> str:
    """``<option>``s as the portal sends them, the first of them the prompt."""
    return f"<option value=''>{prompt}</option>" + "".join(
        f"<option value='{value}' >{escape(label, quote=False)}</option>" for value, label in choices
    )
