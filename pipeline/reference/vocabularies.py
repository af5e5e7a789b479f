"""Every list of codes, and how many printed wordings lead to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files

from pipeline.reference.markdown import code, page, plain, table
from transform.spelling import read_rows
from transform.vocabulary import CODES_OF_MAP, vocabulary

INTRODUCTION = (
    "The codes that the tables allow, from `transform/vocab/codes_*.csv`. What courts print is led to a code "
    "by `map_*.csv` ([Add a wording](../how_to/wording.md)); a wording that no map knows is `unmapped`, "
    "counted and shown. Where nothing is printed the value is null, which is neither unmapped nor unknown."
)


def vocabularies_page() -> str:
    """The page: the maps with their sizes, then each list of codes."""
    return page("Vocabularies", INTRODUCTION, (_maps(), *_lists()))


def _maps() -> str:
    rows = (
        (code(f"map_{name}.csv"), f"[{plain(codes)}](#{codes})", str(len(vocabulary(name).wordings)))
        for name, codes in sorted(CODES_OF_MAP.items())
    )
    return "## Maps\n\n" + table(("map", "leads to", "wordings that read differently"), rows)


def _lists() -> Iterator[str]:
    for name in _code_lists():
        yield f"## {plain(name)}\n\n{_codes(read_rows(f'codes_{name}.csv'))}"


def _code_lists() -> list[str]:
    names = sorted(entry.name for entry in files("transform.vocab").iterdir())
    return [name[len("codes_") : -len(".csv")] for name in names if name.startswith("codes_")]


def _codes(rows: Sequence[Mapping[str, str]]) -> str:
    header = list(rows[0])
    cells = ((code(row["code"]), *(plain(row[name]) for name in header[1:])) for row in rows)
    return table([name.replace("_", " ") for name in header], cells)
