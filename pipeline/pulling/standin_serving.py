"""The stand-in portal of a synthetic study: its docket, and serving it for anyone to look at."""

from __future__ import annotations

from collections.abc import Sequence

from extract.standin.docket import DocketCase
from extract.standin.places import COMPLEXES, Complex
from pipeline.paths import data_folder
from pipeline.study import Study, StudyError, load_study
from pipeline.study_files import study_file

SIMULATED = "simulated"


def docket_of(study: Study, timepoint: str) -> list[DocketCase]:
    """The made-up cases a synthetic study's portal shows at a timepoint."""
    if study.portal != "standin":
        raise StudyError(
            f"study {study.name} has a portal of its own; the stand-in serves synthetic studies."
        )
    known = ("baseline", "endline")
    if timepoint not in known:
        raise StudyError(
            f"study {study.name}: the stand-in has no docket for {timepoint}, only for {', '.join(known)}."
        )
    if study.name == SIMULATED:
        from extract.standin.simulation.docket import simulated_docket

        return list(simulated_docket(timepoint))
    from extract.standin.endline_docket import endline_docket
    from extract.standin.reference_docket import baseline_docket

    return baseline_docket() if timepoint == "baseline" else endline_docket()


def places_of(study: Study) -> Sequence[Complex]:
    """The court complexes that a synthetic study's portal has."""
    if study.name != SIMULATED:
        return COMPLEXES
    from extract.standin.simulation.seats import SIMULATED_COMPLEXES

    return SIMULATED_COMPLEXES


def serve(study: str, timepoint: str, port: int, wording: str | None = None) -> None:
    """Serve the study's made-up cases at a timepoint on this machine until interrupted.

    ``wording`` is "PURPOSE=OTHER": every entry of that purpose prints the other wording.
    """
    from extract.standin.server import serve_forever

    loaded = load_study(study_file(study, data_folder(None)))
    docket = docket_of(loaded, timepoint)
    serve_forever(docket if wording is None else _reworded(docket, wording), port, places=places_of(loaded))


def _reworded(docket: list[DocketCase], wording: str) -> list[DocketCase]:
    from extract.standin.variants import with_purpose_worded

    purpose, _, other = wording.partition("=")
    printed = {row.purpose for case in docket for row in case.hearings}
    if purpose not in printed or not other:
        known = ", ".join(sorted(printed))
        raise StudyError(f"--wording {wording}: give PURPOSE=OTHER WORDING, with a purpose of: {known}.")
    return with_purpose_worded(docket, purpose, other)
