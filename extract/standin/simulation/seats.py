"""The courts of the simulated study: fifteen complexes of five districts, and how cases spread over them.

Codes and names of complexes are the portal's of March 2026; CNR prefixes start with ZZ, the letters of no
state.
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.standin.places import Complex, Establishment

SESSIONS = "District and Sessions Court"
MAGISTRATE = "Judicial Magistrate First Class"
CHIEF_MAGISTRATE = "Chief Judicial Magistrate"
OTHER = "Civil Court"

# District code, letters of its CNRs, and its complexes: code, name, town, establishments.
_DISTRICTS: tuple[tuple[str, str, tuple[tuple[str, str, str, str], ...]], ...] = (
    ("19", "AU", (
        ("1010217", "Aurangabad, District and Sessions", "Aurangabad", "4:S,3:C,5:O"),
        ("1010226", "Vaijapur, Dist and Sessions Court", "Vaijapur", "14:S"),
        ("1010219", "Sillod, Civil and Criminal Court", "Sillod", "7:M"),
    )),
    ("26", "AH", (
        ("1010320", "Ahmednagar, Dist and Sessions Court", "Ahmednagar", "1:S"),
        ("1010319", "Kopergaon, Dist and Sessions Court", "Kopergaon", "9:S,8:M,7:O"),
        ("1010306", "Rahuri, Civil and Criminal Court", "Rahuri", "14:M"),
    )),
    ("34", "KO", (
        ("1010398", "Kolhapur District and Session Court", "Kolhapur", "1:S,2:O,21:O"),
        ("1010406", "Ichalkaranji, Dist and Session Ct", "Ichalkaranji", "10:S,11:M"),
        ("1010401", "Kolhapur, Criminal Court", "Kolhapur Criminal", "3:C"),
    )),
    ("20", "NS", (
        ("1010245", "Nashik, District and Sessions Court", "Nashik", "1:S,2:C,3:O,4:O,24:O,28:O"),
        ("1010241", "Malegaon, Dist and Sessions Ct", "Malegaon", "9:S,10:M"),
        ("1010230", "Igatpuri, Civil and Criminal Court", "Igatpuri", "8:M,27:O"),
    )),
    ("30", "SO", (
        ("1010355", "Solapur, Dist and Sessions Court", "Solapur", "1:S,2:C,3:O"),
        ("1010354", "Barshi, District and Sessions Court", "Barshi", "6:S,7:O,21:O"),
        ("1010352", "Barshi, Civil and Criminal Court", "Barshi Criminal", "5:M"),
    )),
)  # fmt: skip
_KINDS = {"S": SESSIONS, "C": CHIEF_MAGISTRATE, "M": MAGISTRATE, "O": OTHER}
_SHARES = {"S": 4.0, "C": 2.0, "M": 1.5}


@dataclass(frozen=True, slots=True)
class Seat:
    """An establishment that tries cases; ``share`` is its part of all cases, before chance."""

    place: Complex
    establishment: Establishment
    is_sessions: bool
    share: float


def _build() -> tuple[tuple[Complex, ...], tuple[Seat, ...]]:
    places, seats = [], []
    for district, letters, complexes in _DISTRICTS:
        number = 0
        for code, name, town, listed in complexes:
            establishments, kinds = [], []
            for entry in listed.split(","):
                court_code, kind = entry.split(":")
                number += 1
                establishments.append(
                    Establishment(court_code, f"{_KINDS[kind]}, {town}", f"ZZ{letters}{number:02}")
                )
                kinds.append(kind)
            place = Complex(district, code, name, tuple(establishments))
            places.append(place)
            seats += [
                Seat(place, court, kind == "S", _SHARES[kind])
                for court, kind in zip(establishments, kinds, strict=True)
                if kind in _SHARES
            ]
    return tuple(places), tuple(seats)


SIMULATED_COMPLEXES, SEATS = _build()


def seats_in(district: str, *, is_sessions: bool) -> list[Seat]:
    """The district's courts of one level."""
    return [
        seat for seat in SEATS if seat.place.district_code == district and seat.is_sessions == is_sessions
    ]
