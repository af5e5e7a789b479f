"""The stand-in portal of a synthetic study: its docket, and serving it for anyone to look at."""

from __future__ import annotations

from extract.standin.docket import DocketCase
from pipeline.paths import data_folder, study_file
from pipeline.study import Study, StudyError, load_study


def docket_of(study: Study, timepoint: str) -> list[DocketCase]:
    """The made-up cases a synthetic study's portal shows at a timepoint."""
    from extract.standin.reference_docket import baseline_docket

    if study.portal != "standin":
        raise StudyError(
            f"study {study.name} has a portal of its own; the stand-in serves synthetic studies."
        )
    if timepoint != "baseline":
        raise StudyError(
            f"study {study.name}: the stand-in has no docket for {timepoint}, only for baseline."
        )
    return baseline_docket()


def serve(study: str, port: int) -> None:
    """Serve the study's made-up cases on this machine until interrupted."""
    from extract.standin.server import serve_forever

    loaded = load_study(study_file(study, data_folder(None)))
    serve_forever(docket_of(loaded, "baseline"), port)
