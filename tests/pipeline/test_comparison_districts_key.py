"""``[comparison_districts]`` and ``[calendar]`` of a study file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.paths import SHIPPED_STUDIES
from pipeline.study import StudyError, load_study
from pipeline.study_sections.comparison_districts import ComparisonDistricts

REFERENCE = (SHIPPED_STUDIES / "reference.toml").read_text(encoding="utf-8")
SECTION = """
[comparison_districts]
study = "cse_elsewhere"
names = ["Jalgaon", "Latur"]
programme_start = 2018-07-01
"""


def with_section(tmp_path: Path, section: str) -> Path:
    path = tmp_path / "changed.toml"
    first_list = REFERENCE.index("[[searches]]")
    path.write_text(REFERENCE[:first_list] + section + "\n" + REFERENCE[first_list:], encoding="utf-8")
    return path


def test_without_the_section_there_are_none() -> None:
    assert load_study(SHIPPED_STUDIES / "reference.toml").comparison_districts is None


def test_the_section_is_read(tmp_path: Path) -> None:
    assert load_study(with_section(tmp_path, SECTION)).comparison_districts == ComparisonDistricts(
        "cse_elsewhere", ("Jalgaon", "Latur"), date(2018, 7, 1)
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Latur", "Pune", "Pune, where the programme trained police"),
        ("Latur", "Nagpur", "Nagpur, where the programme trained police"),
        ("Latur", "Sangli", "Sangli, where the programme trained police"),
        ("Latur", "Nashik", "Nashik, a district of the study itself"),
        ("Latur", "Jalgaon", "each once"),
        ('["Jalgaon", "Latur"]', "[]", "must list districts"),
        ("programme_start = 2018-07-01", "", "programme_start is missing"),
        ('study = "cse_elsewhere"', "", "unknown key"),
        ("programme_start", "program_start = 2018-07-01\nprogramme_start", "program_start"),
    ],
)
def test_districts_that_can_not_be_compared_with_are_refused(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    with pytest.raises(StudyError, match=message):
        load_study(with_section(tmp_path, SECTION.replace(old, new, 1)))


def test_an_unknown_calendar_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "changed.toml"
    path.write_text(REFERENCE.replace('"maharashtra_covid"', '"elsewhere"'), encoding="utf-8")
    with pytest.raises(StudyError, match=r"calendar\.name is 'elsewhere'"):
        load_study(path)
    assert load_study(SHIPPED_STUDIES / "reference.toml").calendar == "maharashtra_covid"
