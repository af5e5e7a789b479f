"""The pseudonym that DuckDB computes is the one Python computes."""

from __future__ import annotations

import random
import string

import duckdb
import pytest

from transform.bulk.session import _pads, pseudonym_sql
from transform.pseudonyms import case_pseudonym

SHAPED = [f"ZZAA01{number:06d}2015" for number in range(200)]
OTHERWISE = ["zzaa010000012015", "ZZAA01-000001-2015", " ZZ22 01/0000012015.", "ZZ1", "z", "Z_Z;Z" * 30]


def in_database(key: bytes, cnrs: list[str]) -> list[str | None]:
    with duckdb.connect() as connection:
        for name, value in _pads(key):
            connection.execute(f"set variable {name} = $value", {"value": value})
        connection.execute("create table cnrs as select unnest($cnrs) as cnr", {"cnrs": cnrs})
        return [row[0] for row in connection.execute(f"select {pseudonym_sql('cnr')} from cnrs").fetchall()]


@pytest.mark.parametrize("key", [bytes(range(32)), bytes(32), b"\xff" * 64, b"longer than a block" * 9])
def test_is_that_of_python_for_cnrs_of_any_shape(key: bytes) -> None:
    draw = random.Random(103)
    printable = ["Z" + "".join(draw.choices(string.printable, k=draw.randrange(1, 40))) for _ in range(500)]
    cnrs = SHAPED + OTHERWISE + printable
    assert in_database(key, cnrs) == [case_pseudonym(key, cnr) for cnr in cnrs]


def test_what_is_no_cnr_gets_no_pseudonym() -> None:
    assert in_database(bytes(32), ["--- /", "ZZAA0100000120ı5", "ZZÄA010000012015"]) == [None, None, None]
