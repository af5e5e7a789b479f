"""Data Docs: what was expected of every table and what was found, as pages that open without a network.

Great Expectations renders the results. Its own page frame loads styles and scripts from other hosts, prints
the time, numbers its blocks at random and passes markup inside values through, so only the rendered sections
are taken over, cleaned, into a frame of ours. The same results give the same bytes, and a file that would not
change is not written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path

from bs4 import Tag

from checks.expectations import StructureFault, TableStructure
from checks.rendered_sections import mark, rendered_sections
from extract.whole_files import write_changed
from transform.form_schema import FORM_TABLES
from transform.schema import TABLES

STYLE = "data_docs.css"


def write_data_docs(structures: Sequence[TableStructure], folder: Path, study: str) -> Path:
    """Write ``index.html``, a page per table and the style into ``folder``; returns the path of the index.

    ``study`` is the heading of every page (study and timepoint). Pages of an earlier run that no longer
    belong are removed. The pages hold case pseudonyms and printed wordings: they stay beside the tables.
    """
    pages = {"index.html": _index_page(structures, study)}
    for structure in structures:
        if structure.validation is not None:
            pages[f"{structure.table}.html"] = _table_page(structure, study)
    pages[STYLE] = files("checks").joinpath(STYLE).read_text("utf-8")
    _write(pages, folder)
    return folder / "index.html"


def _index_page(structures: Sequence[TableStructure], study: str) -> str:
    rows = "".join(_index_row(structure) for structure in structures)
    faults = "".join(_fault_row(fault) for structure in structures for fault in structure.faults)
    found = (
        "<h4>What failed</h4><table><thead><tr><th>Table</th><th>Expected</th><th>Column</th>"
        '<th class="number">Rows</th><th>Found</th><th>Cases</th></tr></thead>'
        f"<tbody>{faults}</tbody></table>"
        if faults
        else '<p class="passed">Every expectation holds.</p>'
    )
    body = (
        '<main class="single"><h4>Tables</h4><table><thead><tr><th>Table</th><th>What it holds</th>'
        '<th class="number">Rows</th><th class="number">Expectations</th><th>Result</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>{found}</main>"
    )
    return _page("Structure of the tables", study, body)


def _index_row(structure: TableStructure) -> str:
    name = escape(structure.table)
    linked = f'<a href="{name}.html">{name}</a>' if structure.validation is not None else name
    result = mark(not structure.is_failed) if structure.validation is not None else mark(False, "not read")
    return (
        f"<tr><td>{linked}</td><td>{escape(_description(structure.table))}</td>"
        f'<td class="number">{structure.row_count}</td><td class="number">{structure.expectation_count}</td>'
        f"<td>{result}</td></tr>"
    )


def _description(table: str) -> str:
    return (TABLES | FORM_TABLES)[table].description


def _fault_row(fault: StructureFault) -> str:
    cells = (fault.table, fault.expectation, fault.column)
    lists = (", ".join(fault.found), ", ".join(fault.case_ids))
    return (
        "<tr>"
        + "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        + f'<td class="number">{fault.count or "all"}</td>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in lists)
        + "</tr>"
    )


def _table_page(structure: TableStructure, study: str) -> str:
    sections = rendered_sections(structure)
    links = "".join(
        f'<li><a href="#{section["id"]}"{_failed_class(section)}>{escape(_heading(section))}</a></li>'
        for section in sections
    )
    body = (
        '<div class="page"><input type="checkbox" id="failed-only" hidden>'
        '<label for="failed-only">&#9656; Show failed expectations only / show all</label>'
        f"<nav><ul>{links}</ul></nav><main>{''.join(str(section) for section in sections)}</main></div>"
    )
    return _page(structure.table, study, body)


def _heading(section: Tag) -> str:
    heading = section.select_one("h5, h4, h6")
    return " ".join(heading.get_text(" ").split()) if heading is not None else "Section"


def _failed_class(section: Tag) -> str:
    return ' class="failed"' if section.select_one("td .failed") is not None else ""


def _page(title: str, study: str, body: str) -> str:
    title, study = escape(title), escape(study)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{title} - {study}</title><link rel="stylesheet" href="{STYLE}"></head>\n'
        f'<body><header><h1>{title}</h1><p>{study} &middot; <a href="index.html">all tables</a></p></header>'
        f"\n{body}\n<footer>Expectations derived from the table schema, evaluated and rendered by Great "
        "Expectations. Case pseudonyms: do not pass on.</footer></body></html>\n"
    )


def _write(pages: Mapping[str, str], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for stale in folder.glob("*.html"):
        if stale.name not in pages:
            stale.unlink()
    for name, text in pages.items():
        write_changed(folder / name, text.encode())
