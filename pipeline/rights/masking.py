"""After every pull, import and refresh: what courts have masked leaves the raw zone unmasked nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from checks.scanner.names import plain_words
from extract.archive import Archive
from extract.archive_lock import writer_of
from extract.erasing import Destroyed, is_unscrubbed, scrub
from extract.errors import ArchiveError
from extract.masking import mask_archive
from extract.masking_changes import MaskedCase, changes_needed
from extract.stored_pages import PageKind
from pipeline.building.known_names import read_known_names, write_known_names
from pipeline.building.part_files import remove_kept
from pipeline.forms.places import WORKLISTS, forms_folder
from pipeline.paths import Places
from pipeline.pull_status.wording import count_of
from pipeline.reporter import Reporter
from pipeline.rights.masked_cases import find_masked_cases
from pipeline.rights.masked_names import add_masked_names
from pipeline.rights.raw_zone import archives_under

LISTS = "lists and daily statuses"


@dataclass(slots=True)
class Masking:
    """What was done under a data folder: pages by kind and outcome, archives that another process holds."""

    done: Counter[Destroyed] = field(default_factory=Counter)
    archives: list[Places] = field(default_factory=list)
    busy: list[Places] = field(default_factory=list)


def replace_what_is_masked(data: Path, reporter: Reporter) -> Masking:
    """Destroy, in every archive under ``data``, what names people whom a court masks by now; say so.

    An archive that a pull is writing to is left to that pull, which does the same at its end.
    """
    archives, unread = list(archives_under(data)), list[str]()
    cases = find_masked_cases(archives, unread.append)
    masking = Masking()
    for places in archives:
        try:
            if writer_of(places.archive) is None:
                _mask(places, cases, masking)
            else:
                masking.busy += [places] if cases else []
        except ArchiveError as error:
            unread.append(str(error))
    for fault in dict.fromkeys(unread):
        reporter.warn(fault)
    _say(masking, reporter)
    return masking


def _mask(places: Places, cases: Mapping[str, MaskedCase], masking: Masking) -> None:
    with Archive.open_reader(places.archive) as archive:
        changes = changes_needed(archive, cases)
        if not changes and not is_unscrubbed(archive):
            return
    _keep_unreadable(places, {change.cnr: cases[change.cnr] for change in changes})
    with Archive(places.archive) as archive:
        done = mask_archive(archive, changes, cases, datetime.now(UTC))
        scrub(archive)
    if done:
        masking.archives.append(places)
        masking.done += done


def _keep_unreadable(places: Places, cases: Mapping[str, MaskedCase]) -> None:
    """Before the pages go: the names they gave away as digests, and no file with the names themselves."""
    hidden = {cnr: case.hidden for cnr, case in cases.items() if case.hidden}
    for cnr, names in hidden.items():
        add_masked_names(places, names, cnr)
    gone = {plain_words(name) for names in hidden.values() for name in names}
    if cases:
        remove_kept(places)
    if gone and places.known_names.is_file():
        kept = [name for name in read_known_names(places) if plain_words(name) not in gone]
        write_known_names(places, kept)
    for name in WORKLISTS if cases else ():
        (forms_folder(places) / name).unlink(missing_ok=True)


def _say(masking: Masking, reporter: Reporter) -> None:
    if masking.done:
        counts: Counter[str] = Counter()
        for one, count in masking.done.items():
            counts["case" if one.kind in (PageKind.CASE_PAGE, PageKind.APP_RECORD) else "other"] += count
        where = ", ".join(f"{places.study} {places.timepoint}" for places in masking.archives)
        reporter.line(
            f"masked by the court: {count_of(counts['case'], 'case page')} that named parties replaced for "
            f"good, names taken out of {count_of(counts['other'], 'list or daily status', LISTS)}, in {where}"
        )
    for places in masking.busy:
        reporter.warn(
            f"{places.study} {places.timepoint} is being written by another process: names that courts have "
            "masked leave it when that ends"
        )
