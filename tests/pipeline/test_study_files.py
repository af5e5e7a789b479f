"""Study files: every key is read or refused by name, and unsafe settings are refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.paths import SHIPPED_STUDIES
from pipeline.pulling.requesting import refuse_unsearched
from pipeline.run import prepare
from pipeline.study import StudyError, load_study
from pipeline.study_files import study_file

REFERENCE = (SHIPPED_STUDIES / "reference.toml").read_text(encoding="utf-8")


def changed(tmp_path: Path, old: str, new: str) -> Path:
    assert old in REFERENCE
    path = tmp_path / "changed.toml"
    path.write_text(REFERENCE.replace(old, new, 1), encoding="utf-8")
    return path


def test_reference_study_is_read_whole() -> None:
    study = load_study(SHIPPED_STUDIES / "reference.toml")
    parameters = study.parameters("baseline")
    assert parameters.as_of == date(2020, 3, 10)
    assert sorted(parameters.districts.values()) == [
        "Ahmednagar",
        "Aurangabad",
        "Kolhapur",
        "Nashik",
        "Solapur",
    ]
    assert "procuration_of_minor" not in parameters.offences
    assert parameters.is_synthetic


def test_a_study_file_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "from_windows.toml"
    path.write_text(REFERENCE.replace("\n", "\r\n"), encoding="utf-8-sig")
    assert load_study(path) == load_study(SHIPPED_STUDIES / "reference.toml")


def test_real_study_takes_its_reporting_lag_off_the_snapshot_day() -> None:
    study = load_study(SHIPPED_STUDIES / "cse_maharashtra.toml")
    assert study.timepoint("baseline").as_of == date(2020, 3, 10)
    assert study.parameters("baseline").as_of == date(2020, 1, 10)
    assert len(study.complexes) == 77


def test_wide_tier_adds_to_the_core(tmp_path: Path) -> None:
    wide = load_study(changed(tmp_path, 'tier = "core"', 'tier = "wide"'))
    assert {"itpa_trafficking", "procuration_of_minor", "pocso"} <= wide.offences


REAL = (SHIPPED_STUDIES / "cse_maharashtra.toml").read_text(encoding="utf-8")


def real(tmp_path: Path, old: str = "", new: str = "", *, tier: str = "wide") -> Path:
    """The real study with another tier and one change more."""
    assert old in REAL
    text = REAL.replace('tier = "core" ', f'tier = "{tier}" ', 1).replace(old, new, 1)
    (path := tmp_path / "real.toml").write_text(text, encoding="utf-8")
    return path


def test_the_wide_tier_is_searched_for_and_the_core_asks_nothing_more(tmp_path: Path) -> None:
    core, wide = load_study(real(tmp_path, tier="core")), load_study(real(tmp_path))
    assert {search.act for search in core.searches} == {"itpa", "ipc"}
    assert [search.section for search in core.searches] == ["", "370", "370A", "366B", "371", "372", "373"]
    assert wide.searches[: len(core.searches)] == core.searches
    assert {(search.act, search.section) for search in wide.searches[len(core.searches) :]} == {
        ("ipc", "366A"), ("pocso", ""), ("jj", ""), ("jj_2015", ""), ("jj_2000", ""),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('act = "pocso"', 'act = "pocso_rules"', "would find pocso, which [frame] takes in with tier 'wide'"),
        ('section = "366A"', 'section = "366"', "would find procuration_of_minor, which"),
        ('section = "371"', 'section = "34"', "would find habitual_slave_dealing, which"),
    ],
)
def test_a_portal_is_not_asked_where_an_offence_in_frame_would_be_missed(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    study = load_study(real(tmp_path, old, new))  # saved pages need no search
    with pytest.raises(StudyError) as fault:
        refuse_unsearched(study)
    assert says in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_search_is_for_a_tier_of_the_frame(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="tier is 'wid'; it must be one of core"):
        load_study(real(tmp_path, 'tier = "wide"\nact = "ipc"', 'tier = "wid"\nact = "ipc"'))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("clock_start =", "clok_start =", "clock_start is missing"),
        ("year_length_days = 365", 'year_length_days = "365"', "must be a whole number without quotes"),
        ("as_of = 2020-03-10", 'as_of = "2020-03-10"', "must be a day without quotes, as 2020-03-10"),
        ("as_of = 2020-03-10", "as_of = 2020-03-10T10:00:00", "must be a day"),
        ("as_of = 2020-03-10", "as_of = 2016-03-10", "so no case could be in frame"),
        ('name = "reference"', 'name = "../../evil"', "folders are named by it"),
        ('name = "reference"', 'name = "a/b"', "folders are named by it"),
        ('name = "reference"', 'name = ""', "folders are named by it"),
        ('name = "reference"', 'name = "."', "folders are named by it"),
        ('name = "reference"', 'name = "-x"', "folders are named by it"),
        ('name = "Kolhapur"', 'name = "Nashik"', "two [[districts]] are called 'Nashik'"),
        ("[frame]\n", '[sign_off]\ndate = "yesterday"\n[frame]\n', "[sign_off] date is 'yesterday'"),
        (
            "[frame]\n",
            '[severities.brokenchain]\nseverity = "warn"\nreason = "x"\n[frame]\n',
            "the rule of [severities] is 'brokenchain'; it must be one of adjournment_without_hearing, ",
        ),
        ("year_length_days = 365", "year_length_days = 366", "must be 365 or 360"),
        ("suppression_threshold = 10", "suppression_threshold = 4", "may not be under 5"),
        ("reporting_lag_days = 0", "reporting_lag_days = -1", "may not be negative"),
        ('portal = "standin"', 'portal = "ecourts"', "may not be under 1"),
        ('portal = "standin"', 'portal = "elsewhere"', "must be one of standin, ecourts"),
        ('"filed_in_window"', '"filed_sometime"', "filed_sometime"),
        ('"registration_date"', '"birth_date"', "birth_date"),
        ("window_start = 2017-03-11", "window_start = 2027-03-11", "window_start is after window_end"),
        ('"sale_of_minor"', '"sale_of_everything"', "sale_of_everything"),
        ('act = "itpa"', 'act = "NOTANACT"', "NOTANACT"),
        ('section = ""', 'section = ""\nsecton = "4"', "unknown key [[searches]] secton"),
        ("[pull]", "[pull]\nspeed = 3", "unknown key [pull] speed"),
        (
            "[frame]\n",
            '[severities.broken_chain]\nseverity = "warn"\nreason = " "\n[frame]\n',
            "give the reason",
        ),
        (
            "[frame]\n",
            '[severities.broken_chain]\nseverity = "off"\nreason = "x"\n[frame]\n',
            "stop, exclude, warn",
        ),
        ('name = "reference"', 'name = "reference', "not valid TOML"),
    ],
)
def test_bad_study_files_are_refused_in_one_line(tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(StudyError) as fault:
        load_study(changed(tmp_path, old, new))
    assert says in str(fault.value)
    assert "changed.toml" in str(fault.value)
    assert "\n" not in str(fault.value)


def test_unknown_study_and_timepoint_name_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="known: cse_maharashtra, ddl_maharashtra, reference"):
        study_file("nonesuch", tmp_path)
    with pytest.raises(StudyError, match="it has: baseline, endline"):
        load_study(SHIPPED_STUDIES / "reference.toml").timepoint("midline")


def test_a_study_of_the_data_folder_comes_before_a_shipped_one(tmp_path: Path) -> None:
    own = tmp_path / "studies" / "reference.toml"
    own.parent.mkdir()
    own.write_text(REFERENCE, encoding="utf-8")
    assert study_file("reference", tmp_path) == own


def named_in_commands(study: str, data: Path) -> str:
    """The study as a command about it names it."""
    command = prepare(study, "baseline", data).typed_of_study("run")
    return command.partition(" --study ")[2].partition(" --data ")[0]


def test_a_command_names_a_study_so_that_it_is_found_again(tmp_path: Path) -> None:
    shipped = study_file("reference", tmp_path)
    elsewhere = tmp_path / "our studies" / "reference.toml"
    elsewhere.parent.mkdir()
    elsewhere.write_text(shipped.read_text(encoding="utf-8"), encoding="utf-8")
    assert named_in_commands("reference", tmp_path) == "reference"
    assert named_in_commands(str(shipped), tmp_path) == "reference"
    # By its name another file would be taken.
    assert named_in_commands(str(elsewhere), tmp_path) == f"'{elsewhere}'"
    own = tmp_path / "studies" / "reference.toml"
    own.parent.mkdir()
    own.write_text(shipped.read_text(encoding="utf-8"), encoding="utf-8")
    assert named_in_commands("reference", tmp_path) == "reference"
    assert named_in_commands(str(shipped), tmp_path) == str(shipped.resolve())


def test_a_file_in_another_encoding_says_which_line_and_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "latin.toml"
    path.write_bytes(REFERENCE.replace("title = ", "title = # é\n", 1).encode("latin-1"))
    with pytest.raises(StudyError, match=r"latin.toml, line \d+: .*save the file as UTF-8"):
        load_study(path)


def test_a_window_open_at_the_snapshot_is_cautioned_of(tmp_path: Path) -> None:
    study = load_study(changed(tmp_path, "window_end = 2020-03-10", "window_end = 2020-12-31"))
    (caution,) = study.cautions
    assert "window_end 2020-12-31 is after as_of 2020-03-10" in caution
    assert not load_study(SHIPPED_STUDIES / "reference.toml").cautions


def test_a_copy_must_not_go_on_under_the_name_of_another_study(tmp_path: Path) -> None:
    copy = changed(tmp_path, "[frame]", "[frame]")
    with pytest.raises(StudyError, match="its name is 'reference', which is the study of") as fault:
        prepare(str(copy), "baseline", tmp_path)
    assert "\n" not in str(fault.value)
