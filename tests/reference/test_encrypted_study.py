"""The reference study from an encrypted archive: the same tables and figures, and nobody else can read it."""

from __future__ import annotations

import os
import pty
import shutil
import sys
from pathlib import Path

import pytest
from reference_command import run_command

from extract.archive import Archive
from extract.encryption import PASSPHRASE_VARIABLE, is_encrypted
from extract.stored_pages import PageKind
from pipeline.paths import Places
from pipeline.publishing.forbidden_names import known_names
from pipeline.run import prepare

pytest.importorskip("sqlcipher3", reason="the extra encryption is not installed")
PASSPHRASE = "a passphrase of several words"
ZSTD = b"\x28\xb5\x2f\xfd"


@pytest.fixture(scope="module")
def encrypted(reference_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the baseline's raw zone, worklists made, then encrypted, then built anew."""
    data = tmp_path_factory.mktemp("encrypted") / "data"
    shutil.copytree(reference_data / "raw" / "reference", data / "raw" / "reference")
    shutil.rmtree(data / "raw" / "reference" / "endline")
    shutil.copy(reference_data.with_name("pseudonym.key"), data.with_name("pseudonym.key"))
    shutil.copytree(reference_data / "tables", data / "tables")
    run_command("forms", "worklist", data=data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
        told = run_command("encrypt", "--timepoint", "baseline", data=data)
        assert "the plain file was overwritten and removed" in told
        assert told.count("destroyed") == 2
        shutil.rmtree(data / "tables")
        run_command("build", "--timepoint", "baseline", data=data)
    return data


def test_no_name_and_no_case_number_can_be_read_in_the_raw_zone(
    encrypted: Path, reference_data: Path
) -> None:
    with Archive.open_reader(Places(reference_data, "reference", "baseline").archive) as archive:
        cnrs = {page.context["cnr"].encode() for page in archive.pages(PageKind.CASE_PAGE)}
    assert len(cnrs) > 100

    def telling(folder: Path) -> set[bytes]:
        found = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
        return {mark for mark in (*cnrs, b"Party-", b"Advocate-", ZSTD) if mark in found}

    assert len(telling(reference_data / "raw" / "reference" / "baseline")) == len(cnrs) + 3
    assert telling(encrypted / "raw") == set()


def test_tables_are_the_same_byte_for_byte(encrypted: Path, reference_data: Path) -> None:
    ours, theirs = (Places(data, "reference", "baseline").tables for data in (encrypted, reference_data))
    files = sorted(file.name for file in ours.glob("*.parquet"))
    assert len(files) > 10
    assert [name for name in files if (ours / name).read_bytes() != (theirs / name).read_bytes()] == []


def test_the_scanner_still_knows_every_name(
    encrypted: Path, reference_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ECOURTS_KEY_FILE", str(encrypted.with_name("pseudonym.key")))
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    ours, theirs = (prepare("reference", "baseline", data) for data in (encrypted, reference_data))
    assert len(known_names(ours)) > 100
    assert known_names(ours) <= known_names(theirs)


def test_a_person_types_the_passphrase_once_and_it_is_never_shown(encrypted: Path) -> None:
    printed = typed_at_a_terminal(["forms", "worklist"], PASSPHRASE, encrypted)
    assert printed.count("Passphrase") == 1
    assert "cases" in printed
    assert "the worklist is plain text" in printed
    assert PASSPHRASE not in printed


def test_a_mistyped_passphrase_is_one_line(encrypted: Path) -> None:
    printed = typed_at_a_terminal(["status"], "mistyped", encrypted)
    lines = [line for line in printed.splitlines() if line.strip() and "Passphrase of" not in line]
    assert len(lines) == 1
    assert "the passphrase does not open it" in lines[0]


def test_the_doctor_tells_what_is_encrypted_and_asks_nobody(
    encrypted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "encrypted; not looked into: set ECOURTS_PASSPHRASE" in run_command(
        "doctor", "--without-browser", data=encrypted
    )
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    assert "of them pages; encrypted" in run_command("doctor", "--without-browser", data=encrypted)


def test_decrypted_it_is_as_it_was(
    encrypted: Path, reference_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(encrypted / "raw", tmp_path / "raw")
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    run_command("decrypt", "--timepoint", "baseline", data=tmp_path)
    ours, theirs = (Places(data, "reference", "baseline") for data in (tmp_path, reference_data))
    assert not is_encrypted(ours.archive)
    assert ours.known_names.read_bytes() == theirs.known_names.read_bytes()
    with Archive.open_reader(ours.archive) as one, Archive.open_reader(theirs.archive) as other:
        assert list(one.everything()) == list(other.everything())


def typed_at_a_terminal(arguments: list[str], words: str, data: Path) -> str:
    """What a terminal shows while a person runs the command there and types ``words`` when asked."""
    command = str(Path(sys.executable).with_name("ecourts-indicators"))
    process, terminal = pty.fork()
    if process == 0:
        os.environ["ECOURTS_KEY_FILE"] = str(data.with_name("pseudonym.key"))
        os.environ.pop(PASSPHRASE_VARIABLE, None)
        os.execv(command, [command, *arguments, "--study", "reference", "--data", str(data)])
    shown = b""
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:  # the terminal is gone with its process
            break
        if b"Passphrase" in part:
            os.write(terminal, words.encode() + b"\n")
        if not part:
            break
        shown += part
    os.waitpid(process, 0)
    os.close(terminal)
    return shown.decode()
