"""WARC and WACZ files: whichever way they were written, the tables of the pull; of a damaged one, nothing."""

from __future__ import annotations

import gzip
import hashlib
import io
import itertools
import json
import random
import re
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from recorded_traffic import Recorded, pulled, tables_of, warc

from extract.archive import Archive
from extract.errors import ExtractError
from extract.importers import ImportReport, import_path
from extract.importers.entry_outcomes import Reason

NOW = datetime(2030, 1, 1, tzinfo=UTC)
Traffic = list[Recorded]

pytest.importorskip("warcio", reason="the extra warc is not installed")


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Traffic]:
    """A pull of eight cases: its archive, and what went over the wire."""
    return pulled(tmp_path_factory.mktemp("walk"))


def imported(content: bytes, folder: Path, name: str = "walk.warc.gz") -> tuple[ImportReport, Path]:
    (folder / name).write_bytes(content)
    archive = folder / "raw" / "archive.sqlite"
    with Archive(archive) as opened:
        return import_path(folder / name, opened, None, NOW), archive


def stored(path: Path) -> dict[str, bytes]:
    with Archive.open_reader(path) as archive:
        return {page.request_key: page.content for page in archive.everything()}


@pytest.mark.parametrize(
    "written",
    [
        {"version": "1.0"},
        {"version": "1.1", "is_gzip": False},
        {"is_chunked": True},
        {"is_packed": True},
        {"is_chunked": True, "is_packed": True, "requests_first": True},
    ],
)
def test_a_recorded_walk_gives_the_tables_of_the_pull(
    walk: tuple[Path, Traffic], tmp_path: Path, written: dict[str, Any]
) -> None:
    name = "walk.warc.gz" if written.get("is_gzip", True) else "walk.warc"
    report, archive = imported(warc(walk[1], **written), tmp_path, name)
    assert tables_of(archive) == tables_of(walk[0])
    (recorded,) = report.recordings
    assert recorded.entries == len(walk[1])
    assert recorded.entries == recorded.stored + recorded.duplicate + sum(recorded.not_taken.values())
    assert (report.lost, report.unrecognised) == ([], [])
    with Archive.open_reader(archive) as opened:
        assert {page.origin for page in opened.pages()} == {"warc"}
        times = {recorded.at.replace(microsecond=0) for recorded in walk[1]}
        assert {page.fetched_at for page in opened.pages()} <= times


def test_forms_are_found_whichever_record_names_the_other(walk: tuple[Path, Traffic], tmp_path: Path) -> None:
    turned = _turned_links(warc(walk[1], is_gzip=False))
    assert turned.count(b"WARC-Concurrent-To") == len(walk[1])
    _, archive = imported(turned, tmp_path, "walk.warc")
    assert stored(archive).keys() == stored(walk[0]).keys()


def test_without_its_request_a_page_is_told_by_content(walk: tuple[Path, Traffic], tmp_path: Path) -> None:
    traffic = [one for one in walk[1] if one.url.endswith("viewHistory")]
    whole = warc(traffic, is_gzip=False)
    _, archive = imported(_without(whole, b"request"), tmp_path, "walk.warc")
    assert stored(archive) == {k: v for k, v in stored(walk[0]).items() if k.startswith("case_page/")}


@pytest.mark.parametrize("is_gzip", [True, False])
def test_a_file_cut_anywhere_is_refused_whole_with_the_offset(
    walk: tuple[Path, Traffic], tmp_path: Path, is_gzip: bool
) -> None:
    whole = warc(walk[1][:14], is_gzip=is_gzip)
    ends = _record_ends(whole)
    cuts = random.Random(3).sample(range(1, len(whole)), 150)
    for cut in cuts:
        if any(abs(cut - end) <= 4 for end in ends):
            continue  # whole records, and perhaps a part of the blank lines between them
        report, archive = imported(whole[:cut], tmp_path, "cut.warc.gz" if is_gzip else "cut.warc")
        (refused,) = report.unrecognised
        assert "WARC" in refused.reason
        if cut > 60:  # else too short to be known as a WARC file at all
            assert "at offset" in refused.reason
            assert "nothing was taken" in refused.reason
        assert stored(archive) == {}


