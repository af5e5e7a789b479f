"""``python -m pipeline.reference``: write the reference pages anew."""

from __future__ import annotations

from pipeline.reference.pages import write_pages

for name in write_pages():
    print(f"written anew: {name}")
