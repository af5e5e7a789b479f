"""Where the stand-in portal has courts: states, districts and court complexes with the portal's real codes.

The codes are those the portal used in 2026; the establishment names are made up.
"""

from __future__ import annotations

from dataclasses import dataclass

MAHARASHTRA = "1"

STATES: tuple[tuple[str, str], ...] = (
    ("28", "Andaman and Nicobar"),
    ("2", "Andhra Pradesh"),
    ("36", "Arunachal Pradesh"),
    ("6", "Assam"),
    ("8", "Bihar"),
    ("27", "Chandigarh"),
    ("18", "Chhattisgarh"),
    ("38", "Dadra and Nagar Haveli and Daman and Diu"),
    ("26", "Delhi"),
    ("30", "Goa"),
    ("17", "Gujarat"),
    ("14", "Haryana"),
    ("5", "Himachal Pradesh"),
    ("12", "Jammu and Kashmir"),
    ("7", "Jharkhand"),
    ("3", "Karnataka"),
    ("4", "Kerala"),
    ("33", "Ladakh"),
    ("37", "Lakshadweep"),
    ("23", "Madhya Pradesh"),
    (MAHARASHTRA, "Maharashtra"),
    ("25", "Manipur"),
    ("21", "Meghalaya"),
    ("19", "Mizoram"),
    ("34", "Nagaland"),
    ("11", "Odisha"),
    ("35", "Puducherry"),
    ("22", "Punjab"),
    ("9", "Rajasthan"),
    ("24", "Sikkim"),
    ("10", "Tamil Nadu"),
    ("29", "Telangana"),
    ("20", "Tripura"),
    ("13", "Uttar Pradesh"),
    ("15", "Uttarakhand"),
    ("16", "West Bengal"),
)

MAHARASHTRA_DISTRICTS: tuple[tuple[str, str], ...] = (
    ("26", "Ahmednagar"),
    ("19", "Aurangabad"),
    ("34", "Kolhapur"),
    ("38", "Mumbai Small Causes Court"),
    ("9", "Nagpur"),
    ("20", "Nashik"),
    ("25", "Pune"),
    ("35", "Sangli"),
    ("30", "Solapur"),
)


@dataclass(frozen=True, slots=True)
class Establishment:
    """One court establishment: ``court_code`` is its number, ``prefix`` the start of its CNRs."""

    court_code: str
    name: str
    prefix: str


@dataclass(frozen=True, slots=True)
class Complex:
    """One court complex of Maharashtra."""

    district_code: str
    code: str
    name: str
    establishments: tuple[Establishment, ...]
    must_choose_establishment: bool = False

    @property
    def value(self) -> str:
        """The dropdown's value: code, establishments, and whether one must be chosen (Y) or not (N)."""
        courts = ",".join(sorted((court.court_code for court in self.establishments), key=int))
        return f"{self.code}@{courts}@{'Y' if self.must_choose_establishment else 'N'}"


def court_complex(
    district: str,
    code: str,
    name: str,
    town: str,
    letters: str,
    court_codes: str,
    *,
    must_choose: bool = False,
) -> Complex:
    """A complex whose first establishment is the sessions court, the second the magistrate's, then others."""
    kinds = (
        "District and Sessions Court",
        "Chief Judicial Magistrate",
        "Civil Court Senior Division",
        "Special Court",
        "Family Court",
        "Labour Court",
    )
    establishments = tuple(
        Establishment(court, f"{kind}, {town}", f"ZZ{letters}{number:02}")
        for number, (court, kind) in enumerate(zip(court_codes.split(","), kinds, strict=False), start=1)
    )
    return Complex(district, code, name, establishments, must_choose)


AURANGABAD = court_complex("19", "1010217", "Aurangabad, District and Sessions", "Aurangabad", "AU", "4,3,5")
AHMEDNAGAR = court_complex("26", "1010320", "Ahmednagar, Dist and Sessions Court", "Ahmednagar", "AH", "1")
KOLHAPUR = court_complex("34", "1010398", "Kolhapur District and Session Court", "Kolhapur", "KO", "1,2,21")
NASHIK = court_complex(
    "20", "1010245", "Nashik, District and Sessions Court", "Nashik", "NS", "1,2,3,4,24,28"
)
SOLAPUR = court_complex("30", "1010355", "Solapur, Dist and Sessions Court", "Solapur", "SO", "1,2,3")

COMPLEXES: tuple[Complex, ...] = (
    AURANGABAD,
    court_complex("19", "1010219", "Sillod, Civil and Criminal Court", "Sillod", "SI", "7"),
    AHMEDNAGAR,
    court_complex("26", "1010319", "Kopergaon, Dist and Sessions Court", "Kopergaon", "KP", "9,8,7"),
    KOLHAPUR,
    court_complex("34", "1010401", "Kolhapur, Criminal Court", "Kolhapur Criminal", "KC", "3"),
    NASHIK,
    court_complex("20", "1010230", "Igatpuri, Civil and Criminal Court", "Igatpuri", "IG", "8,27"),
    SOLAPUR,
    court_complex("30", "1010352", "Barshi, Civil and Criminal Court", "Barshi", "BA", "5"),
    court_complex("38", "1010436", "Mumbai, Small Causes Court", "Mumbai", "SC", "1,2", must_choose=True),
)