def test_damaged_bytes_never_bring_a_page_that_was_not_recorded(
    walk: tuple[Path, Traffic], tmp_path: Path
) -> None:
    whole = warc(walk[1][:14], is_gzip=False)
    chance = random.Random(11)
    known = set(stored(walk[0]).values())
    for number in range(60):
        damaged = bytearray(whole)
        for _ in range(chance.randrange(1, 4)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        folder = tmp_path / str(number)
        folder.mkdir()
        _, archive = imported(bytes(damaged), folder, "damaged.warc")
        assert set(stored(archive).values()) <= known


def test_a_revisit_stands_for_the_answer_it_refers_to(walk: tuple[Path, Traffic], tmp_path: Path) -> None:
    from warcio.warcwriter import WARCWriter

    page = next(one for one in walk[1] if one.url.endswith("viewHistory"))
    out = io.BytesIO(whole := warc([page], is_gzip=False))
    out.seek(len(whole))
    writer = WARCWriter(out, gzip=False, warc_version="1.1")
    digest = whole[whole.index(b"WARC-Payload-Digest: ") + 21 :].split(b"\r\n")[0].decode()
    date = "2026-10-01T00:00:00Z"
    for stated in (digest, "sha1:" + "A" * 32):
        writer.write_record(writer.create_revisit_record(page.url, stated, page.url, date))
    report, archive = imported(out.getvalue(), tmp_path, "walk.warc")
    (recorded,) = report.recordings
    assert (recorded.entries, recorded.stored, recorded.duplicate) == (3, 1, 1)
    assert recorded.details == {(Reason.NO_CONTENT, "refers to an answer that is not in this file"): 1}
    assert len(stored(archive)) == 1


def test_an_answer_that_does_not_match_its_digest_is_counted_and_not_taken(
    walk: tuple[Path, Traffic], tmp_path: Path
) -> None:
    page = next(one for one in walk[1] if one.url.endswith("viewHistory"))
    whole = warc([page], is_gzip=False)
    changed = re.sub(rb"WARC-Block-Digest: .*\r\n", b"", whole).replace(b"Kolhapur", b"Kolhapor", 1)
    report, archive = imported(changed, tmp_path, "walk.warc")
    assert report.recordings[0].details[Reason.UNREADABLE, "an answer that does not match its digest"] == 1
    assert [lost.what.split("/")[0] for lost in report.lost] == ["case_page"]
    assert stored(archive) == {}


def test_without_warcio_one_line_says_how_to_get_it(
    walk: tuple[Path, Traffic], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = warc(walk[1][:2])
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    with pytest.raises(ExtractError, match="make warc"):
        imported(content, tmp_path)


def wacz(files: dict[str, bytes], *, hashes: dict[str, str] | None = None, is_listed: bool = True) -> bytes:
    """A package of files, each listed with its hash, under a digest of the list."""
    stated = {name: f"sha256:{hashlib.sha256(content).hexdigest()}" for name, content in files.items()}
    resources = [
        {"name": name, "path": name, "hash": value, "bytes": 1}
        for name, value in (stated | (hashes or {})).items()
    ]
    package = json.dumps(
        {"profile": "data-package", "wacz_version": "1.1.1", "resources": resources if is_listed else []}
    ).encode()
    digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
        packed.writestr("datapackage.json", package)
        packed.writestr("datapackage-digest.json", json.dumps(digest))
    return out.getvalue()


def test_a_package_gives_the_tables_of_the_pull(walk: tuple[Path, Traffic], tmp_path: Path) -> None:
    half = len(walk[1]) // 2
    files = {
        "archive/a.warc.gz": warc(walk[1][:half]),
        "archive/b.warc.gz": warc(walk[1][half:]),
        "pages/pages.jsonl": b"{}\n",
    }
    report, archive = imported(wacz(files), tmp_path, "walk.wacz")
    assert tables_of(archive) == tables_of(walk[0])
    assert report.recordings[0].entries == len(walk[1])
    with Archive.open_reader(archive) as opened:
        assert {page.origin for page in opened.pages()} == {"wacz"}


def test_a_package_that_is_not_what_it_states_is_refused(walk: tuple[Path, Traffic], tmp_path: Path) -> None:
    files = {"archive/a.warc.gz": warc(walk[1])}
    good = wacz(files)
    refusals = {
        "does not match the hash": wacz(files, hashes={"archive/a.warc.gz": f"sha256:{'0' * 64}"}),
        "not listed": wacz(files, is_listed=False),
        "which is not in it": wacz(files, hashes={"archive/c.warc.gz": f"sha256:{'0' * 64}"}),
        "no hash is stated": wacz(files, hashes={"archive/a.warc.gz": "none"}),
        "without a WARC file": wacz({"pages/pages.jsonl": b"{}"}),
        "no whole WACZ file": good.replace(b'"data-package"', b'"data-pakcage"'),
    }
    for reason, content in refusals.items():
        report, archive = imported(content, tmp_path, "bad.wacz")
        assert len(report.unrecognised) == 1, reason
        assert reason in report.unrecognised[0].reason
        assert stored(archive) == {}
    for end in range(5, len(good), len(good) // 25):
        report, archive = imported(good[:end], tmp_path, "cut.wacz")
        assert len(report.unrecognised) == 1
        assert stored(archive) == {}


def _record_ends(content: bytes) -> list[int]:
    """Where records end: before the next one, or where a gzip member does."""
    if not content.startswith(b"\x1f\x8b"):
        return [at for at in range(len(content)) if content.startswith(b"WARC/1.1\r\n", at)] + [len(content)]
    ends, stream = [], io.BytesIO(content)
    while stream.tell() < len(content):
        member = gzip.zlib.decompressobj(31)  # type: ignore[attr-defined]
        rest = content[stream.tell() :]
        member.decompress(rest)
        stream.seek(len(content) - len(member.unused_data))
        ends.append(stream.tell())
    return ends


def _records(content: bytes) -> list[bytes]:
    starts = _record_ends(content)
    return [content[start:end] for start, end in itertools.pairwise(starts)]


def _without(content: bytes, kind: bytes) -> bytes:
    return b"".join(r for r in _records(content) if b"WARC-Type: " + kind not in r)


def _turned_links(content: bytes) -> bytes:
    """The answers name their requests, instead of the requests their answers."""
    records = _records(content)
    out = [records[0]]
    for answer, question in zip(records[1::2], records[2::2], strict=True):
        head, rest = question.split(b"WARC-Concurrent-To: ", 1)
        question_id = question.split(b"WARC-Record-ID: ", 1)[1].split(b"\r\n", 1)[0]
        out += [
            answer.replace(b"\r\n", b"\r\nWARC-Concurrent-To: " + question_id + b"\r\n", 1),
            head + rest.split(b"\r\n", 1)[1],
        ]
    return b"".join(out)
