"""The vocabulary files agree with one another and with the schema."""

from __future__ import annotations

import pytest

from transform.schema import TABLES
from transform.spelling import VOCABULARY_FOLDER, normalise, read_rows
from transform.vocabulary import CODES_OF_MAP, UNMAPPED, vocabulary

FILES = sorted(entry.name for entry in VOCABULARY_FOLDER.iterdir() if entry.name.endswith(".csv"))
CODE_FILES = [name for name in FILES if name.startswith("codes_")]
MAPS = sorted(CODES_OF_MAP)

# Extra columns whose values are codes of another list (blank allowed where the last item says so).
REFERENCES = [
    ("purposes", "stage_group", "stage_groups", False),
    ("purposes", "reason_code", "adjournment_reasons", True),
    ("adjournment_reasons", "side", "sides", False),
    ("case_types", "case_kind", "case_kinds", False),
    ("case_types", "court_level", "court_levels", True),
    ("case_types", "bail_kind", "bail_kinds", True),
    ("outcomes", "outcome_group", "outcome_groups", False),
]
TRUTH_COLUMNS = [
    ("purposes", "is_adjournment_label"),
    ("outcomes", "is_disposal"),
    ("outcomes", "is_merits"),
    ("outcomes", "is_conviction_lower"),
    ("outcomes", "is_conviction_upper"),
]


def test_every_code_list_the_schema_names_is_there() -> None:
    named = {column.codes for table in TABLES.values() for column in table.columns if column.codes}
    assert named
    assert {name for name in named if f"codes_{name}.csv" not in FILES} == set()


@pytest.mark.parametrize("file_name", CODE_FILES)
def test_every_code_has_a_label_and_a_definition(file_name: str) -> None:
    rows = read_rows(file_name)
    assert list(rows[0])[:3] == ["code", "label", "definition"]
    assert len({row["code"] for row in rows}) == len(rows)
    assert [
        row["code"] for row in rows if not row["label"].strip() or not row["definition"].endswith(".")
    ] == []


@pytest.mark.parametrize("name", MAPS)
def test_a_map_leads_to_codes_that_exist_and_its_list_has_unmapped(name: str) -> None:
    known = vocabulary(name)
    assert UNMAPPED in known.codes
    assert {row["code"] for row in read_rows(f"map_{name}.csv")} <= set(known.codes) - {UNMAPPED}


@pytest.mark.parametrize("name", MAPS)
def test_a_map_is_sorted_and_lists_each_wording_once(name: str) -> None:
    raws = [row["raw"] for row in read_rows(f"map_{name}.csv")]
    assert raws == sorted(raws, key=lambda raw: (raw.casefold(), raw))
    assert len({normalise(raw) for raw in raws}) == len(raws)


@pytest.mark.parametrize(("name", "column", "referred", "may_be_blank"), REFERENCES)
def test_extra_columns_refer_to_codes_that_exist(
    name: str, column: str, referred: str, may_be_blank: bool
) -> None:
    allowed = set(vocabulary(referred).codes) | ({""} if may_be_blank else set())
    assert {row[column] for row in vocabulary(name).codes.values()} - allowed == set()


@pytest.mark.parametrize(("name", "column"), TRUTH_COLUMNS)
def test_truth_columns_say_true_or_false(name: str, column: str) -> None:
    assert {row[column] for row in vocabulary(name).codes.values()} == {"true", "false"}


def test_the_ladder_rises_and_only_steps_of_the_trial_stand_on_it() -> None:
    ladder = [row for row in vocabulary("purposes").codes.values() if row["stage_order"]]
    orders = [int(row["stage_order"]) for row in ladder]
    assert orders == sorted(set(orders))
    assert all(row["stage_group"] != "outside_ladder" for row in ladder)
    assert (ladder[0]["code"], ladder[-1]["code"]) == ("appearance", "disposed")


def test_bounds_of_conviction_contain_what_is_certain() -> None:
    for code, row in vocabulary("outcomes").codes.items():
        assert not (row["is_conviction_lower"] == "true" and row["is_conviction_upper"] == "false"), code
        assert (row["outcome_group"] == "merits") == (row["is_merits"] == "true"), code
        leaves_or_rests = row["outcome_group"] in ("left_court", "inactive")
        assert leaves_or_rests == (row["is_disposal"] == "false"), code


def test_charge_tables_refer_to_acts_and_offences_that_exist() -> None:
    acts, offences = vocabulary("acts").codes, vocabulary("offences").codes
    charges = read_rows("map_offences.csv")
    assert {row["offence_code"] for row in charges} == set(offences)
    for file_name in ("map_offences.csv", "letter_sections.csv", "doubtful_sections.csv"):
        assert {row["act_code"] for row in read_rows(file_name)} <= set(acts)
    keys = [(row["act_code"], row["section_root"]) for row in charges]
    assert keys == sorted(set(keys))


def test_spelling_is_sorted_and_corrects_in_one_step() -> None:
    rows = read_rows("spelling.csv")
    raws = [row["raw"] for row in rows]
    assert raws == sorted(set(raws))
    assert [row["raw"] for row in rows if set(row["corrected"].split()) & set(raws)] == []
