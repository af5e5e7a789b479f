"""Keyed pseudonyms and the file their key lies in."""

from __future__ import annotations

import hashlib
import hmac
import stat
from pathlib import Path

import pytest

from transform.pseudonyms import KeyFileError, case_pseudonym, load_or_create_key, pseudonym

KEY = bytes(range(32))
CNR = "ZZAU010000012017"


def test_is_the_first_16_digits_of_a_keyed_hash_in_its_domain() -> None:
    expected = hmac.new(KEY, f"cnr|{CNR}".encode(), hashlib.sha256).hexdigest()[:16]
    assert case_pseudonym(KEY, CNR) == expected


def test_hyphens_and_case_of_a_cnr_do_not_matter() -> None:
    assert case_pseudonym(KEY, "zzau01-000001-2017") == case_pseudonym(KEY, CNR)


def test_domains_and_keys_keep_pseudonyms_apart() -> None:
    names = {pseudonym(key, domain, CNR) for key in (KEY, bytes(32)) for domain in ("cnr", "party", "fir")}
    assert len(names) == 6


def test_a_new_key_is_private_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "pseudonyms.key"
    key = load_or_create_key(path)
    assert len(key) == 32
    assert load_or_create_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o640, 0o700), (0o600, 0o750)])
def test_a_key_open_to_others_is_refused(tmp_path: Path, file_mode: int, folder_mode: int) -> None:
    path = tmp_path / "keys" / "pseudonyms.key"
    load_or_create_key(path)
    path.chmod(file_mode)
    path.parent.chmod(folder_mode)
    with pytest.raises(KeyFileError, match=r"open to others .*; run: chmod [67]00 '") as raised:
        load_or_create_key(path)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("content", [b"", b"not a key\n", b"ab" * 31, b"\xff" * 64])
def test_a_damaged_key_is_not_replaced(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "keys" / "pseudonyms.key"
    load_or_create_key(path)
    path.write_bytes(content)
    with pytest.raises(KeyFileError, match="restore it from its backup"):
        load_or_create_key(path)
    assert path.read_bytes() == content
