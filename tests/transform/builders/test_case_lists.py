"""Acts, orders, transfers and parties: what a page lists about a case."""

from __future__ import annotations

from datetime import date

import pytest
from made_tables import made_record, made_tables, only_row, rows, unexplained

from extract.records import ActRow, OrderRow, PartyRow, TransferRow
from transform.builders.parties import normalised_name, party_role
from transform.interpreting.printed import read_designation


def test_each_section_is_a_charge_and_an_act_without_one_keeps_its_row() -> None:
    acts = (
        ActRow("INDIAN PENAL CODE", "370, 34", ("370", "34")),
        ActRow("Immoral Traffic (Prevention) Act", ",", ()),
    )
    tables = made_tables(made_record(acts=acts))
    found = rows(tables["acts"], "charge_number", "act_code", "section_code", "offence_code")
    assert found == [
        (1, "ipc", "370", "trafficking"),
        (2, "ipc", "34", None),
        (3, "itpa", None, "itpa_unspecified"),
    ]
    assert unexplained(tables) == []


def test_orders_keep_number_date_and_kind() -> None:
    orders = (
        OrderRow("interim", "1", "28-01-2019", "Order on Exhibit"),
        OrderRow("final", "2", "11-03-2020", "Judgement"),  # after the cut-off
        OrderRow("unspecified", None, None, "Order not uploaded by concerned court"),
    )
    tables = made_tables(made_record(orders=orders))
    found = rows(tables["orders"], "order_sequence", "order_number", "order_date", "order_kind")
    assert found == [(1, 1, date(2019, 1, 28), "interim"), (3, None, None, "not_uploaded")]
    assert unexplained(tables) == []


def test_transfers_keep_designations_without_court_numbers() -> None:
    transfers = (
        TransferRow("within_establishment", "18-01-2020", "1 - Sessions Judge", "2 - Special Judge"),
    )
    row = only_row(made_tables(made_record(transfers=transfers))["transfers"])
    assert (row["from_designation"], row["to_designation"]) == ("Sessions Judge", "Special Judge")


@pytest.mark.parametrize(
    ("printed", "designation"),
    [
        ("1-District Judge-1 Addl. Sessions Judge", "District Judge-1 Addl. Sessions Judge"),
        ("1147-CCH64 City Civil Judge", "CCH64 City Civil Judge"),
        ("3-Shri. A. B. Party District Judge", None),
        ("Smt A Party", None),
        ("---", None),
        (None, None),
    ],
)
def test_a_designation_never_holds_a_name(printed: str | None, designation: str | None) -> None:
    assert read_designation(printed) == designation


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("State of Maharashtra", "state"),
        ("The State Of Maharashtra through P.S.O. Station-01", "state"),
        ("महाराष्ट्र शासन", "state"),
        ("XXXXXXX", "masked"),
        ("Xxxxxxx Xxx", "masked"),
        ("XYZ", "masked"),
        ("*****", "masked"),
        ("Party-001", "person"),
        ("पक्षकार-००१", "person"),
        ("Party-002 Lodge Pvt. Ltd.", "organisation"),
        ("Stateman Party-003", "person"),
    ],
)
def test_roles_of_parties(name: str, role: str) -> None:
    assert party_role(name) == role


def test_party_pseudonyms_do_not_depend_on_how_a_name_is_printed() -> None:
    assert normalised_name("PARTY-001  and 3 others") == normalised_name("Party 001.")
    parties = (
        PartyRow("petitioner", 1, "State of Maharashtra", ("APP",)),
        PartyRow("respondent", 1, "Party-001", ("-",)),
        PartyRow("respondent", 2, "PARTY 001"),
        PartyRow("respondent", 3, "XXXXXXX"),
    )
    tables = made_tables(made_record(parties=parties))
    found = {row["party_number"]: row for row in tables["parties"].to_pylist() if row["side"] == "respondent"}
    assert found[1]["party_id"] == found[2]["party_id"] is not None
    assert (found[3]["party_id"], found[3]["party_role"]) == (None, "masked")
    assert rows(tables["parties"], "has_advocate") == [True, False, False, False]
    case = only_row(tables["cases"])
    assert (case["petitioner_count"], case["respondent_count"], case["has_masked_party"]) == (1, 3, True)
