"""The made-up release has the shape and pathologies it is made for; the same seed gives the same bytes."""

from __future__ import annotations

from pathlib import Path

from release_by_hand import rows_of

from bench.ddl_release import Release, write_release
from extract.importers.ddl_csv import recognise_release


def test_same_seed_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        write_release(tmp_path / name, Release(60, seed))
    one, again, other = ([file.sha256 for file in recognise_release(tmp_path / name)] for name in
                         ("one", "again", "other"))  # fmt: skip
    assert one == again != other


def test_has_the_release_s_pathologies(tmp_path: Path) -> None:
    write_release(tmp_path, Release(600, field_share=0.3, trouble=60))
    rows = [row for file in sorted((tmp_path / "cases").iterdir()) for row in rows_of(file)]
    assert len(rows) == 600
    cnrs = [row["cino"] for row in rows if row["cino"]]
    assert len(set(cnrs)) < len(cnrs)
    assert all(cnr.upper().startswith("ZZ") for cnr in cnrs)
    assert any(row["date_of_decision"] and row["date_of_decision"] < row["date_of_filing"] for row in rows)
    assert {"-9998 unclear", "-9999 missing name"} <= {row["female_defendant"] for row in rows}
    key = list(rows_of(tmp_path / "keys" / "disp_name_key.csv"))
    missing = {
        row["year"]: row["disp_name"] for row in key if row["disp_name_s"] == "disposition var missing"
    }
    assert (missing["2012"], missing["2018"]) == ("26", "27")
    acquitted = {row["disp_name"] for row in key if row["disp_name_s"] == "acquitted"}
    assert len(acquitted) > 1
