"""Runs every notebook on a study's warehouse and keeps the executed copies with the data, away from these.

Imports nothing of the project, as the notebooks themselves do not. Executed notebooks hold full values, small
numbers among them: they are for people who work under the study's approval, and not for publication.
"""

from __future__ import annotations

import argparse
import html
import os
import sys
import tempfile
import time
import tomllib
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbconvert import HTMLExporter  # comes with jupyterlab
from nbformat import NotebookNode
from traitlets.config import Config

HERE = Path(__file__).resolve().parent
PATIENCE = {"timeout": 300, "startup_timeout": 180}  # seconds for a cell, and for a kernel to come up
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta http-equiv="Content-Security-Policy"
content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body {{ font: 16px/1.5 sans-serif; max-width: 66rem; margin: 2rem auto; padding: 0 1rem }}
pre {{ overflow-x: auto; font-size: 14px; background: #f3f5f6; padding: .5rem }} img {{ max-width: 100% }}
.output_html, .jp-OutputArea-output {{ overflow-x: auto }}
td, th {{ padding: .1rem .6rem; text-align: right }}
.prompt, .jp-InputPrompt, .jp-OutputPrompt, .anchor-link {{ display: none }}</style></head>
<body>{body}</body></html>
"""


def main() -> int:
    """Run all notebooks; exit code 1 at the first that fails, 2 where there is no warehouse."""
    os.umask(0o077)  # full values: the copies are their owner's alone, as the tables are
    options = _options()
    study = _name_of(options.study)
    data = options.data.resolve()
    if not (data / "warehouse.duckdb").is_file():
        print(
            f"error: {data}: no warehouse.duckdb there; run `make baseline endline` first, or say DATA=",
            file=sys.stderr,
        )
        return 2
    os.environ |= {"ECOURTS_DATA": str(data), "ECOURTS_STUDY": study}
    target = data / "notebooks" / study
    begun = time.monotonic()
    for path in sorted(HERE.glob("[0-9]*.ipynb")):
        try:
            seconds = _run(path, target)
        except CellExecutionError as error:
            fault = f"{error.ename}: {error.evalue}".splitlines()[0]
            print(f"error: {path.name}: {fault}", file=sys.stderr)
            return 1
        print(f"{path.stem:<42}{seconds:>4.0f} s")
    print(f"{'all':<42}{time.monotonic() - begun:>4.0f} s")
    print(f"executed copies (.html to read, .ipynb)   {target}")
    print("They hold full values, small numbers among them: not for publication.")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Run every notebook on a study's warehouse.")
    default = os.environ.get("ECOURTS_DATA", HERE.parent / "data")
    parser.add_argument("--data", type=Path, default=default, help="data folder")
    parser.add_argument("--study", default="reference", help="study by name or file (.toml)")
    return parser.parse_args()


def _name_of(study: str) -> str:
    """The name in a study's file, where one is given: the warehouse knows a study by its name."""
    if not study.endswith(".toml"):
        return study
    try:
        return str(tomllib.loads(Path(study).read_text(encoding="utf-8-sig"))["name"])
    except (OSError, ValueError, KeyError) as fault:
        sys.exit(f"error: {study}: no name of a study can be read there ({fault}); check the path.")


def _run(path: Path, target: Path) -> float:
    """Seconds it took; the copies are written only when every cell has run."""
    begun = time.monotonic()
    notebook = nbformat.read(path, as_version=4)
    resources = {"metadata": {"path": str(HERE)}}
    with tempfile.TemporaryDirectory() as own:  # sockets that nobody else can open, instead of ports
        sockets = Config({"KernelManager": {"transport": "ipc", "ip": f"{own}/kernel"}})
        NotebookClient(notebook, config=sockets, resources=resources, **PATIENCE).execute()
    target.mkdir(parents=True, exist_ok=True)
    _write(target / path.name, nbformat.writes(notebook))
    _write(target / f"{path.stem}.html", _page(notebook, path.stem))
    return time.monotonic() - begun


def _page(notebook: NotebookNode, title: str) -> str:
    """A page that asks nothing of the network, unlike the exporter's own."""
    body, _ = HTMLExporter(template_name="basic").from_notebook_node(notebook)
    return PAGE.format(title=html.escape(title), body=body)


def _write(path: Path, text: str) -> None:
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(path)


if __name__ == "__main__":
    sys.exit(main())
