"""Writes the data package over everything that is published of a study once the stage has taken its place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.data_package.as_packed import DESCRIPTION, refuse_mixture
from pipeline.data_package.caveats import caveats_text
from pipeline.data_package.description import description_text
from pipeline.data_package.dictionary import dictionary_text
from pipeline.data_package.licence import CITATION_FILE, LICENCE_FILE, citation_text, licence_text
from pipeline.data_package.parameters import PARAMETERS_FILE, common_parameters
from pipeline.data_package.warehouse import PUBLIC_WAREHOUSE, write_public_warehouse
from pipeline.run import Run
from pipeline.writing import write_text


def pack(run: Run, stage: Path, published: Path) -> None:
    """Add to ``stage``: description, dictionary, caveats, parameters, licence, citation, warehouse.

    They describe the files of ``stage`` and those in ``published`` that stay; ``RunError`` where these are
    not as they were described.
    """
    write_text(stage / "caveats.csv", caveats_text(run.study))
    write_text(stage / "DICTIONARY.md", dictionary_text())
    write_text(stage / LICENCE_FILE, licence_text(run.study))
    write_text(stage / CITATION_FILE, citation_text(run.study))
    if text := common_parameters(published_tables(stage, published)):
        write_text(stage / PARAMETERS_FILE, text)
    tables = published_tables(stage, published)
    refuse_mixture(run, {name: path for name, path in tables.items() if path.is_relative_to(published)})
    write_text(stage / DESCRIPTION, description_text(run.study, tables))
    write_public_warehouse(stage / PUBLIC_WAREHOUSE, tables)


def published_tables(stage: Path, published: Path) -> Mapping[str, Path]:
    """Every CSV that will be published, by its path in the package; a staged timepoint replaces the old."""
    replaced = {folder.name for folder in stage.iterdir() if folder.is_dir()}
    staying = {
        path.relative_to(published).as_posix(): path
        for path in published.glob("**/*.csv")
        if path.relative_to(published).parts[0] not in replaced
    }
    staged = {path.relative_to(stage).as_posix(): path for path in stage.glob("**/*.csv")}
    return dict(sorted((staying | staged).items()))
