"""Where things lie. Only this package knows; every function below it is handed its paths."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SHIPPED_STUDIES = PROJECT / "data" / "studies"


@dataclass(frozen=True, slots=True)
class Places:
    """The stores of one study at one timepoint under the data folder."""

    data: Path
    study: str
    timepoint: str

    @property
    def archive(self) -> Path:
        return self.data / "raw" / self.study / self.timepoint / "archive.sqlite"

    @property
    def bulk_manifest(self) -> Path:
        """Which files of a bulk release the timepoint's tables are made from; they stay where they are."""
        return self.archive.with_name("bulk_release.json")

    @property
    def known_names(self) -> Path:
        """Names on the timepoint's pages, which no published file may hold."""
        return self.archive.with_name("known_names.json")

    @property
    def masked_cases(self) -> Path:
        """Which cases some page of the archive masks; made anew when it is not there."""
        return self.archive.with_name("masked_cases.json")

    @property
    def masked_names(self) -> Path:
        """Keyed digests of names that courts have masked since: not to be published, no longer readable."""
        return self.archive.with_name("masked_names.json")

    @property
    def marker_key(self) -> Path:
        """Key of what the raw zone must recognise and may not keep; not the pseudonym key, which changes."""
        return self.data / "raw" / ".rights" / "marker.key"

    @property
    def key_rotation(self) -> Path:
        """A change of the pseudonym key under way, until it is finished."""
        return self.marker_key.with_name("key_rotation.json")

    def portal_rest(self, portal: str) -> Path:
        """Until when a portal (host and port) must be left alone by every study: it throttles an address."""
        return self.data / "raw" / ".rests" / f"{portal.replace(':', '_')}.txt"

    @property
    def certificate(self) -> Path:
        """What says that the timepoint's raw pages were destroyed."""
        return self.data / "certificates" / f"{self.study}.{self.timepoint}.json"

    @property
    def forgotten(self) -> Path:
        """Cases that were forgotten, each by a keyed marker, so that none is taken in again."""
        return self.data / "raw" / ".rights" / f"{self.study}.forgotten.json"

    @property
    def corrections(self) -> Path:
        """The study's own corrections; they name cases, so they lie in the restricted zone."""
        return self.data / "raw" / self.study / "corrections.csv"

    @property
    def wording_decisions(self) -> Path:
        """Wordings of this study that its analyst has decided on."""
        return self.data / "vocabulary" / self.study / "decisions.csv"

    @property
    def estimands_record(self) -> Path:
        """What the study named as its primary estimands when its endline's data were first read."""
        return self.data / "raw" / self.study / "estimands.json"

    @property
    def tables_root(self) -> Path:
        return self.data / "tables"

    @property
    def tables(self) -> Path:
        return self.tables_root / self.study / self.timepoint

    @property
    def shared_facts(self) -> Path:
        """What the indicators of very many cases share, kept until the tables change; pseudonyms and days."""
        return self.data / "shared" / self.study / f"{self.timepoint}.duckdb"

    @property
    def indicator_values(self) -> Path:
        return self.tables / "indicator_values.parquet"

    @property
    def comparison(self) -> Path:
        """The comparison of the study's two timepoints, in full (view ``comparison``)."""
        return self.tables_root / self.study / "comparison.parquet"

    @property
    def study_indicators(self) -> Path:
        """What is published of the study as a whole, beside its timepoints."""
        return self.data / "indicators" / self.study

    @property
    def checks(self) -> Path:
        return self.data / "checks" / self.study / self.timepoint

    @property
    def warehouse(self) -> Path:
        return self.data / "warehouse.duckdb"

    @property
    def indicators(self) -> Path:
        return self.data / "indicators" / self.study / self.timepoint

    @property
    def replays(self) -> Path:
        """Files of case pseudonyms that set two timepoints beside each other; not for publication."""
        return self.tables_root / self.study / "replay"

    @property
    def printed_report(self) -> Path:
        """The published report as a PDF; outside the publication, since the export scanner can't read one."""
        return self.data / "prints" / self.study / "report.pdf"

    @property
    def scratch(self) -> Path:
        """Tables that are needed only while a command runs."""
        return self.data / "scratch"

    @property
    def ledger(self) -> Path:
        """The study's ledger of releases."""
        return self.data / "releases" / f"{self.study}.jsonl"

    def narrowed(self, what: str) -> Path:
        """What the last release of a timepoint or the comparison leaves narrow, for who answers for it."""
        return self.ledger.with_name(f"{self.study}.{what}.narrowed.csv")

    @property
    def stamps(self) -> Path:
        return self.data / "stamps" / self.study / self.timepoint


def data_folder(option: Path | None) -> Path:
    """The data folder: the option, else ``ECOURTS_DATA``, else ``data/`` of the working folder."""
    return (option or Path(os.environ.get("ECOURTS_DATA", "data"))).resolve()


def key_file() -> Path:
    """The pseudonym key, outside the project: ``ECOURTS_KEY_FILE`` or the user's configuration folder."""
    if named := os.environ.get("ECOURTS_KEY_FILE"):
        return Path(named).resolve()
    configuration = Path(os.environ.get("XDG_CONFIG_HOME", Path.home() / ".config"))
    return configuration / "ecourts-indicators" / "pseudonym.key"
