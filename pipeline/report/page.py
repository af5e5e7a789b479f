"""The report as one HTML page that needs nothing else: style inside, no script, nothing from the network."""

from __future__ import annotations

import base64
import csv
import hashlib
from collections.abc import Mapping
from importlib import resources
from typing import Any

from markupsafe import Markup

from pipeline.extras import needed
from pipeline.report.numbers import parameter_of
from pipeline.report.published import Published
from pipeline.report.sections import sections

TEMPLATES = resources.files("pipeline.report") / "templates"


def report_page(published: Published, title: str, made_by: str) -> str:
    """The whole page; everything that is not a template's own text is escaped."""
    jinja2 = needed("jinja2", "report")
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, keep_trailing_newline=True
    )
    template = environment.from_string(_text("report.html"))
    style = _text("report.css")
    words = translations()
    page: str = template.render(
        title=title,
        made_by=made_by,
        style=Markup(style),
        style_hash=_hash(style),
        is_synthetic=published.is_synthetic,
        cut_offs=[(name, parameter_of(published, "as_of", name)) for name in published.timepoints],
        sections=list(sections(published)),
        headings=words,
        terms=[row for key, row in words.items() if key.startswith("term:")],
    )
    return page


def translations() -> Mapping[str, Mapping[str, str]]:
    """Headings (by section) and glossary terms (``term:...``) in English, Marathi and Hindi."""
    text = (resources.files("pipeline.report") / "translations.csv").read_text(encoding="utf-8")
    return {row["key"]: row for row in csv.DictReader(text.splitlines())}


def _text(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _hash(style: str) -> Any:
    """The one style sheet that the page's policy lets the browser use."""
    digest = hashlib.sha256(style.encode()).digest()
    return Markup(f"sha256-{base64.b64encode(digest).decode()}")
