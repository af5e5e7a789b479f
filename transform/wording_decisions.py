"""Wordings of one study that its analyst has decided on, beside the vocabularies that ship.

The file has the columns vocabulary, printed, code, decided_by, decided_on, reason: one row a wording. It adds
to ``vocab/map_*.csv`` and never overrules it, so that what ships means the same in every study.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from transform.csv_rows import read_csv
from transform.errors import TransformError
from transform.vocabulary import CODES_OF_MAP, UNMAPPED, looked_up, using_extra_wordings, vocabulary

HEADER = ("vocabulary", "printed", "code", "decided_by", "decided_on", "reason")


class DecisionError(TransformError):
    """A decision can't be used; the message says which line and what to do."""


@dataclass(frozen=True, slots=True)
class WordingDecision:
    """One row: in this vocabulary the wording ``printed`` has the code ``code``."""

    vocabulary: str
    printed: str
    code: str
    decided_by: str
    decided_on: str
    reason: str

    @property
    def key(self) -> tuple[str, str]:
        """What the decision is about: the vocabulary, and the wording as it is compared."""
        return self.vocabulary, looked_up(self.vocabulary, self.printed)


def read_decisions(path: Path) -> tuple[WordingDecision, ...]:
    """All decisions of a study; none if there is no such file. Raises ``DecisionError`` naming the line."""
    if not path.is_file():
        return ()
    file = read_csv(path.read_bytes(), str(path))
    if file.header != HEADER:
        raise DecisionError(f"{path}: its first line must read {','.join(HEADER)}; correct it")
    decisions = []
    for line, cells in file.rows:
        if len(cells) != len(HEADER) or not all(cell.strip() for cell in cells):
            raise DecisionError(f"{path}, line {line}: all of {', '.join(HEADER)} must be filled in")
        decision = WordingDecision(*cells)
        refuse_unusable(decision, f"{path}, line {line}")
        decisions.append(decision)
    return tuple(decisions)


def refuse_unusable(decision: WordingDecision, where: str) -> None:
    """Raise ``DecisionError`` for an unknown vocabulary or code, or a wording that the shipped map has."""
    name, code = decision.vocabulary, decision.code
    if name not in CODES_OF_MAP:
        raise DecisionError(f"{where}: no vocabulary {name!r}; there are {', '.join(CODES_OF_MAP)}")
    with using_extra_wordings({}):
        shipped = vocabulary(name)
    if code not in shipped.codes:
        raise DecisionError(f"{where}: {code!r} is no code of {name}; allowed are {', '.join(shipped.codes)}")
    known = shipped.code(decision.printed)
    if known is None or not decision.key[1]:
        raise DecisionError(f"{where}: {decision.printed!r} states nothing; remove the row")
    if known != UNMAPPED:
        raise DecisionError(
            f"{where}: {decision.printed!r} is known already, as {known}; remove the row, or correct "
            f"transform/vocab/map_{name}.csv if that is wrong"
        )


@contextmanager
def deciding_by(decisions: Iterable[WordingDecision]) -> Iterator[None]:
    """Within this block the vocabularies know these wordings too."""
    wordings: dict[str, dict[str, str]] = {}
    for decision in decisions:
        name, wording = decision.key
        wordings.setdefault(name, {})[wording] = decision.code
    extra: Mapping[str, tuple[tuple[str, str], ...]] = {
        name: tuple(sorted(codes.items())) for name, codes in wordings.items()
    }
    with using_extra_wordings(extra):
        yield
