"""The act dropdowns: every complex has its own numbers, spellings and misspelt duplicates."""

from __future__ import annotations

from extract.standin.places import AHMEDNAGAR, AURANGABAD, KOLHAPUR, NASHIK, SOLAPUR

# The first of each complex is the one its clerks mostly use. Kolhapur uses both of its spellings; Solapur's
# second (the act's name until 1986) has no case at all.
IMMORAL_TRAFFIC: dict[str, tuple[tuple[str, str], ...]] = {
    AURANGABAD.code: (("127", "IMMORAL TRAFFIC (PREVENTION) ACT"),),
    AHMEDNAGAR.code: (("43", "Immoral Traffic Prevention Act"),),
    KOLHAPUR.code: (("88", "IMMORAL TRAFFIC (PREVENTION) ACT"), ("1452", "Immoral Trafic Prevention Act")),
    NASHIK.code: (("611", "Immoral Traffic (Prevention) Act, 1956"),),
    SOLAPUR.code: (
        ("12", "The Immoral Traffic (Prevention) Act 1956"),
        ("978", "Suppression of Immoral Traffic in Women and Girls Act"),
    ),
}

PENAL_CODE = "INDIAN PENAL CODE"
CHILDREN_ACT = "Protection of Children from Sexual Offences Act, 2012"
PROCEDURE_CODE = "Code of Criminal Procedure"

OTHER_ACTS: tuple[tuple[int, str], ...] = (
    (1, PENAL_CODE),
    (7, "Arms Act"),
    (14, PROCEDURE_CODE),
    (33, "Information Technology Act"),
    (52, "JUVENILE JUSTICE (CARE AND PROTECTION OF CHILDREN) ACT"),
    (168, CHILDREN_ACT),
    (204, "Motor Vehicles Act"),
    (391, "Bombay Prohibition Act"),
)


def acts_of_complex(complex_code: str) -> list[tuple[str, str]]:
    """(local act code, name) of every act the complex's dropdown offers."""
    common = [(local_act_code(complex_code, name), name) for _, name in OTHER_ACTS]
    return sorted([*common, *IMMORAL_TRAFFIC.get(complex_code, ())], key=lambda act: act[1].casefold())


def local_act_code(complex_code: str, name: str) -> str:
    """The complex's own number for one of ``OTHER_ACTS``: no two complexes share their numbering."""
    number = next(number for number, act in OTHER_ACTS if act == name)
    return str(2000 + number + int(complex_code) % 89 * 400)
