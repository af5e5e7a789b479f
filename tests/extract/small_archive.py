"""A raw archive of a few made-up pages, plain or encrypted."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from extract.archive import Archive
from extract.archive_conversion import encrypt_archive
from extract.encryption import PASSPHRASE_VARIABLE
from extract.stored_pages import PageKind

PASSPHRASE = 'five "plain" words; it\'s enough'
CNRS = tuple(f"ZZAH01000{number:03}2019" for number in range(40))


def filled_archive(path: Path, cnrs: tuple[str, ...] = CNRS) -> Path:
    """One made-up page for each CNR, which stands in the page, its key and its context."""
    with Archive(path) as archive:
        for cnr in cnrs:
            archive.store(
                kind=PageKind.CASE_PAGE,
                origin="test",
                request_key=f"case_page/{cnr}",
                state="ok",
                fetched_at=datetime(2026, 3, 1, 12, tzinfo=UTC),
                content=f"<p>{cnr} Party-001</p>".encode(),
                context={"cnr": cnr},
            )
    return path


def encrypted_neighbour(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An encrypted archive of another timepoint under ``folder``; the passphrase is set."""
    pytest.importorskip("sqlcipher3", reason="the extra encryption is not installed")
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    path = filled_archive(folder / "earlier" / "archive.sqlite", CNRS[:1])
    encrypt_archive(path)
    return path
