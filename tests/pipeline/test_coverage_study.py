"""The coverage study's record on file is what the program finds today."""

from __future__ import annotations

import json

import pytest

from pipeline.simulating.command import RECORD
from pipeline.simulating.first_studies import first_studies

NUMBERS = ("estimate", "low", "high", "p_value")


def test_the_first_studies_on_file_are_those_the_program_finds() -> None:
    """Whoever changes the simulation, an estimand or a test has the study run again (and its document)."""
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    found = first_studies(record["seed"], record["resamples"])
    assert len(found) == len(record["first_studies"])
    for now, on_file in zip(found, record["first_studies"], strict=True):
        assert {name: now[name] for name in now if name not in NUMBERS} == {
            name: on_file[name] for name in on_file if name not in NUMBERS
        }
        assert [now[name] for name in NUMBERS] == pytest.approx([on_file[name] for name in NUMBERS], abs=1e-5)
