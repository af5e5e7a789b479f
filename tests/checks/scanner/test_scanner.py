"""Every kind of leak is found in every type of file, and what is clean stays clean."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from PIL import Image, PngImagePlugin

from checks.scanner import Forbidden, scan

LEAKS = {
    "CNR": "see ZZAU010012342019 there",
    "number of an FIR or a case": "registered as F.I.R. No. 112 of the station",
    "telephone number": "call 98765 43210 for it",
    "e-mail address": "to party-001@example.org only",
    "twelve-digit personal number": "card 2345 6789 0123 shown",
    "Devanagari": "आरोपी हजर",
    "day": "heard on 14/03/2019 again",
    "pseudonym of a case": "case 0123456789abcdef moved",
    "words of an order": "Heard learned APP. Put up later.",
    "name known to the raw zone": "said PARTY  zebra-crossing to",
}
FORBIDDEN = Forbidden(names=frozenset({"Party Zebra Crossing", "Camp Road"}))
CLEAN = (
    "I12,A1,baseline,all,disposed cases,29,adjournments per case,667,23,26.2609,31.6522,bca_95_9999,false,",
    "definitions a9d30644cd210ecb4ed2c564bc666d8c33989dfffcc8e5c1cc6a61cfcf47b0b5",
    "9876543210.25 and 0.9876543210 are numbers; 2017-2020 is a period, 2019-Q3 a quarter",
    "Zebra crossing, a party, camp; roads",
    "ecourts-indicators 0.1.0; Python 3.11.7; share of cases (0-1); 9,999 resamples",
)


def _csv(path: Path, text: str) -> None:
    buffer = io.StringIO()
    csv.writer(buffer).writerows([["indicator_id", "note"], ["I01", "fine"], ["I02", text]])
    path.write_text(buffer.getvalue(), encoding="utf-8")


def _json(path: Path, text: str) -> None:
    path.write_text(json.dumps({"resources": [{"name": "fine"}, {"description": text}]}), encoding="utf-8")


def _notebook(path: Path, text: str) -> None:
    outputs = [{"output_type": "stream", "text": ["fine\n", text]}]
    path.write_text(json.dumps({"cells": [{"cell_type": "code", "outputs": outputs}]}), encoding="utf-8")


def _html(path: Path, text: str) -> None:
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    path.write_text(f"<html><head>{policy}</head><body><p>fine</p><!-- {text} --></body></html>", "utf-8")


def _svg(path: Path, text: str) -> None:
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><title>{text}</title></svg>', encoding="utf-8")


def _markdown(path: Path, text: str) -> None:
    path.write_text(f"# Fine\n\n| a | {text} |\n", encoding="utf-8")


def _parquet(path: Path, text: str) -> None:
    pq.write_table(pa.table({"indicator_id": ["I01", "I02"], "note": ["fine", text]}), path)


def _parquet_metadata(path: Path, text: str) -> None:
    pq.write_table(pa.table({"value": [1.0]}).replace_schema_metadata({"note": text}), path)


def _duckdb(path: Path, text: str) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table indicator_values (note varchar)")
        connection.execute("insert into indicator_values values ('fine'), (?)", [text])


def _duckdb_comment(path: Path, text: str) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table indicator_values (note varchar)")
        connection.execute(f"comment on column indicator_values.note is '{text}'")


def _png(path: Path, text: str) -> None:
    metadata = PngImagePlugin.PngInfo()
    metadata.add_itxt("Comment", text)
    Image.new("L", (2, 2)).save(path, pnginfo=metadata)


WRITERS: dict[str, Callable[[Path, str], None]] = {
    "I01.csv": _csv, "datapackage.json": _json, "first_look.ipynb": _notebook, "report.html": _html,
    "chart.svg": _svg, "appendix.md": _markdown, "values.parquet": _parquet,
    "more.parquet": _parquet_metadata,
    "public.duckdb": _duckdb, "commented.duckdb": _duckdb_comment, "map.png": _png,
}  # fmt: skip


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("kind", LEAKS)
def test_a_leak_of_each_kind_is_found_in_each_type_of_file(tmp_path: Path, kind: str, name: str) -> None:
    WRITERS[name](tmp_path / name, LEAKS[kind])
    found = scan(tmp_path, FORBIDDEN)
    assert kind in {one.kind for one in found}, found
    assert {one.file for one in found} == {name}
    assert all(one.text not in str(one) for one in found if len(one.text) > 2)


@pytest.mark.parametrize("name", WRITERS)
def test_what_is_clean_stays_clean(tmp_path: Path, name: str) -> None:
    for number, text in enumerate(CLEAN):
        WRITERS[name](tmp_path / f"{number}_{name}", text)
    assert scan(tmp_path, FORBIDDEN) == []


@pytest.mark.parametrize(
    "text",
    [
        "zzau01-001234-2019", "ZZAU010012342019", "C.R. No. I-45", "R.C.C. 68/2016", "crime number 7",
        "+91 98765-43210", "09876543210", "14 March 2019", "March 14, 2019", "2019-03-14", "14.3.2019",
        "accused is present", "issue NBW against accused no. 2", "camp road",
    ],
)  # fmt: skip
def test_other_ways_of_writing_it_are_found_too(tmp_path: Path, text: str) -> None:
    _csv(tmp_path / "I01.csv", f"before {text} after")
    (found, *_) = scan(tmp_path, FORBIDDEN)
    assert found.place == "line 3"


def test_a_digest_that_begins_like_a_cnr_is_none_and_a_cnr_before_other_letters_is(tmp_path: Path) -> None:
    begun = "bcab012345678901"
    (tmp_path / "datapackage.json").write_text(f'{{"hash": "{begun}{"a" * 48}"}}', encoding="utf-8")
    assert scan(tmp_path, Forbidden()) == []
    for text in (begun, f"{begun}{'a' * 47}", f"{begun}{'a' * 49}", f"{begun}{'A' * 48}", f"x {begun} y"):
        (tmp_path / "datapackage.json").write_text(f'{{"hash": "{text}"}}', encoding="utf-8")
        assert "CNR" in {finding.kind for finding in scan(tmp_path, Forbidden())}, text


def test_a_study_s_own_days_and_headings_are_allowed_one_by_one(tmp_path: Path) -> None:
    allowed = Forbidden(allowed=frozenset({"2017-03-11", "मुख्य आकडे"}))
    _csv(tmp_path / "I01.csv", "from 2017-03-11, मुख्य आकडे")
    assert scan(tmp_path, allowed) == []
    _csv(tmp_path / "I01.csv", "from 2017-03-12, मुख्य")
    assert {one.kind for one in scan(tmp_path, allowed)} == {"day", "Devanagari"}


def test_a_file_of_an_unknown_type_or_a_broken_one_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "values.xlsx").write_bytes(b"PK")
    (tmp_path / "values.parquet").write_bytes(b"PAR1 and no more")
    assert {one.file: one.kind for one in scan(tmp_path, FORBIDDEN)} == {
        "values.xlsx": "type of file that can't be looked through",
        "values.parquet": "file that can't be read",
    }


@pytest.mark.parametrize(
    "element",
    [
        "<script>1</script>", '<img src="https://example.org/a.png">', '<p onclick="a()">x</p>',
        '<link rel="stylesheet" href="style.css">', "<style>@import 'a.css'</style>",
        '<a href="https://example.org">x</a>', "<iframe></iframe>",
    ],
)  # fmt: skip
def test_a_page_that_runs_or_loads_something_is_a_finding(tmp_path: Path, element: str) -> None:
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    page = f'<html><head>{policy}</head><body><a href="#top">up</a>%s</body></html>'
    (tmp_path / "report.html").write_text(page % "", encoding="utf-8")
    assert scan(tmp_path, FORBIDDEN) == []
    (tmp_path / "report.html").write_text(page % element, encoding="utf-8")
    assert [one.kind for one in scan(tmp_path, FORBIDDEN)] == ["something that runs or loads"]
    (tmp_path / "report.html").write_text("<html><body>fine</body></html>", encoding="utf-8")
    assert [one.text for one in scan(tmp_path, FORBIDDEN)] == ["no Content-Security-Policy"]


def test_values_of_a_table_do_not_run_into_each_other(tmp_path: Path) -> None:
    """Two values make no number together; two lines of a text do, when they break one."""
    with duckdb.connect(str(tmp_path / "public.duckdb")) as connection:
        connection.execute("create table years (label varchar)")
        connection.execute("insert into years values ('2345'), ('6789 0123')")
    assert scan(tmp_path / "public.duckdb", FORBIDDEN) == []
    (tmp_path / "broken.txt").write_text("card 2345\n6789 0123\n", encoding="utf-8")
    (finding,) = scan(tmp_path / "broken.txt", FORBIDDEN)
    assert finding.kind == "twelve-digit personal number"
