"""Whatever a history holds: no row is lost, and the definitions keep their relation to each other."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from made_tables import AS_OF, made_record, made_tables, unexplained

DAYS = st.integers(0, 12).map(lambda n: AS_OF - timedelta(days=60) + timedelta(days=7 * n))
PRINTED_DAYS = st.one_of(st.just(""), DAYS.map(lambda day: day.strftime("%d-%m-%Y")))
PURPOSES = st.sampled_from(["Evidence", "Charge", "Adjourned", "Disposed", "Qwerty 77", ""])
ENTRIES = st.lists(st.tuples(PRINTED_DAYS, PRINTED_DAYS, PURPOSES), max_size=12)


@settings(max_examples=60, deadline=None)
@given(ENTRIES, st.randoms())
def test_definitions_and_coverage_hold_in_any_order(
    entries: list[tuple[str, str, str]], shuffler: object
) -> None:
    tables = made_tables(made_record(*entries))
    found: dict[str, set[int]] = {name: set() for name in ("A0", "A1", "A2", "A2x", "A3", "A4e")}
    for row in tables["adjournments"].to_pylist():
        found[row["definition_id"]].add(row["hearing_number"])
    hearings = {row["hearing_number"]: row for row in tables["hearings"].to_pylist()}
    assert found["A0"] == {n for n, row in hearings.items() if row["is_within_as_of"]}
    assert found["A2"] | found["A3"] <= found["A1"] <= found["A0"]
    assert found["A2x"] == {n for n in found["A2"] if hearings[n]["purpose_code"] != "evidence"}
    assert sorted(hearings[n]["business_date"] for n in found["A1"]) == adjourned_days(entries)
    assert unexplained(tables) == []
    shuffled = list(entries)
    shuffler.shuffle(shuffled)  # type: ignore[attr-defined]
    again = made_tables(made_record(*shuffled))
    for name in ("hearings", "adjournments", "cases"):
        assert again[name].equals(tables[name])


def adjourned_days(entries: list[tuple[str, str, str]]) -> list[date]:
    """A1 from its definition: distinct days up to the cut-off with a later next date."""
    days = set()
    for business, following, _ in entries:
        if business and following and read(following) > read(business) and read(business) <= AS_OF:
            days.add(read(business))
    return sorted(days)


def read(printed: str) -> date:
    day, month, year = map(int, printed.split("-"))
    return date(year, month, day)
