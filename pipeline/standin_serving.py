"""The stand-in portal of a synthetic study: its docket, and serving it for anyone to look at."""

from __future__ import annotations

from extract.standin.docket import DocketCase
from pipeline.paths import data_folder, study_file
from pipeline.study import Study, StudyError, load_study


def docket_of(study: Study, timepoint: str) -> list[DocketCase]:
    """The made-up cases a synthetic study's portal shows at a timepoint."""
    from extract.standin.endline_docket import endline_docket
    from extract.standin.reference_docket import baseline_docket

    if study.portal != "standin":
        raise StudyError(
            f"study {study.name} has a portal of its own; the stand-in serves synthetic studies."
        )
    dockets = {"baseline": baseline_docket, "endline": endline_docket}
    if timepoint not in dockets:
        raise StudyError(
            f"study {study.name}: the stand-in has no docket for {timepoint}, only for {', '.join(dockets)}."
        )
    return dockets[timepoint]()


def serve(study: str, timepoint: str, port: int) -> None:
    """Serve the study's made-up cases at a timepoint on this machine until interrupted."""
    from extract.standin.server import serve_forever

    loaded = load_study(study_file(study, data_folder(None)))
    serve_forever(docket_of(loaded, timepoint), port)
