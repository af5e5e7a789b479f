"""What a page for handing out may not hold: scripts, and anything fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup, Tag

LOADS = ("src", "srcset", "data", "poster", "background", "action", "formaction", "href", "xlink:href")
ELEMENTS = ("script", "iframe", "object", "embed", "form", "base")


def page_faults(path: Path) -> Iterator[tuple[str, str]]:
    """Place and text of everything in an HTML or SVG file that runs or asks something of the network."""
    page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    for element in page.find_all(True):
        assert isinstance(element, Tag)
        if element.name in ELEMENTS:
            yield f"element {element.name}", element.name
        for name, value in element.attrs.items():
            text = " ".join(value) if isinstance(value, list) else str(value)
            is_loading = name.lower() in LOADS and not text.startswith(("#", "data:image/"))
            if is_loading or name.lower().startswith("on"):
                yield f"attribute {name}", text
        if element.name == "style" and ("url(" in element.get_text() or "@import" in element.get_text()):
            yield "element style", "url( or @import"
    has_policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"}) is not None
    if path.suffix.lower() == ".html" and not has_policy:
        yield "head", "no Content-Security-Policy"
